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
    private let archivist: Archivist
    private let store: any StateStore

    package init(reader: PageReader, archivist: Archivist, store: any StateStore) {
        self.reader = reader
        self.informed = InformedReader(reader: reader, teaching: SiteTeaching(store: store), store: store)
        self.archivist = archivist
        self.store = store
    }

    /// Fetches a page and keeps its article.
    ///
    /// - Throws: what is to be done about it; nothing was kept then.
    package func run(_ visit: PageVisit) async throws(PageFailure) -> Outcome {
        let known = try await state(of: CanonicalAddress(visit.address).address)
        let response = try await reader.fetch(visit, known: known?.visit)
        if response.status == 304, let known { return .unchanged(known.article) }
        let page = try await informed.read(response, of: visit, shown: known) { (address) throws(PageFailure) in
            try await reader.fetch(address, of: visit)
        }
        let originals = Originals(reader: informed, store: store)
        let finding = try await originals.find(for: page, of: visit) { (address) throws(PageFailure) in
            try await reader.fetch(address, of: visit)
        }
        switch finding {
        case .none: return try await keep(page)
        case .found(let original): return try await keep(original)
        case .kept(let state): return .unchanged(state.article)
        }
    }

    private func keep(_ page: ReadPage) async throws(PageFailure) -> Outcome {
        let outcome = try await archivist.keep(page)
        try await informed.learn(from: page, outcome, isNews: false)
        return outcome
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
