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
struct CanonicalPageResolver: Sendable {
    let reader: MemoryAwareReader
    let store: any Store

    enum Finding {
        /// The page speaks for itself.
        case none
        case kept(PageState)
        /// Not kept yet.
        case found(ReadPage)
    }

    /// - Parameter get: gets the original, if need be.
    func find(
        for page: ReadPage, of wanted: WantedPage, get: @escaping FurtherPages
    ) async throws(WorkFailure) -> Finding {
        guard let original = page.original else { return .none }
        if let state = try await known(original), state.gone == nil {
            guard let text = try await kept({ () throws(StorageFailure) in try await store.article(state.article) })
            else { return .none }
            let mark = Fingerprint(id: text.entry.event.id, simhash: text.record.simhash)
            return page.isCopy(of: mark) ? .kept(state) : .none
        }
        // Whatever keeps it from being read, the copy is there.
        switch await get(original) {
        case .page(let response):
            guard
                case .article(let found) = try await reader.read(
                    response, of: wanted.other(at: original, day: wanted.listedDay, title: wanted.listedTitle),
                    now: page.fetchedAt, further: get)
            else { return .none }
            return page.isCopy(of: found.article.fingerprint) ? .found(found) : .none
        case .calledOff: throw .cancelled
        default: return .none
        }
    }

    /// What is kept of a page; http and https are one site.
    private func known(_ address: WebAddress) async throws(WorkFailure) -> PageState? {
        let url = address.description
        let rest = url.drop { $0 != ":" }
        let other = (address.scheme == .https ? "http" : "https") + rest
        return try await kept { () throws(StorageFailure) in
            if let state = try await store.page(url) { return state }
            return try await store.page(other)
        }
    }
}
