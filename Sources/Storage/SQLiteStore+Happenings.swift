internal import GRDB
package import Model

extension SQLiteStore: Happenings {
    /// Versions beyond these, and events before the latest of these, are not told: a page that changes every day for
    /// years has thousands.
    private static let mostVersions = 100
    private static let mostEvents = 500
    /// Reading the times of so many lines takes some 50 ms.
    private static let mostCounted = 20_000

    package func happenings(
        before sequence: Int?, matching filter: JournalFilter, limit: Int
    ) async throws(StorageFailure) -> [Happening] {
        precondition(limit > 0)
        return try await read { [coder] database in
            let (conditions, arguments) = SQLiteJournal.conditions(filter)
            return try SQLiteLedger(database: database, coder: coder)
                .happenings(conditions, arguments, before: sequence, limit: limit)
        }
    }

    package func removals(before sequence: Int?, limit: Int) async throws(StorageFailure) -> [Happening] {
        precondition(limit > 0)
        return try await read { [coder] database in
            // In the words of the index `events_gone`.
            try SQLiteLedger(database: database, coder: coder)
                .happenings(["instr(line, '\"event\":\"gone\"') > 0"], [], before: sequence, limit: limit)
        }
    }

    package func history(of id: ArticleID) async throws(StorageFailure) -> [JournalEntry] {
        try await read { [coder] database in
            // In the words of the index `events_revises`.
            let revises = "CASE WHEN json_valid(line) THEN json_extract(line, '$.revises') END"
            let statement = try database.cachedStatement(
                sql: """
                    WITH RECURSIVE versions(id) AS (
                        SELECT id FROM articles WHERE id = ?
                        UNION
                        SELECT \(revises) FROM versions JOIN events ON article = versions.id
                            WHERE \(revises) IS NOT NULL
                        UNION
                        SELECT article FROM versions JOIN events ON \(revises) = versions.id
                            WHERE \(revises) IS NOT NULL
                        LIMIT \(SQLiteStore.mostVersions)
                    )
                    SELECT day, line FROM events WHERE article IN (SELECT id FROM versions)
                    ORDER BY seq DESC LIMIT \(SQLiteStore.mostEvents)
                    """)
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try Row.fetchAll(statement, arguments: [id.description]).reversed().map { try ledger.entry($0) }
        }
    }

    package func dayCounts(from: Day, to: Day) async throws(StorageFailure) -> [Day: Int] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT day, count(*) FROM articles WHERE day BETWEEN ? AND ? GROUP BY day")
            let rows = try Row.fetchAll(statement, arguments: [from.description, to.description])
            return try Dictionary(
                rows.map { (try $0.day(at: 0), try $0.number(at: 1)) }, uniquingKeysWith: +)
        }
    }

    package func hourCounts(since: Timestamp) async throws(StorageFailure) -> [Int: Int] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT unixepoch(json_extract(line, '$.at')) / 3600 AS hour, count(*) FROM events
                    WHERE seq > ? AND json_valid(line) AND hour >= ? GROUP BY hour
                    """)
            let first = try SQLiteLedger.lastSequence(database) - SQLiteStore.mostCounted
            let rows = try Row.fetchAll(statement, arguments: [first, since.secondsSinceEpoch / 3600])
            return Dictionary(
                try rows.map { (try $0.number(at: 0), try $0.number(at: 1)) }, uniquingKeysWith: +)
        }
    }
}

extension SQLiteLedger {
    /// The events that all conditions on a row of `events` pick, the latest first, each with the text it is about.
    fileprivate func happenings(
        _ conditions: [String], _ arguments: StatementArguments, before sequence: Int?, limit: Int
    ) throws -> [Happening] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT event.day, event.line, text.line AS text
                FROM (
                    SELECT seq, day, article, line FROM events
                    WHERE \((["seq < ?"] + conditions).joined(separator: " AND ")) ORDER BY seq DESC LIMIT ?
                ) AS event
                LEFT JOIN articles ON articles.id = event.article AND articles.seq <> event.seq
                LEFT JOIN events AS text ON text.seq = articles.seq
                ORDER BY event.seq DESC
                """)
        return try Row.fetchAll(statement, arguments: [sequence ?? Int.max] + arguments + [limit]).map { row in
            let entry = try entry(row)
            let text = try row.optionalText("text").map { try event(of: $0).record }
            return Happening(entry: entry, record: entry.event.record ?? text ?? nil)
        }
    }
}
