internal import Extraction
package import Fetching
package import Model
package import Storage

/// Reads pages with what their sites have taught.
///
/// A page that is kept is first read as it was read then, so that it is an edit that makes a revision, and not what the
/// site has taught since.
package struct MemoryAwareReader: Sendable {
    package let reader: PageReader
    package let teaching: LayoutLearner
    private let store: any Store

    /// Where pages are read.
    var pool: ReadingPool { reader.pool }

    package init(reader: PageReader, teaching: LayoutLearner, store: any Store) {
        self.reader = reader
        self.teaching = teaching
        self.store = store
    }

    /// As `PageReader.read`.
    ///
    /// - Throws: also `.storage` or `.busy`.
    func read(
        _ response: Response, of wanted: WantedPage, now: Timestamp = .now, takesPart: Bool = true,
        further: @escaping FurtherPages
    ) async throws(WorkFailure) -> Reading {
        // Further pages are asked for once, however often the article is read.
        let pages = FetchedOnce(further)
        func read(_ knowledge: SiteKnowledge) async throws(WorkFailure) -> Reading {
            try await reader.read(
                response, of: wanted, now: now, takesPart: takesPart, knowing: knowledge, further: pages.get)
        }
        func informed() async throws(WorkFailure) -> Reading {
            try await read(.memory(try await teaching.memory(of: response.address, for: wanted.source)))
        }
        guard let shown = wanted.shown, let kept = try await record(of: shown) else { return try await informed() }
        switch try await read(.record(kept.metadata.memory ?? MemoryUse())) {
        case .incomplete(let reason): return .incomplete(reason)
        case .none: return try await informed()  // the site's own element may still be there
        case .article(let again):
            if again.article.fingerprint.id == shown.article { return .article(again) }
            // Its template changed and its text did not: or else it is an edit, and that alone is to be seen.
            guard case .article(let other) = try await informed(), other.article.fingerprint.id == shown.article else {
                return .article(again)
            }
            return .article(other)
        }
    }

    /// Takes note of what a page teaches, once it is kept: an article that was not there before.
    ///
    /// - Parameter isNews: the page is of these days.
    package func learn(from page: ReadPage, _ outcome: Outcome, isNews: Bool) async throws(WorkFailure) {
        guard let lesson = page.lesson, case .published(let event) = outcome, case .article = event.kind else {
            return
        }
        try await teaching.learn(lesson, from: page.address, of: page.source, isNews: isNews, at: page.fetchedAt)
    }

    private func record(of shown: PageState) async throws(WorkFailure) -> ArticleRecord? {
        try await kept { () throws(StorageFailure) in try await store.article(shown.article)?.record }
    }
}

/// Gets pages, each of them once.
private actor FetchedOnce {
    private let further: FurtherPages
    private var pages: [WebAddress: Fetched] = [:]

    init(_ further: @escaping FurtherPages) { self.further = further }

    nonisolated var get: FurtherPages { { await self.page(at: $0) } }

    private func page(at address: WebAddress) async -> Fetched {
        if let page = pages[address] { return page }
        let page = await further(address)
        pages[address] = page
        return page
    }
}
