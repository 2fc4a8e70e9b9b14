package import Extraction
package import Fetching
package import Model
package import Storage

/// The half of a page's life that keeps nothing: from an address to an article.
package struct PageReader: Sendable {
    private let fetcher: Fetcher
    private let schedule: RetrySchedule
    private let pacer: HostPacer<ContinuousClock>
    private let extractor: Extractor

    package init(fetcher: Fetcher, schedule: RetrySchedule, delay: Duration, extractor: Extractor) {
        self.fetcher = fetcher
        self.schedule = schedule
        pacer = HostPacer(delay: delay, clock: ContinuousClock())
        self.extractor = extractor
    }

    /// Gets a page in its host's turn, trying again where that is worth it.
    ///
    /// - Parameter known: What an earlier visit left; where it still holds, the answer's status is 304.
    /// - Returns: an answer of status 200 to 299, or 304.
    /// - Throws: `.later`, `.gone`, `.refused`, `.unreadable` (too large) or `.cancelled`.
    package func fetch(_ visit: PageVisit, known: Visit? = nil) async throws(PageFailure) -> Response {
        do { try await pacer.turn(at: visit.address.host) } catch { throw .cancelled }
        let version = known.map { KnownVersion(etag: $0.etag, lastModified: $0.lastModified) }
        let response: Response
        do throws(FetchFailure) {
            response = try await fetcher.fetchRetrying(Request(visit.address, known: version), schedule: schedule)
        } catch {
            throw PageFailure(error)
        }
        if let failure = PageFailure(status: response.status, of: response.address) { throw failure }
        return response
    }

    /// Reads the article out of an answer.
    ///
    /// - Throws: `.unreadable`.
    package func read(
        _ response: Response, of visit: PageVisit, now: Timestamp = .now
    ) throws(PageFailure) -> ReadPage {
        do throws(ExtractionFailure) {
            let article = try extractor.read(
                response.body, at: response.address, headerCharset: response.charset,
                today: now.day(offset: visit.utcOffset), utcOffset: visit.utcOffset)
            return ReadPage(article, visit: visit, response: response, now: now)
        } catch {
            throw .unreadable("\(response.address): \(error.reason)")
        }
    }
}

extension PageFailure {
    /// What to do after a fetch that brought no answer.
    init(_ failure: FetchFailure) {
        switch failure {
        case .cancelled, .shuttingDown: self = .cancelled
        case .addressRefused, .redirectRefused: self = .refused(failure.description)
        case .bodyTooLarge, .undecodable, .protocolError: self = .unreadable(failure.description)
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
