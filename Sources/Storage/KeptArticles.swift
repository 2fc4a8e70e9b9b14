package import Model

/// The kept texts, to go through all or some of them, and the topics that each has today.
package protocol KeptArticles: Sendable {
    /// The wanted texts whose events have higher numbers, in the order of the numbers.
    ///
    /// - Parameter limit: at least 1.
    func articles(
        after sequence: Int, matching filter: ArticleFilter, limit: Int
    ) async throws(StorageFailure) -> [KeptArticle]

    /// How many texts are wanted.
    func count(_ filter: ArticleFilter) async throws(StorageFailure) -> Int

    /// How many texts of each source came with a flag of `Flag.worthALook`, by source and flag.
    ///
    /// - Parameter since: texts that were kept earlier do not count.
    func flagged(since: Timestamp) async throws(StorageFailure) -> [FlagCount]

    /// Gives texts other topics, in place of those that they have.
    func record(topics: [ArticleID: [String]]) async throws(StorageFailure)

    /// How many texts each topic has, by the topics' ids.
    func topicCounts() async throws(StorageFailure) -> [String: Int]
}

/// Texts of a source that came with a flag.
package struct FlagCount: Hashable, Sendable {
    package let source: String
    package let flag: Flag
    /// At least 1.
    package let count: Int
    /// The latest of them.
    package let latest: ArticleID
    /// Where that one came from.
    package let url: String

    package init(source: String, flag: Flag, count: Int, latest: ArticleID, url: String) {
        self.source = source
        self.flag = flag
        self.count = count
        self.latest = latest
        self.url = url
    }
}

/// Which texts somebody wants; nothing said means all.
package struct ArticleFilter: Hashable, Sendable {
    /// The first day.
    package var since: Day?
    /// The last day.
    package var until: Day?
    /// Ids of sources; empty: every source.
    package var sources: [String] = []
    /// Ids of topics, of which a text has any; empty: with topics or without.
    package var topics: [String] = []

    package init() {}
}

/// A kept text, the event that brought it, and its topics of today.
package struct KeptArticle: Hashable, Sendable {
    package let event: Event
    package let record: ArticleRecord
    /// In the order of the ids.
    package let topics: [String]

    package init(event: Event, record: ArticleRecord, topics: [String]) {
        self.event = event
        self.record = record
        self.topics = topics
    }
}
