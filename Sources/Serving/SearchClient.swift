internal import Model
package import Storage

/// Where the server looks for texts that say something.
package struct SearchClient: Sendable {
    private let index: any SearchIndex
    let fold: SearchText.Folding

    private let patience: Duration

    /// - Parameter patience: longer searches are broken off, so that a few of them do not keep all others waiting.
    package init(index: any SearchIndex, fold: @escaping SearchText.Folding, patience: Duration = .seconds(10)) {
        self.index = index
        self.fold = fold
        self.patience = patience
    }

    /// Longer queries are refused before they are read.
    static let lengthLimit = SearchQuery.lengthLimit

    /// Every text that an event up to this number brought is in the index.
    func position() async throws(StorageFailure) -> Int { try await index.position() }

    /// - Throws: what is wrong with the text, and what to write.
    func query(_ text: String) throws(SearchQueryError) -> SearchQuery { try SearchQuery(text, fold: fold) }

    /// - Throws: `StorageFailure`, and `Problem` for a search that takes too long; so do the others.
    func hits(
        _ query: SearchQuery, matching filter: ArticleFilter, after place: SearchPlace?, limit: Int
    ) async throws -> [SearchHit] {
        try await patiently { try await index.hits(query, matching: filter, after: place, limit: limit) }
    }

    func count(_ query: SearchQuery, matching filter: ArticleFilter, upTo limit: Int) async throws -> Int {
        try await patiently { try await index.count(query, matching: filter, upTo: limit) }
    }

    func timeline(_ query: SearchQuery, matching filter: ArticleFilter) async throws -> Timeline {
        try await patiently { try await index.timeline(query, matching: filter) }
    }

    /// The index breaks off what is cancelled.
    private func patiently<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask { [patience] in
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw Problem.searchTooSlow }
            return value
        }
    }
}

extension ServerDependencies {
    /// The query that a program asks for.
    ///
    /// - Throws: `Problem` for a text that is no query, `SearchNotReady`, `StorageFailure`.
    func query(_ text: String) async throws -> (desk: SearchClient, query: SearchQuery) {
        let desk = try await searchDesk()
        do throws(SearchQueryError) { return (desk, try desk.query(text)) } catch {
            throw Problem(400, "bad-query", "q: \(error.description).")
        }
    }
}

extension Parameter where Value == String {
    /// What somebody looks for.
    ///
    /// - Parameter isOpen: a form that is not filled in sends it empty.
    static func query(_ name: String, _ help: String, isRequired: Bool = false, isOpen: Bool = false) -> Self {
        Self(
            name, help, words: "up to \(SearchClient.lengthLimit) characters",
            schema: [
                "type": "string", "minLength": isOpen ? 0 : 1, "maxLength": .integer(SearchClient.lengthLimit),
            ], isRequired: isRequired
        ) { $0.unicodeScalars.count <= SearchClient.lengthLimit ? $0 : nil }
    }
}

extension Parameter where Value == SearchPlace {
    /// A place in a list of found articles.
    static func found(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "the number at which a list before ended",
            schema: ["type": "integer", "minimum": 0, "maximum": .integer(SearchPlace.largest)]
        ) { text in
            guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(text)
            else { return nil }
            return SearchPlace(number)
        }
    }
}

extension SearchPlace {
    fileprivate static let largest = 999_999_999_999_999_999
}
