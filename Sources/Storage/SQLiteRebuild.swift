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
    func run(_ lines: (_ add: (JournalEntry) throws -> Void) throws -> Void) throws -> RebuildReport {
        var report = RebuildReport()
        try database.execute(
            sql: """
                CREATE TEMP TABLE unindexed AS SELECT * FROM events WHERE indexed = 0;
                DELETE FROM pages; DELETE FROM articles; DELETE FROM article_topics; DELETE FROM attachments;
                DELETE FROM events;
                """)
        try lines { try add($0, &report) }
        try database.execute(
            sql: """
                INSERT INTO events SELECT * FROM unindexed WHERE true ON CONFLICT DO NOTHING;
                DROP TABLE unindexed;
                """)
        let journal = try Row.fetchCursor(database, sql: "SELECT day, line FROM events ORDER BY seq")
        while let row = try journal.next() {
            let entry = try ledger.entry(row)
            report.events += 1
            if try !ledger.apply(entry) { report.dangling.append(entry.event.sequence) }
        }
        report.articles = try Int.fetchOne(database, sql: "SELECT count(*) FROM articles") ?? 0
        report.pages = try Int.fetchOne(database, sql: "SELECT count(*) FROM pages") ?? 0
        return report
    }

    private func add(_ entry: JournalEntry, _ report: inout RebuildReport) throws {
        if try ledger.insert(entry, isIndexed: true) { return }
        let statement = try database.cachedStatement(sql: "SELECT line FROM events WHERE seq = ?")
        if try String.fetchOne(statement, arguments: [entry.event.sequence]) == entry.line {
            report.repeated += 1
        } else {
            report.conflicting.append(entry.event.sequence)
        }
    }
}
