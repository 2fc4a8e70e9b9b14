package import Model

/// What a reader of the archive asks the database: the API, the feeds, the pages for people.
///
/// Nothing here changes anything, and nothing here waits for whoever writes.
package protocol Catalogue: Happenings {
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

    /// The wanted texts, those of the latest day first, and of a day the latest arrival.
    ///
    /// - Parameters:
    ///   - place: only what comes after this in that order; nil: from the beginning.
    ///   - limit: at least 1.
    func newest(
        _ filter: ArticleFilter, before place: ArticlePlace?, limit: Int
    ) async throws(StorageFailure) -> [StoredArticle]

    /// How many texts each topic has, by the topics' ids.
    func topicCounts() async throws(StorageFailure) -> [String: Int]

    /// A source's days as they stand: expected against captured.
    func days(of source: String, from: Day, to: Day) async throws(StorageFailure) -> [SourceDay]
}

extension SQLiteStore: Catalogue {}

/// Where a text stands among all: by its day, then by its arrival.
package struct ArticlePlace: Hashable, Sendable {
    package let day: Day
    /// The number of the event that brought it.
    package let sequence: Int

    package init(day: Day, sequence: Int) {
        self.day = day
        self.sequence = sequence
    }
}

extension ArticlePlace: Comparable {
    package static func < (left: ArticlePlace, right: ArticlePlace) -> Bool {
        (left.day, left.sequence) < (right.day, right.sequence)
    }
}

extension StoredArticle {
    package var place: ArticlePlace { ArticlePlace(day: entry.day, sequence: entry.event.sequence) }
}
