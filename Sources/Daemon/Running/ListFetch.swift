internal import Archiving
internal import Compressing
internal import Extraction
internal import Fetching
internal import Foundation
internal import Hashing
internal import Model
internal import Storage

/// Gets one list page, feed, sitemap or issue page and reads it; an unchanged one is not read.
struct ListFetch: Sendable {
    let fetch: PageFetch
    let memory: any SourceMemory
    let source: SourceConfiguration
    let patterns: ArticlePatterns?
    let today: Day
    let utcOffset: Int
    let time: DaemonClock
    /// Of what a `.gz` expands to.
    let maxBodyBytes: Int

    enum Result: Sendable {
        case page(ListPage, ListVisit)
        /// As at the last visit.
        case unchanged(ListVisit)
        /// A front door that only leads on to another page.
        case leads(to: WebAddress, ListVisit)
        /// There is no such page (404, 410).
        case absent
        case wall(WallSighting)
        case failed(FetchRefusal)
        case unreadable(String)
    }

    /// Stands before the address that a front door leads to, in the place of a hash.
    private static let doorMark = "->"

    /// - Parameter isConditional: false gets the page in any case.
    func read(_ address: WebAddress, isConditional: Bool = true) async throws(StorageFailure) -> Result {
        let attempt = ReadingAttempt(.list, source: source.id, address: address)
        let known = isConditional ? try await memory.list(address.description) : nil
        let response: Response
        switch await get(address, known: known, as: attempt) {
        case .notModified(let answer):
            guard let known else { return .unreadable("\(address): the site answers HTTP 304 to a plain request") }
            let visit = visit(address, answer, known.hash)
            return ListFetch.door(known.hash).map { .leads(to: $0, visit) } ?? .unchanged(visit)
        case .page(let page): response = page
        case .missing: return .absent
        case .wall(let wall, _):
            return .wall(
                WallSighting(site: address.siteKey, kind: wall.kind.rawValue, evidence: oneLine(wall.evidence)))
        case .refused(_, let reason), .setAside(let reason): return .unreadable(reason)
        case .tooMany(let until, let reason), .postponed(let until, let reason):
            return .failed(.postponed(until: until, reason))
        case .disallowed(let reason): return .failed(.disallowed(reason))
        case .failed(let failure): return .failed(.failed(failure))
        case .calledOff: return .failed(.failed(.cancelled))
        }
        let result: Result
        do throws(ReadingFailure) {
            result = try await fetch.pool.read(attempt, response.body) {
                interpret(response, known: known, as: address)
            }
        } catch {
            return error == .cancelled ? .failed(.failed(.cancelled)) : .unreadable(error.reason(at: address))
        }
        await fetch.pool.finish(attempt)
        return result
    }

    /// What a page says.
    private func interpret(_ response: Response, known: ListVisit?, as address: WebAddress) -> Result {
        let result = read(response, known: known, as: address)
        guard case .page(let page, _) = result, page.articles.isEmpty, page.next.isEmpty,
            let target = PageForward.target(in: response.body, at: response.address)
        else { return result }
        return .leads(to: target, visit(address, response, ListFetch.doorMark + target.description))
    }

    private static func door(_ hash: String?) -> WebAddress? {
        guard let hash, hash.hasPrefix(doorMark) else { return nil }
        return try? WebAddress(parsing: String(hash.dropFirst(doorMark.count)))  // our own words, checked when written
    }

    private func get(_ address: WebAddress, known: ListVisit?, as attempt: ReadingAttempt) async -> Fetched {
        let version = known.map { KnownVersion(etag: $0.etag, lastModified: $0.lastModified) }
        let fetched = await fetch.get(Request(address, known: version), .list(leadsOn: leadsOn), as: attempt)
        // 405: a servlet that takes its parameters by POST alone.
        guard case .refused(status: 405, _) = fetched, let form = ListFetch.form(address) else { return fetched }
        let answer = await fetch.get(form, .list(leadsOn: leadsOn), as: attempt)
        guard case .page(var page) = answer else { return answer }
        page.address = address
        return .page(page)
    }

