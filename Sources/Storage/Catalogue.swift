package import Model

/// What a reader of the archive asks the database: the API, the feeds, the pages for people.
///
/// Nothing here changes anything, and nothing here waits for whoever writes.
package protocol Catalogue: Sendable {
    /// The wanted events with higher numbers than this one, in their order.
    ///
    /// - Parameter limit: at least 1.
    func journal(
        after sequence: Int, matching filter: JournalFilter, limit: Int
    ) async throws(StorageFailure) -> JournalBatch

    /// The highest number given so far; 0 before the first event.
    func lastSequence() async throws(StorageFailure) -> Int

    /// The kept text of this id.
    func article(_ id: ArticleID) async throws(StorageFailure) -> StoredArticle?
}

extension SQLiteStore: Catalogue {}
