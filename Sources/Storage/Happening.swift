package import Model

/// An event beside the text that it is about, for whoever tells people what happened.
package struct Happening: Hashable, Sendable {
    package let entry: JournalEntry
    /// Of the text that the event brought, or else of the kept text that it is about.
    package let record: ArticleRecord?

    package init(entry: JournalEntry, record: ArticleRecord?) {
        self.entry = entry
        self.record = record
    }
}

/// What pages for people ask of the database. Nothing here changes anything.
package protocol Happenings: Sendable {
    /// The wanted events with lower numbers, the latest first.
    ///
    /// - Parameters:
    ///   - sequence: nil: from the journal's end.
    ///   - limit: at least 1.
    func happenings(
        before sequence: Int?, matching filter: JournalFilter, limit: Int
    ) async throws(StorageFailure) -> [Happening]

    /// The events by which pages were judged removed, as `happenings`.
    func removals(before sequence: Int?, limit: Int) async throws(StorageFailure) -> [Happening]

    /// Everything that happened to a text and to what it was before and became since, in order; empty where the text is
    /// not kept. At most 100 versions and 500 events are told.
    func history(of id: ArticleID) async throws(StorageFailure) -> [JournalEntry]

    /// How many texts are kept of each day that has any.
    func dayCounts(from: Day, to: Day) async throws(StorageFailure) -> [Day: Int]

    /// Events by the hour in which they happened, hours as seconds of Unix time divided by 3600; only among the latest
    /// 20 000 events.
    func hourCounts(since: Timestamp) async throws(StorageFailure) -> [Int: Int]
}
