import Model
import Testing

@testable import Storage

/// The journal of `story`, read in pieces: 1 and 2 articles, 3 duplicate of 1, 4 revision, 5 gone, 6 back,
/// 7 reextracted, 8 article of another day, 9 gone.
@Suite struct SQLiteJournalTests {
    @Test func piecesFollowEachOtherWithoutGapOrRepetition() async throws {
        try await withJournal { store in
            var (seen, position): ([Int], Int) = ([], 0)
            for _ in 0..<5 {
                let batch = try await store.journal(after: position, matching: JournalFilter(), limit: 2)
                seen += batch.lines.map(\.sequence)
                position = batch.through
            }
            #expect(seen == Array(1...9))
            #expect(position == 9)
        }
    }

    @Test func linesAreTheBytesOfTheJournal() async throws {
        try await withJournal { store in
            let whole = try await store.events(after: 0, limit: 99)
            let batch = try await store.journal(after: 0, matching: JournalFilter(), limit: 99)
            #expect(batch.lines.map(\.line) == whole.map(\.line))
        }
    }

    @Test func aFilterPassesOverTheRestToTheJournalsEnd() async throws {
        try await withJournal { store in
            let gone = try await read(store, events: ["gone"])
            #expect(gone == [5, 9, 9])
            let first = try await read(store, events: ["gone"], limit: 1)
            #expect(first == [5, 5])
            let later = try await read(store, events: ["article", "back"], after: 2)
            #expect(later == [6, 8, 9])
            let all = try await read(store, sources: ["manual"])
            #expect(all == Array(1...9) + [9])
            let none = try await read(store, sources: ["nobody's"])
            #expect(none == [9])
            let recent = try await read(store, since: time(5))
            #expect(recent == [6, 7, 8, 9, 9])
            let recentArticles = try await read(store, events: ["article"], since: time(5))
            #expect(recentArticles == [8, 9])
            let beyond = try await read(store, events: ["back"], after: 40)
            #expect(beyond == [40])
        }
    }

    @Test func topicsPickEveryEventAboutTheirArticles() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            var marked = record(1)
            marked.topics = ["a", "b"]
            let entries = try await store.publish([
                draft(1, at: 1, .article(marked)), draft(2, at: 2), draft(1, at: 3, .duplicate(of: id(1), reprint)),
            ]).compactMap(\.entry)
            var filter = JournalFilter()
            filter.topics = ["b", "c"]
            for _ in 0..<2 {
                let batch = try await store.journal(after: 0, matching: filter, limit: 9)
                #expect(batch == JournalBatch(lines: batch.lines, through: 3))
                #expect(batch.lines.map(\.sequence) == [1, 3])
                // Once more after a rebuild.
                _ = try await store.rebuild { add in for entry in entries { try add(entry) } }
            }
            try store.close()
        }
    }

    @Test func topicsOfAnEarlierDatabaseAreTakenOver() async throws {
        try await withTemporaryFolder { path in
            _ = try await makeEarlierDatabase("\(path)/dibao.db", steps: 2, [draft(1, at: 1)], coder: MarkingCoder())
            let new = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            var filter = JournalFilter()
            filter.topics = ["a"]
            #expect(try await new.journal(after: 0, matching: filter, limit: 9).lines.map(\.sequence) == [1])
            try new.close()
        }
    }

    /// Words that mean something to SQL are words.
    @Test(arguments: ["'", "a' OR '1'='1", "%", "\u{0}", "$.event"])
    func hostileFiltersFindNothing(text: String) async throws {
        try await withJournal { store in
            var filter = JournalFilter()
            (filter.sources, filter.topics, filter.events) = ([text], [text], [text])
            let all = try await store.journal(after: 0, matching: filter, limit: 9)
            (filter.topics, filter.events) = ([], [])
            let ofSource = try await store.journal(after: 0, matching: filter, limit: 9)
            #expect(all.lines.isEmpty && ofSource.lines.isEmpty)
        }
    }

    /// The numbers of the events that come, then where the piece ends.
    private func read(
        _ store: SQLiteStore, events: [String] = [], sources: [String] = [], since: Timestamp? = nil, after: Int = 0,
        limit: Int = 99
    ) async throws -> [Int] {
        var filter = JournalFilter()
        (filter.events, filter.sources, filter.since) = (events, sources, since)
        let batch = try await store.journal(after: after, matching: filter, limit: limit)
        return batch.lines.map(\.sequence) + [batch.through]
    }

    private func withJournal(_ body: (SQLiteStore) async throws -> Void) async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            _ = try await store.publish(story)
            try await body(store)
            try store.close()
        }
    }
}

/// Writes a topic into the line of every article, past the tables.
private struct MarkingCoder: EventCoder {
    func line(of event: Event) throws(EventCodingError) -> String {
        var event = event
        if case .article(var record) = event.kind {
            record.topics = ["a"]
            event.kind = .article(record)
        }
        return try PlainCoder().line(of: event)
    }

    func event(of line: String) throws(EventCodingError) -> Event { try PlainCoder().event(of: line) }
}
