internal import GRDB
internal import Model

/// Fills articles, pages and journal from the archive's lines, inside one transaction.
struct SQLiteRebuild {
    private let database: Database
    private let ledger: SQLiteLedger

    init(database: Database, coder: any EventCoder) {
        self.database = database
        ledger = SQLiteLedger(database: database, coder: coder)
    }

    /// First the whole journal, in whatever order the lines come, then its events in the order of their numbers.
    func run(
        _ lines: (_ add: (JournalEntry) throws -> Void) throws -> Void, keeping isKept: (JournalEntry) throws -> Bool
    ) throws -> RebuildReport {
        var report = RebuildReport()
        let before = try Int.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'events'") ?? 0
        try database.execute(
            sql: """
                DELETE FROM pages; DELETE FROM articles; DELETE FROM article_topics; DELETE FROM attachments;
                UPDATE events SET indexed = CASE indexed WHEN 0 THEN \(Mark.oldUnindexed) ELSE \(Mark.oldIndexed) END;
                """)
        try lines { try add($0, &report) }
        let last = try removeImplausible(&report)
        try settleOld(after: last, isKept, &report)
        let journal = try Row.fetchCursor(database, sql: "SELECT day, line FROM events ORDER BY seq")
        while let row = try journal.next() {
            let entry = try ledger.entry(row)
            report.events += 1
            if try !ledger.apply(entry) { report.dangling.append(entry.event.sequence) }
        }
        report.articles = try Int.fetchOne(database, sql: "SELECT count(*) FROM articles") ?? 0
        report.pages = try Int.fetchOne(database, sql: "SELECT count(*) FROM pages") ?? 0
        try setLastSequence(before: before)
        return report
    }

    /// What the column `indexed` says of rows that no line has brought so far: they were there before.
    private enum Mark {
        static let oldUnindexed = 2
        static let oldIndexed = 3
    }

    private func add(_ entry: JournalEntry, _ report: inout RebuildReport) throws {
        if try ledger.insert(entry, isIndexed: true) { return }
        let number = entry.event.sequence
        let statement = try database.cachedStatement(sql: "SELECT day, line, indexed FROM events WHERE seq = ?")
        guard let row = try Row.fetchOne(statement, arguments: [number]) else {
            throw UnreadableRow("the journal takes no event \(number)")
        }
        // Of two lines the first counts, and a line more than what was there before.
        if try row.number("indexed") >= Mark.oldUnindexed {
            try ledger.execute("DELETE FROM events WHERE seq = ?", [number])
            try ledger.insert(entry, isIndexed: true)
        } else if try row.text("line") == entry.line {
            report.repeated += 1
        } else {
            report.conflicting.append(number)
        }
    }

    /// Takes away what has a number far above all others: numbering would go on from there, and come to an end.
    ///
    /// - Returns: the last number that stays.
    private func removeImplausible(_ report: inout RebuildReport) throws -> Int {
        let numbers = try Row.fetchCursor(database, sql: "SELECT seq FROM events WHERE indexed = 1 ORDER BY seq")
        var last = 0
        while let row = try numbers.next() {
            let number = try row.number(at: 0)
            guard number - last <= Event.sequenceGapLimit else { break }
            last = number
        }
        report.implausible = try ledger.entries("WHERE indexed = 1 AND seq > ? ORDER BY seq", [last])
        try ledger.execute("DELETE FROM events WHERE indexed = 1 AND seq > ?", [last])
        return last
    }

    /// Keeps what the database had and no line brings: what was not written to an index yet, and what an index has lost
    /// since. It is to be written to the indexes then. What cannot be read goes.
    private func settleOld(
        after last: Int, _ isKept: (JournalEntry) throws -> Bool, _ report: inout RebuildReport
    ) throws {
        var last = last
        let old = "indexed >= \(Mark.oldUnindexed)"
        let numbers = try Int.fetchAll(database, sql: "SELECT seq FROM events WHERE \(old) ORDER BY seq")
        let statement = try database.cachedStatement(sql: "SELECT day, line, indexed FROM events WHERE seq = ?")
        for number in numbers {
            // A row that cannot be read is lost, as it would be with the whole database.
            guard let row = try Row.fetchOne(statement, arguments: [number]), let entry = try? ledger.entry(row),
                entry.event.sequence == number, number <= last + Event.sequenceGapLimit
            else { continue }
            last = max(last, number)
            if try row.number("indexed") == Mark.oldIndexed {
                guard try isKept(entry) else { continue }
                report.restored.append(number)
            }
            try ledger.execute("UPDATE events SET indexed = 0 WHERE seq = ?", [number])
        }
        try database.execute(sql: "DELETE FROM events WHERE \(old)")
    }

    /// Numbers go on after the last one that was given, also where its event is there no more.
    private func setLastSequence(before: Int) throws {
        let last = try Int.fetchOne(database, sql: "SELECT max(seq) FROM events") ?? 0
        let isPlausible = (last...last + Event.sequenceGapLimit).contains(before)
        try database.execute(
            sql: """
                DELETE FROM sqlite_sequence WHERE name = 'events';
                INSERT INTO sqlite_sequence (name, seq) VALUES ('events', \(isPlausible ? before : last));
                """)
    }
}
