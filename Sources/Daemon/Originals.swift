internal import Fetching
internal import Model
internal import Storage

/// Follows a page that says that it is a copy, such as a mobile or print view, to the page that it is a copy of, so that
/// the article is kept once, under one address.
///
/// | the original | the article |
/// |---|---|
/// | is kept, with this text | is known |
/// | can be had, with this text | is kept as the original shows it |
/// | shows another text, or cannot be had | is kept as the copy shows it, under the copy's address |
struct Originals: Sendable {
    let reader: InformedReader
    let store: any Store

    enum Finding {
        /// The page speaks for itself.
        case none
        case kept(PageState)
        /// Not kept yet.
        case found(ReadPage)
    }

    /// - Parameter get: gets the original, if need be.
    /// - Throws: `.cancelled`, `.storage` or `.busy`.
    func find(
        for page: ReadPage, of visit: PageVisit, get: PageReader.Getting
    ) async throws(PageFailure) -> Finding {
        guard let original = page.original else { return .none }
        if let state = try await known(original), state.gone == nil {
            guard let text = try await stored({ () throws(StorageFailure) in try await store.article(state.article) })
            else { return .none }
            let mark = Fingerprint(id: text.entry.event.id, simhash: text.record.simhash)
            return page.isCopy(of: mark) ? .kept(state) : .none
        }
        let found: ReadPage
        do throws(PageFailure) {
            found = try await reader.read(
                try await get(original), of: visit, shown: nil, now: page.fetchedAt, further: get)
        } catch {
            if case .cancelled = error { throw error }
            return .none  // whatever keeps it from being read, the copy is there
        }
        return page.isCopy(of: found.article.fingerprint) ? .found(found) : .none
    }

    /// What is kept of a page; http and https are one site.
    private func known(_ address: WebAddress) async throws(PageFailure) -> PageState? {
        let url = address.description
        let rest = url.drop { $0 != ":" }
        let other = (address.scheme == .https ? "http" : "https") + rest
        return try await stored { () throws(StorageFailure) in
            if let state = try await store.page(url) { return state }
            return try await store.page(other)
        }
    }

    private func stored<Value: Sendable>(
        _ body: () async throws(StorageFailure) -> Value
    ) async throws(PageFailure) -> Value {
        do throws(StorageFailure) { return try await body() } catch { throw PageFailure(keeping: error) }
    }
}
