internal import Fetching
package import Model
package import Storage

/// One page's life. Read this first.
///
/// ```
/// fetch → (not modified | wall | gone | refused | later | bytes) → read → (unreadable | article) → keep → outcome
/// ```
///
/// Each step takes a value and gives a new one; nothing goes back. The reader fetches, decodes, parses, extracts,
/// normalises and fingerprints; the archivist decides whether the text is new, and keeps it.
package struct Pipeline: Sendable {
    private let reader: PageReader
    private let archivist: Archivist
    private let store: any Store

    package init(reader: PageReader, archivist: Archivist, store: any Store) {
        self.reader = reader
        self.archivist = archivist
        self.store = store
    }

    /// Fetches a page and keeps its article.
    ///
    /// - Throws: what is to be done about it; nothing was kept then.
    package func run(_ visit: PageVisit) async throws(PageFailure) -> Outcome {
        let known = try await state(of: visit.address)
        let response = try await reader.fetch(visit, known: known?.visit)
        if response.status == 304, let known { return .unchanged(known.article) }
        let page = try await reader.read(response, of: visit) { (address) throws(PageFailure) in
            try await reader.fetch(address, of: visit)
        }
        return try await archivist.keep(page)
    }

    private func state(of address: WebAddress) async throws(PageFailure) -> PageState? {
        do throws(StorageFailure) {
            return try await store.page(address.description)
        } catch {
            throw PageFailure(keeping: error)
        }
    }
}
