internal import Extraction
package import Fetching
package import Model
package import Storage

/// Reads pages with what their sites have taught.
///
/// A page that is kept is first read as it was read then, so that it is an edit that makes a revision, and not what the
/// site has taught since.
package struct InformedReader: Sendable {
    package let reader: PageReader
    package let teaching: SiteTeaching
    private let store: any Store

    /// Where pages are read.
    var pool: ReadingPool { reader.pool }

    package init(reader: PageReader, teaching: SiteTeaching, store: any Store) {
        self.reader = reader
        self.teaching = teaching
        self.store = store
    }

    /// As `PageReader.read`.
    ///
    /// - Parameter shown: what the page showed last.
    /// - Throws: also `.storage` or `.busy`.
    package func read(
        _ response: Response, of visit: PageVisit, shown: PageState?, now: Timestamp = .now, takesPart: Bool = true,
        further: PageReader.Getting
    ) async throws(PageFailure) -> ReadPage {
        var pages: [WebAddress: Response] = [:]
        // Further pages are asked for once, however often the article is read.
        func page(_ address: WebAddress) async throws(PageFailure) -> Response {
            if let page = pages[address] { return page }
            let page = try await further(address)
            pages[address] = page
            return page
        }
        func informed() async throws(PageFailure) -> ReadPage {
            let memory = try await teaching.memory(of: response.address, for: visit.source)
            return try await reader.read(
                response, of: visit, now: now, takesPart: takesPart, knowing: .memory(memory), further: page)
        }
        if let shown, let kept = try await record(of: shown) {
            let use = SiteKnowledge.record(kept.metadata.memory ?? MemoryUse())
            let again: ReadPage?
            do throws(PageFailure) {
                again = try await reader.read(
                    response, of: visit, now: now, takesPart: takesPart, knowing: use, further: page)
            } catch {
                guard case .unreadable = error else { throw error }
                again = nil  // the site's own element may still be there
            }
            guard let again else { return try await informed() }
            if again.article.fingerprint.id == shown.article { return again }
            // Its template changed and its text did not: or else it is an edit, and that alone is to be seen.
            let other = try await informed()
            return other.article.fingerprint.id == shown.article ? other : again
        }
        return try await informed()
    }

    /// Takes note of what a page teaches, once it is kept: an article that was not there before.
    ///
    /// - Parameter isNews: the page is of these days.
    package func learn(from page: ReadPage, _ outcome: Outcome, isNews: Bool) async throws(PageFailure) {
        guard let lesson = page.lesson, case .published(let event) = outcome, case .article = event.kind else {
            return
        }
        try await teaching.learn(lesson, from: page.address, of: page.source, isNews: isNews, at: page.fetchedAt)
    }

    private func record(of shown: PageState) async throws(PageFailure) -> ArticleRecord? {
        do throws(StorageFailure) {
            return try await store.article(shown.article)?.record
        } catch {
            throw PageFailure(keeping: error)
        }
    }
}
