package import Model

/// What the daemon remembers between runs: articles, URLs and the journal of events, in some engine.
///
/// Everything but the visits can be rebuilt from the archive's files. Every call is done or not done as a whole; calls
/// that wait at the same time share a transaction.
package protocol Store: Sendable {
    /// Gives drafts their numbers, in the order given, and records them with what they change; the entries are not in
    /// any index yet. Once this returns, they survive a loss of power.
    ///
    /// - Returns: what became of each draft, in the same order.
    /// - Throws: any case; then none of the drafts is recorded.
    func publish(_ drafts: [EventDraft]) async throws(StorageFailure) -> [Publication]

    /// The entries that are not known to be in their day's index, in the order of their numbers.
    func unindexed(limit: Int) async throws(StorageFailure) -> [JournalEntry]

    /// The entries whose lines belong into this day's index, in the order of their numbers.
    func entries(of day: Day) async throws(StorageFailure) -> [JournalEntry]

    /// Records that these entries are in their day's index.
    func markIndexed(_ entries: [JournalEntry]) async throws(StorageFailure)

    /// The kept text of this id, with all attachments that are kept of it; the latest of its revisions at its URL.
    func article(_ id: ArticleID) async throws(StorageFailure) -> StoredArticle?

    /// The kept texts whose id begins with these hex digits, in the order of their ids; none where it is no hex.
    func articles(idPrefix: String, limit: Int) async throws(StorageFailure) -> [StoredArticle]

    /// Where a file with these bytes is kept as an attachment, relative to the archive; nil where none is.
    func attachment(with sha256: Digest) async throws(StorageFailure) -> String?

    /// Whether an event names this file as its text.
    func keeps(_ text: TextFile) async throws(StorageFailure) -> Bool

    /// Whether an event names this file as an attachment.
    func keeps(_ file: AttachmentFile) async throws(StorageFailure) -> Bool

    /// The latest event that says what a URL shows: one with a text, or a duplicate; nil for a new URL.
    func shown(at url: String) async throws(StorageFailure) -> Event?

    /// What is known about a URL.
    func page(_ url: String) async throws(StorageFailure) -> PageState?

    /// The last visit to a URL, or to whatever else `record` was told under this name.
    func visit(to url: String) async throws(StorageFailure) -> Visit?

    /// Records visits that changed nothing.
    func record(_ visits: [Visit]) async throws(StorageFailure)

    /// The entries with higher numbers than this one, in their order.
    func events(after sequence: Int, limit: Int) async throws(StorageFailure) -> [JournalEntry]

    /// The wanted events with higher numbers than this one, in their order.
    ///
    /// - Parameter limit: at least 1.
    func journal(
        after sequence: Int, matching filter: JournalFilter, limit: Int
    ) async throws(StorageFailure) -> JournalBatch

    /// The entries that brought texts of low confidence, the latest first.
    func doubtful(limit: Int) async throws(StorageFailure) -> [JournalEntry]

    /// The highest number given so far; 0 in a store that has seen no event. A store without events must be rebuilt
    /// before it is used with an archive that has some: else it gives their numbers a second time.
    func lastSequence() async throws(StorageFailure) -> Int

    /// Replaces articles, URLs and journal by what the archive's lines tell, all at once: others see either what was
    /// there before or what is there then. Entries that were not yet in an index are kept, and so are the visits.
    ///
    /// The archive must not change meanwhile: call this while holding its lock.
    ///
    /// - Parameters:
    ///   - lines: Gives every line of every index to the function that it gets, in any order.
    ///   - isKept: Whether an entry stays that was in an index before, and that no line brings now; it counts as not
    ///     yet in an index then.
    /// - Throws: `StorageFailure`, or what `lines` throws; then everything is as it was.
    func rebuild(
        from lines: @escaping @Sendable (_ add: (JournalEntry) throws -> Void) throws -> Void,
        keeping isKept: @escaping @Sendable (JournalEntry) throws -> Bool
    ) async throws -> RebuildReport

    /// - Throws: `.replaced` where another database was put in the place of the one that is open: what is written to
    ///   that would be lost.
    func checkPlace() throws(StorageFailure)

    /// Everything that a rebuild brings back, to compare.
    func contents() async throws(StorageFailure) -> StoreContents
}

extension Store {
    /// Whether what is kept of an article is cut off: then that is how its page is.
    package func isCut(_ id: ArticleID) async throws(StorageFailure) -> Bool {
        try await article(id)?.record.metadata.flags?.contains(.truncated) == true
    }

    /// A rebuild that keeps only what was not yet in an index.
    package func rebuild(
        from lines: @escaping @Sendable (_ add: (JournalEntry) throws -> Void) throws -> Void
    ) async throws -> RebuildReport {
        try await rebuild(from: lines) { _ in false }
    }
}

/// All that the daemon remembers, in one engine.
package typealias StateStore =
    Store & Frontier & LeftOutPages & SourceMemory & SiteMemory & PageMemories & AlertLog & ConsumerLog
    & KeptArticles & ReaderDeaths

/// What a rebuild found.
package struct RebuildReport: Hashable, Sendable {
    /// Entries in the journal now.
    package var events = 0
    package var articles = 0
    package var pages = 0
    /// Lines that were there more than once, and counted once.
    package var repeated = 0
    /// Numbers that different lines share; the first line was kept.
    package var conflicting: [Int] = []
    /// Numbers of entries about articles that no line brings, so that they only stay in the journal.
    package var dangling: [Int] = []
    /// Entries with numbers far above all others, which were passed over.
    package var implausible: [JournalEntry] = []
    /// Numbers of entries that the database had, and that no line brings any more: they are not yet in an index.
    package var restored: [Int] = []

    package init() {}
}

/// The tables that a rebuild brings back, row by row, in the order of their keys.
package struct StoreContents: Hashable, Sendable {
    package var articles: [String]
    package var pages: [String]
    package var events: [String]
    package var attachments: [String]

    package init(articles: [String], pages: [String], events: [String], attachments: [String] = []) {
        self.articles = articles
        self.pages = pages
        self.events = events
        self.attachments = attachments
    }
}
