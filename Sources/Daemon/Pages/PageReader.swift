package import Extraction
package import Fetching
package import Model
package import Serving

/// What reading an answer came to.
package enum Reading: Sendable {
    case article(ReadPage)
    /// It shows no article; why, and what it is instead.
    case none(String, as: LeftOut)
    /// It, or a further page of its article, cannot be had.
    case incomplete(String)
}

/// Reads articles out of answers. Fetches nothing itself, and keeps nothing.
package struct PageReader: Sendable {
    private let extractor: Extractor
    /// By the source's id.
    private let rules: [String: ExtractionRules]
    private let meters: Meters
    /// Where pages are read.
    let pool: ReadingPool

    /// - Parameter meters: told how long reading takes.
    package init(
        extractor: Extractor, rules: [String: ExtractionRules] = [:], meters: Meters = Meters(),
        pool: ReadingPool = ReadingPool()
    ) {
        self.extractor = extractor
        self.rules = rules
        self.meters = meters
        self.pool = pool
    }

    /// What is said of a page that breaks off.
    static func cut(_ response: Response) -> String {
        "\(response.address): the page breaks off before its end, after \(response.body.count) bytes; try again later"
    }

    /// Reads the article out of an answer; one that its site has cut into pages is read whole.
    ///
    /// - Parameters:
    ///   - takesPart: what to do where one of the further pages cannot be had: go without and say so, or wait.
    ///   - knowledge: of the site.
    ///   - further: gets the further pages, one after the other.
    /// - Throws: `.cancelled`.
    func read(
        _ response: Response, of wanted: WantedPage, now: Timestamp = .now, takesPart: Bool = true,
        knowing knowledge: SiteKnowledge = .nothing, further: FurtherPages
    ) async throws(WorkFailure) -> Reading {
        let first: Article
        let lesson: PageObservation?
        switch try await study(response, of: wanted, now, knowledge, mayBeFile: true) {
        case .article(let article, let learnt): (first, lesson) = (article, learnt)
        case .none(let reason, let kind): return .none(reason, as: kind)
        }
        var pages: [Article] = []
        var responses: [Response] = []
        var flags: [Flag] = PageEnd.isMissing(in: response.body) ? [.truncated] : []
        var lacksPages = false
        var seen: Set = [response.address, wanted.address]
        var waiting = first.furtherPages.filter { !seen.contains($0) }
        while let address = waiting.first, pages.count < PageReader.pagesLimit {
            waiting.removeFirst()
            guard seen.insert(address).inserted else { continue }
            switch try await page(at: address, of: wanted, now, knowledge, further) {
            case .article(let page, let response):
                pages.append(page)
                responses.append(response)
                if waiting.isEmpty { waiting = page.furtherPages.filter { !seen.contains($0) } }
                continue
            case .none(let reason):
                guard takesPart else { return .incomplete("page \(pages.count + 2) of the article: \(reason)") }
                flags = [.truncated]
                lacksPages = true
            }
            break
        }
        var whole = first
        if !pages.isEmpty {
            let extractor = extractor
            do throws(ReadingFailure) {
                whole = try await pool.read(wanted.reading(.page), []) { [pages] in
                    extractor.joining(first, with: pages)
                }
            } catch {
                guard case .tookTooLong = error else { throw .cancelled }
                return .none(error.reason(at: wanted.address), as: .readerDied)
            }
        }
        if !pages.isEmpty || lacksPages { flags.insert(.paged, at: 0) }
        if !flags.isEmpty {
            let known = whole.metadata.flags ?? []
            whole.metadata.flags = known + flags.filter { !known.contains($0) }
        }
        if whole.metadata.flags?.contains(.truncated) == true { whole.metadata.doubt() }
        return .article(
            ReadPage(whole, lesson: lesson, wanted: wanted, response: response, further: responses, now: now))
    }

    /// Gets a page and reads it, for whoever only looks: nothing is known of it, and nothing kept.
    ///
    /// - Parameter isWhole: false leaves out the further pages of an article in several.
    func look(at wanted: WantedPage, through fetch: PageFetch, isWhole: Bool) async throws(WorkFailure) -> Reading {
        let attempt = wanted.reading(.page)
        let fetched = await fetch.get(Request(wanted.address), as: attempt)
        switch fetched {
        case .page(let response):
            let reading = try await read(response, of: wanted, now: fetch.time.now()) { address in
                guard isWhole else { return .disallowed("only the first page is looked at") }
                return await fetch.get(Request(address), as: attempt)
            }
            await fetch.pool.finish(attempt)
            return reading
        case .calledOff: throw .cancelled
        default: return .incomplete(fetched.reason ?? "\(wanted.address): nothing came")
        }
    }

    private enum FurtherPage {
        case article(Article, Response)
        case none(String)
    }

    /// One more page of an article.
    private func page(
        at address: WebAddress, of wanted: WantedPage, _ now: Timestamp, _ knowledge: SiteKnowledge,
        _ further: FurtherPages
    ) async throws(WorkFailure) -> FurtherPage {
        let response: Response
        switch await further(address) {
        case .page(let page): response = page
        case .calledOff: throw .cancelled
        case let other: return .none(other.reason ?? "\(address): nothing came")
        }
        switch try await study(response, of: wanted, now, knowledge) {
        case .article(let article, _): return .article(article, response)
        case .none(let reason, _): return .none(reason)
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

    /// More pages no article has.
    private static let pagesLimit = 60

    private enum Study: Sendable {
        case article(Article, lesson: PageObservation?)
        case none(String, as: LeftOut)
    }

    private func study(
        _ response: Response, of wanted: WantedPage, _ now: Timestamp, _ knowledge: SiteKnowledge,
        mayBeFile: Bool = false
    ) async throws(WorkFailure) -> Study {
        let (extractor, meters) = (extractor, meters)
        let rules = rules[wanted.source] ?? ExtractionRules()
        do throws(ReadingFailure) {
            return try await pool.read(wanted.reading(.page), response.body) {
                let began = ContinuousClock.now
                defer { meters.extractions.note(ContinuousClock.now - began) }
                if let onward = PageForward.redirection(in: response.body, at: response.address) {
                    return .none("\(response.address): \(onward.reason)", as: .noArticle)
                }
                do throws(ExtractionFailure) {
                    let (article, lesson) = try extractor.study(
                        response.body, at: response.address, headerCharset: response.charset,
                        today: now.day(offset: wanted.utcOffset), utcOffset: wanted.utcOffset, rules: rules,
                        knowing: knowledge)
                    return .article(article, lesson: lesson)
                } catch {
                    // A list's link may lead to a file: the list says what it is.
                    if mayBeFile, case .binary(let kind) = error, let title = wanted.listedTitle,
                        let item = extractor.item(file: kind, at: response.address, title: title)
                    {
                        return .article(item, lesson: nil)
                    }
                    return .none("\(response.address): \(error.reason)", as: LeftOut(error))
                }
            }
        } catch {
            guard case .tookTooLong = error else { throw .cancelled }
            return .none(error.reason(at: wanted.address), as: .readerDied)
        }
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