    /// The same with the query as a posted form; nil for an address without one.
    private static func form(_ address: WebAddress) -> Request? {
        guard let query = address.query, let target = address.resolving(address.path),
            let type = HeaderField("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        else { return nil }
        var form = Request(target, headers: [type])
        form.body = Array(query.utf8)
        return form
    }

    /// Whether a page that shows nothing names what its scripts would ask for.
    private func leadsOn(_ response: Response) -> Bool {
        let reading = ListReading(source: source, patterns: patterns, today: today, utcOffset: utcOffset)
        // A page that cannot be read leads nowhere.
        let page = try? reading.read(response.body, at: response.address, headerCharset: response.charset)
        return page.map { !$0.articles.isEmpty || !$0.next.isEmpty } ?? false
    }

    private func read(_ response: Response, known: ListVisit?, as address: WebAddress) -> Result {
        let body: [UInt8]
        do throws(GzipFailure) {
            body = try expanded(response.body)
        } catch {
            return .unreadable("\(address): cannot be expanded: \(error.rawValue)")
        }
        let bodyMark = ListFetch.mark(body)
        if let hash = known?.hash, hash.hasPrefix(bodyMark) { return .unchanged(visit(address, response, hash)) }
        let page: ListPage
        do throws(ListReading.Problem) {
            page = try ListReading(source: source, patterns: patterns, today: today, utcOffset: utcOffset)
                .read(body, at: response.address, headerCharset: response.charset)
        } catch {
            return .unreadable("\(address): \(error.words)")
        }
        // Sites change the rest of a page with every request.
        let shown =
            page.articles.map(\.address.description) + page.next.map(\.description)
            + [page.fault?.description, page.unfollowedNote].compactMap(\.self)
        let listMark = ListFetch.mark(Array(shown.joined(separator: "\n").utf8))
        let visit = visit(address, response, "\(bodyMark)-\(listMark)")
        if !page.articles.isEmpty, known?.hash?.hasSuffix(listMark) == true { return .unchanged(visit) }
        return .page(page, visit)
    }

    private func expanded(_ body: [UInt8]) throws(GzipFailure) -> [UInt8] {
        body.starts(with: [0x1F, 0x8B]) ? try Gzip.expandFile(body, limit: maxBodyBytes) : body
    }

    private func visit(_ address: WebAddress, _ response: Response, _ hash: String?) -> ListVisit {
        ListVisit(
            url: address.description, source: source.id, at: time.now(), etag: response.version.etag,
            lastModified: response.version.lastModified, hash: hash)
    }

    /// 16 hex digits.
    private static func mark(_ bytes: [UInt8]) -> String { ArticleID(Digest(sha256Of: bytes)).description }

    /// Whether a person would see it as a page: walls stand in the place of pages, and feeds show next to nothing.
    static func isPage(_ body: [UInt8]) -> Bool {
        let start = body.prefix(512).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "[") || start.starts(with: [0x1F, 0x8B]) {
            return false
        }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        return !["<rss", "<feed", "<rdf", "<urlset", "<sitemapindex", "<datastore"].contains { text.contains($0) }
    }
}

/// A source's own patterns of its articles' addresses.
struct ArticlePatterns: @unchecked Sendable {
    // Sendable: a Regex is never changed, and matching with it keeps no state; it lacks the mark because patterns may
    // hold closures, which those read from text do not.
    private let patterns: [Regex<AnyRegexOutput>]

    /// Nil where the source has none.
    init?(_ source: SourceConfiguration) {
        guard !source.articlePatterns.isEmpty else { return nil }
        patterns = source.articlePatterns.map { pattern in
            guard let regex = try? Regex(pattern) else {
                preconditionFailure("patterns are checked when read: \(pattern)")
            }
            return regex
        }
    }

    /// Whether this is an article's address.
    func match(_ address: WebAddress) -> Bool {
        let text = address.description
        return patterns.contains { text.firstMatch(of: $0) != nil }
    }
}
