internal import Extraction
internal import Fetching
internal import Model
internal import Storage

/// What a site turned out to be, seen from one of its pages.
struct SourceProbe: Sendable {
    /// Where the page is, after redirects and forwards.
    let address: WebAddress
    let traits: SiteTraits
    let findings: StartPageCheck.Findings
    /// Sitemaps that robots.txt names.
    let sitemaps: [WebAddress]

    private static let shownAddresses = 5

    /// What was seen, a line each: a name and a value.
    var lines: [(name: String, value: String)] {
        var lines: [(String, String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append((name, oneLine(value))) }
        }
        add("title", traits.title)
        add("system", traits.families.isEmpty ? traits.generator : traits.families.joined(separator: ", "))
        add("charset", traits.charset + (traits.isCharsetGuessed ? ", guessed" : ""))
        if let list = findings.list {
            add("kind", kind(of: list))
            add("list at", findings.elsewhere?.description)
            add("next", list.next.first?.description)
            add("feeds", shown(list.feeds))
        }
        add("sitemaps", shown(sitemaps))
        for step in findings.steps { add(step.step.rawValue, (step.passed ? "" : "NO: ") + step.detail) }
        return lines
    }

    private func kind(of list: ListPage) -> String {
        list.issue == nil ? list.kind.words : "a page of an e-paper's issue"
    }

    private func shown(_ addresses: [WebAddress]) -> String {
        let more = addresses.count - SourceProbe.shownAddresses
        return addresses.prefix(SourceProbe.shownAddresses).map(\.description).joined(separator: " ")
            + (more > 0 ? " and \(more) more" : "")
    }
}

extension SourceInspector {
    /// Looks at a page, at what it lists and at one of its articles.
    ///
    /// - Throws: `.unavailable` where the page cannot be had.
    func probe(_ address: WebAddress) async throws(CommandFailure) -> SourceProbe {
        var response = try await page(at: address)
        // Front doors only lead on.
        for _ in 0..<StartPageCheck.mostDoors {
            let front = response
            let forward = try await read(front) { PageForward.target(in: front.body, at: front.address) }
            guard let target = forward else { break }
            response = try await page(at: target)
        }
        let source = SourceConfiguration(id: "probe", name: "probe", start: [response.address], every: .seconds(1800))
        let (address, page) = (response.address, response)
        return SourceProbe(
            address: address,
            traits: try await read(page) { SiteTraits(reading: page.body, headerCharset: page.charset) },
            findings: try await stored { () throws(StorageFailure) in try await trial(of: source).run(address) },
            sitemaps: await fetch.fetcher.sitemaps(of: address))
    }

    private func page(at address: WebAddress) async throws(CommandFailure) -> Response {
        let attempt = ReadingAttempt(.list, source: SourceConfiguration.manual, address: address)
        // A page that its scripts fill may name what they ask for: what reads its list sees that.
        let fetched = await fetch.get(Request(address), .list { _ in true }, as: attempt)
        switch fetched {
        case .page(let response): return response
        case .disallowed(let reason): throw CommandFailure(.notPermitted, reason)
        case .wall(let wall, _):
            throw CommandFailure(.unavailable, "\(address): a wall stands before it, \(wall)")
        default: throw CommandFailure(.unavailable, fetched.reason ?? "\(address): nothing came")
        }
    }

    /// Reads an answer where pages are read.
    private func read<Value: Sendable>(
        _ response: Response, _ work: @escaping @Sendable () -> Value
    ) async throws(CommandFailure) -> Value {
        let attempt = ReadingAttempt(.list, source: SourceConfiguration.manual, address: response.address)
        do throws(ReadingFailure) {
            return try await fetch.pool.read(attempt, response.body, work)
        } catch {
            throw CommandFailure(.badData, error.reason(at: response.address))
        }
    }
}
