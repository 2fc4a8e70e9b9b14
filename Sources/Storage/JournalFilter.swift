package import Model

/// Which events somebody wants to read; nothing said means all.
package struct JournalFilter: Hashable, Sendable {
    /// The contract's words for kinds: `article`, `gone`, …; empty: every kind.
    package var events: [String] = []
    /// Ids of sources; empty: every source.
    package var sources: [String] = []
    /// Ids of topics that the event's article has any of; empty: with topics or without.
    package var topics: [String] = []
    /// Happened at this time or later.
    package var since: Timestamp?

    package init() {}
}

/// An event as the journal keeps it, unread: its line alone is enough for whoever passes it on.
package struct JournalLine: Hashable, Sendable {
    package let sequence: Int
    /// The event as one line of JSON, without the line end.
    package let line: String

    package init(sequence: Int, line: String) {
        self.sequence = sequence
        self.line = line
    }
}

/// A piece of the journal.
package struct JournalBatch: Hashable, Sendable {
    package let lines: [JournalLine]
    /// There is no further event that was wanted up to this number: where the next piece begins.
    package let through: Int

    package init(lines: [JournalLine], through: Int) {
        self.lines = lines
        self.through = through
    }
}
