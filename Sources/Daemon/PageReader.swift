package import Extraction
package import Fetching
package import Model
package import Serving
package import Storage

/// The half of a page's life that keeps nothing: from an address to an article.
package struct PageReader: Sendable {
    private let fetcher: Fetcher
    private let schedule: RetrySchedule
    private let turns: HostTurns
    private let delay: Duration
    /// Nil: robots.txt is not asked.
    private let robots: RobotsKeeper?
    private let extractor: Extractor
    /// By the source's id.
    private let rules: [String: ExtractionRules]
    private let meters: Meters
    /// Where pages are read.
    let pool: ReadingPool

    /// - Parameters:
    ///   - turns: whose turn it is to ask a host.
    ///   - meters: told how long reading takes.
    package init(
        fetcher: Fetcher, schedule: RetrySchedule, turns: HostTurns, delay: Duration, obeysRobots: Bool,
        extractor: Extractor, rules: [String: ExtractionRules] = [:], meters: Meters = Meters(),
        pool: ReadingPool = ReadingPool()
    ) {
        self.fetcher = fetcher
        self.schedule = schedule
        self.turns = turns
        self.delay = delay
        self.extractor = extractor
        self.rules = rules
        self.meters = meters
        self.pool = pool
        guard obeysRobots else {
            robots = nil
            return
        }
        robots = RobotsKeeper(
            now: { .now },
            // The page that they are asked for does not wait once more.
            fetching: { (request) throws(FetchFailure) in
                try await fetcher.fetchRules(request, turns: turns, delay: .zero)
            })
    }

    /// Gets a page in its host's turn, trying again where that is worth it.
    ///
    /// - Parameter known: What an earlier visit left; where it still holds, the answer's status is 304.
    /// - Returns: an answer of status 200 to 299, or 304, that is no wall.
    /// - Throws: `.later`, `.gone`, `.refused`, `.unreadable` (too large, or set aside because dibao died of it) or
    ///   `.cancelled`.
    package func fetch(_ visit: PageVisit, known: Visit? = nil) async throws(PageFailure) -> Response {
        try await fetchFollowing(visit, known: known, as: visit.reading(.page))
    }

    private func fetchFollowing(
        _ visit: PageVisit, known: Visit?, as attempt: ReadingAttempt
    ) async throws(PageFailure) -> Response {
        var response = try await fetch(visit, known: known, as: attempt)
        // Pages that only send their reader on are followed like redirects.
        var seen: Set = [visit.address, response.address]
        for _ in 0..<PageReader.redirectionsLimit {
            guard let onward = try await pool.redirection(in: response, of: attempt), seen.insert(onward).inserted
            else { break }
            response = try await fetch(
                PageVisit(address: onward, source: visit.source, utcOffset: visit.utcOffset), known: nil, as: attempt)
        }
        return response
    }

    private static let redirectionsLimit = 3

    private func fetch(
        _ visit: PageVisit, known: Visit?, as attempt: ReadingAttempt
    ) async throws(PageFailure) -> Response {
        let first = try await ask(visit, known: known, as: attempt)
        guard PageEnd.isMissing(in: first.body) else { return first }
        // What ends in the same place once more is how its site writes its pages; reading it says that it is cut.
        let second = try await ask(visit, known: nil, as: attempt)
        guard !PageEnd.isMissing(in: second.body) || second.body.count == first.body.count else {
            throw .later(PageReader.cut(second))
        }
        return second
    }

    private func ask(
        _ visit: PageVisit, known: Visit?, as attempt: ReadingAttempt
    ) async throws(PageFailure) -> Response {
        if let refusal = pool.refusal(of: attempt) { throw .unreadable(refusal, as: .readerDied) }
        let turn = HostTurn(turns)
        let delay = try await admit(visit.address, turn)
        let version = known.map { KnownVersion(etag: $0.etag, lastModified: $0.lastModified) }
        let response: Response
        do throws(FetchFailure) {
            response = try await fetcher.fetchRetrying(
                Request(visit.address, known: version), schedule: schedule,
                beforeAgain: { () throws(FetchFailure) in
                    try await turn.takePatiently(at: visit.address.host, delay: delay)
                },
                permitting: { (redirect) throws(FetchFailure) in
                    do throws(PageFailure) {
                        await turn.end()  // the redirect is an answer
                        _ = try await admit(redirect.to, turn)
                    } catch {
                        throw .redirectRefused(from: redirect.from, to: redirect.to.description, reason: "\(error)")
                    }
                })
        } catch {
            await turn.end()
            throw PageFailure(error)
        }
        await turn.end()
        let isMissing = [404, 410].contains(response.status)
        if !isMissing, let wall = try await pool.wall(in: response, of: attempt, asked: visit.address) {
            guard wall.kind != .blank else { throw .unreadable("\(visit.address): the page is empty") }
            throw .refused("\(visit.address): no article but a wall: \(oneLine(wall.description))")
        }
        if let failure = PageFailure(status: response.status, of: response.address) { throw failure }
        return response
    }

    /// What is said of a page that breaks off.
    static func cut(_ response: Response) -> String {
        "\(response.address): the page breaks off before its end, after \(response.body.count) bytes; try again later"
    }

    /// Returns when the site allows the address and it is its host's turn.
    ///
    /// - Parameter turn: taken at the address's host.
    /// - Returns: what the host is left alone after the answer.
    private func admit(_ address: WebAddress, _ turn: HostTurn) async throws(PageFailure) -> Duration {
        var crawlDelay = Duration.zero
        // Not even the rules are asked for in the midst of a pause that nobody waits for.
        let rest = await turn.rest(at: address.host)
        guard rest <= max(delay, PageReader.longestPause) else {
            throw .later(await tooFar(rest, at: address, crawlDelay: robots?.crawlDelay(of: address.siteKey)))
        }
        if let robots {
            switch await robots.verdict(for: address) {
            case .allowed(let delay): crawlDelay = delay ?? .zero
            case .disallowed(let rule): throw .refused("\(address): robots.txt does not allow it: \(rule)")
            case .unknown(_, let reason):
                if Task.isCancelled { throw .cancelled }
                throw .later("\(address): its robots.txt cannot be had, so nothing may be fetched: \(reason)")
            }
        }
        let pause = max(delay, crawlDelay)
        do throws(HostTurns.Refusal) {
            try await turn.take(at: address.host, delay: pause, patience: max(delay, PageReader.longestPause))
            // With the turn in hand: nobody else asks the host meanwhile.
            await pool.roomForMore()
            return pause
        } catch {
            guard case .tooFar(let rest) = error else { throw .cancelled }
            throw .later(await tooFar(rest, at: address, crawlDelay: crawlDelay))
        }
    }

    /// Why the address is not asked now.
    private func tooFar(_ rest: Duration, at address: WebAddress, crawlDelay: Duration?) async -> String {
        let asked = await robots?.crawlDelayLine(of: address.siteKey).map {
            "\(address.siteKey)/robots.txt asks for \(TimeSpan.text(crawlDelay ?? .zero)) between two requests (\($0))"
        }
        return "\(address): its host may be asked again in \(TimeSpan.text(rest.roundedUp)): "
            + (asked ?? "another process asks it, too")
    }

    /// The same for the further pages of an article.
    package func fetch(_ address: WebAddress, of visit: PageVisit) async throws(PageFailure) -> Response {
        try await fetchFollowing(
            PageVisit(address: address, source: visit.source, utcOffset: visit.utcOffset), known: nil,
            as: visit.reading(.page))
    }

    /// Gets one more page of an article.
    package typealias Getting = (WebAddress) async throws(PageFailure) -> Response

    /// Reads the article out of an answer; one that its site has cut into pages is read whole.
    ///
    /// - Parameters:
    ///   - takesPart: what to do where one of the further pages cannot be had: go without and say so, or fail.
    ///   - knowledge: of the site.
    ///   - further: gets the further pages, one after the other.
    /// - Throws: `.unreadable` for a page without an article; `.later` for a further page that cannot be had;
    ///   `.cancelled`.
    package func read(
        _ response: Response, of visit: PageVisit, now: Timestamp = .now, takesPart: Bool = true,
        knowing knowledge: SiteKnowledge = .nothing, further: Getting
    ) async throws(PageFailure) -> ReadPage {
        let (first, lesson) = try await study(response, of: visit, now, knowledge, mayBeFile: true)
        var pages: [Article] = []
        var responses: [Response] = []
        var flags: [Flag] = PageEnd.isMissing(in: response.body) ? [.truncated] : []
        var lacksPages = false
        var seen: Set = [response.address, visit.address]
        var waiting = first.furtherPages.filter { !seen.contains($0) }
        while let address = waiting.first, pages.count < PageReader.pagesLimit {
            waiting.removeFirst()
            guard seen.insert(address).inserted else { continue }
            do throws(PageFailure) {
                let response = try await further(address)
                let page = try await study(response, of: visit, now, knowledge).article
                pages.append(page)
                responses.append(response)
                if waiting.isEmpty { waiting = page.furtherPages.filter { !seen.contains($0) } }
            } catch {
                if case .cancelled = error { throw error }
                guard takesPart else { throw .later("page \(pages.count + 2) of the article: \(error)") }
                flags = [.truncated]
                lacksPages = true
                break
            }
        }
        var whole = pages.isEmpty ? first : try await joined(first, pages, visit)
        if !pages.isEmpty || lacksPages { flags.insert(.paged, at: 0) }
        if !flags.isEmpty {
            let known = whole.metadata.flags ?? []
            whole.metadata.flags = known + flags.filter { !known.contains($0) }
        }
        if whole.metadata.flags?.contains(.truncated) == true { whole.metadata.doubt() }
        return ReadPage(whole, lesson: lesson, visit: visit, response: response, further: responses, now: now)
    }

    private func joined(
        _ first: Article, _ pages: [Article], _ visit: PageVisit
    ) async throws(PageFailure) -> Article {
        let extractor = extractor
        do throws(ReadingFailure) {
            return try await pool.read(visit.reading(.page), []) { extractor.joining(first, with: pages) }
        } catch {
            throw PageFailure(error, of: visit.address)
        }
    }

    /// An article with its rest, which stands on another page of the issue.
    package func joining(_ first: ReadPage, continuedBy rest: ReadPage) -> ReadPage {
        ReadPage(
            address: first.address, original: first.original, source: first.source, fetchedAt: first.fetchedAt,
            day: first.day, article: extractor.joining(first.article, continuedBy: rest.article),
            response: first.response,
            furtherResponses: first.furtherResponses + [rest.response] + rest.furtherResponses, etag: first.etag,
            lastModified: first.lastModified, lesson: first.lesson)
    }

    /// Longer pauses are not waited for, but those that the configuration asks for.
    private static let longestPause: Duration = .seconds(600)

    /// More pages no article has.
    private static let pagesLimit = 60

    private func study(
        _ response: Response, of visit: PageVisit, _ now: Timestamp, _ knowledge: SiteKnowledge,
        mayBeFile: Bool = false
    ) async throws(PageFailure) -> (article: Article, lesson: PageLesson?) {
        let (extractor, meters) = (extractor, meters)
        let rules = rules[visit.source] ?? ExtractionRules()
        let result: Result<(article: Article, lesson: PageLesson?), PageFailure>
        do throws(ReadingFailure) {
            result = try await pool.read(visit.reading(.page), response.body) {
                let began = ContinuousClock.now
                defer { meters.extractions.note(ContinuousClock.now - began) }
                if let onward = PageForward.redirection(in: response.body, at: response.address) {
                    return .failure(.unreadable("\(response.address): \(onward.reason)", as: .noArticle))
                }
                do throws(ExtractionFailure) {
                    return .success(
                        try extractor.study(
                            response.body, at: response.address, headerCharset: response.charset,
                            today: now.day(offset: visit.utcOffset), utcOffset: visit.utcOffset, rules: rules,
                            knowing: knowledge))
                } catch {
                    // A list's link may lead to a file: the list says what it is.
                    if mayBeFile, case .binary(let kind) = error, let title = visit.listedTitle,
                        let item = extractor.item(file: kind, at: response.address, title: title)
                    {
                        return .success((item, nil))
                    }
                    return .failure(.unreadable("\(response.address): \(error.reason)", as: LeftOut(error)))
                }
            }
        } catch {
            throw PageFailure(error, of: visit.address)
        }
        return try result.get()
    }
}

