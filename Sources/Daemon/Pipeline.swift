internal import Fetching
package import Model
package import Storage

/// One page's life. Read this first.
///
/// ```
/// fetch → (not modified | wall | gone | refused | later | bytes) → read → (unreadable | article) → original → keep
///       → outcome
/// ```
///
/// Each step takes a value and gives a new one; nothing goes back. The reader fetches, decodes, parses, extracts,
/// normalises and fingerprints; a page that says that it is a copy leads to its original; the archivist decides whether
/// the text is new, and keeps it.
package struct Pipeline: Sendable {
    private let reader: PageReader
    private let informed: InformedReader
    private let attachments: AttachmentKeeper
    private let store: any StateStore

    package init(reader: PageReader, attachments: AttachmentKeeper, store: any StateStore) {
        self.reader = reader
        self.informed = InformedReader(reader: reader, teaching: SiteTeaching(store: store), store: store)
        self.attachments = attachments
        self.store = store
    }

    /// Fetches a page and keeps its article, and the files that it offers where these are wanted.
    ///
    /// - Returns: also why files did not come; another run gets what is missing.
    /// - Throws: what is to be done about it; nothing was kept then.
    package func run(_ visit: PageVisit) async throws(PageFailure) -> (outcome: Outcome, missing: [PageFailure]) {
        let getting: AttachmentKeeper.Getting = { [reader] (address) throws(PageFailure) in
            try await reader.fetch(address, of: visit)
        }
        let (outcome, missing) = try await run(visit, getting)
        await reader.pool.finish(visit.reading(.page))
        if case .published(let event) = outcome, event.record != nil, !event.isEdit { return (outcome, missing) }
        return (outcome, try await attachments.complete(outcome.id, getting: getting))
    }

    private func run(
        _ visit: PageVisit, _ getting: @escaping AttachmentKeeper.Getting
    ) async throws(PageFailure) -> (Outcome, [PageFailure]) {
        let known = try await state(of: CanonicalAddress(visit.address).address)
        let response = try await reader.fetch(visit, known: known?.visit)
        if response.status == 304, let known { return (.unchanged(known.article), []) }
        let page = try await informed.read(response, of: visit, shown: known) { (address) throws(PageFailure) in
            try await reader.fetch(address, of: visit)
        }
        // What is cut is no edit, unless that is how the page is.
        if let known, page.article.metadata.flags?.contains(.truncated) == true, try await !wasCut(known) {
            throw .later("\(page.address): the article is cut off; what is kept stays as it is, try again later")
        }
        let originals = Originals(reader: informed, store: store)
        let finding = try await originals.find(for: page, of: visit) { (address) throws(PageFailure) in
            try await reader.fetch(address, of: visit)
        }
        switch finding {
        case .none: return try await keep(page, getting)
        case .found(let original): return try await keep(original, getting)
        case .kept(let state): return (.unchanged(state.article), [])
        }
    }

    private func wasCut(_ known: PageState) async throws(PageFailure) -> Bool {
        do throws(StorageFailure) { return try await store.isCut(known.article) } catch {
            throw PageFailure(keeping: error)
        }
    }

    private func keep(
        _ page: ReadPage, _ getting: @escaping AttachmentKeeper.Getting
    ) async throws(PageFailure) -> (Outcome, [PageFailure]) {
        let (outcome, missing) = try await attachments.keep(page, getting: getting)
        try await informed.learn(from: page, outcome, isNews: false)
        return (outcome, missing)
    }

    /// Writes down what the pages have taught about their sites. To be called at the end.
    ///
    /// - Throws: `.storage` or `.busy`.
    package func close() async throws(PageFailure) { try await informed.teaching.save() }

    private func state(of address: WebAddress) async throws(PageFailure) -> PageState? {
        do throws(StorageFailure) {
            return try await store.page(address.description)
        } catch {
            throw PageFailure(keeping: error)
        }
    }
}