extension ArticleMetadata {
    /// The confidence in a text of which a part is missing, at most.
    private static let confidenceInPart = 0.3

    /// Says that the text is not the whole article.
    fileprivate mutating func doubt() {
        confidence = min(confidence ?? 1, ArticleMetadata.confidenceInPart)
        if flags?.contains(.lowConfidence) != true { flags = (flags ?? []) + [.lowConfidence] }
    }
}

extension LeftOut {
    /// What a page is that gave no article.
    init(_ failure: ExtractionFailure) {
        switch failure {
        case .binary: self = .fileType
        case .tooLarge: self = .tooLarge
        case .noArticle: self = .noArticle
        default: self = .unreadable
        }
    }
}

extension PageFailure {
    /// What to do after a fetch that brought no answer.
    init(_ failure: FetchFailure) {
        switch failure {
        case .cancelled, .shuttingDown: self = .cancelled
        case .addressRefused, .redirectRefused: self = .refused(failure.description)
        case .bodyTooLarge: self = .unreadable(failure.description, as: .tooLarge)
        case .undecodable, .protocolError: self = .unreadable(failure.description)
        case .hostNotFound, .connectionRefused, .connectionFailed, .connectionLost, .certificate, .tlsHandshake,
            .timedOut, .redirectLoop, .tooManyRedirects, .truncated, .proxy, .local:
            self = .later(failure.description)
        }
    }

    /// What to do after an answer of that status; nil where it brings a page, or says that nothing changed.
    init?(status: Int, of address: WebAddress) {
        switch status {
        case 200...299, 304: return nil
        case 404, 410: self = .gone(status: status, "\(address): there is no such page (HTTP \(status))")
        case 408, 425, 429, 500...599:
            self = .later("\(address): the site is in trouble or wants fewer visits (HTTP \(status)); try again later")
        default: self = .refused("\(address): the site does not give this page (HTTP \(status))")
        }
    }
}
