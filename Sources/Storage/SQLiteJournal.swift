internal import GRDB
internal import Model

/// Pieces of the journal as somebody wants to read it, inside one transaction of one connection.
///
/// Events are numbered and committed by one writer at a time, so that no number appears behind a reader's back.
struct SQLiteJournal {
    let database: Database

    /// The events with higher numbers, in their order.
    func batch(after position: Int, matching filter: JournalFilter, limit: Int) throws -> JournalBatch {
        let (conditions, arguments) = SQLiteJournal.conditions(filter)
        let statement = try database.cachedStatement(
            sql: "SELECT seq, line FROM events WHERE "
                + (["seq > ?"] + conditions).joined(separator: " AND ") + " ORDER BY seq LIMIT ?")
        let lines = try Row.fetchAll(statement, arguments: [position] + arguments + [limit]).map { row in
            JournalLine(sequence: try row.number("seq"), line: try row.text("line"))
        }
        if lines.count == limit, let last = lines.last { return JournalBatch(lines: lines, through: last.sequence) }
        return JournalBatch(lines: lines, through: max(position, try SQLiteLedger.lastSequence(database)))
    }

    /// What a filter asks of a row of `events`, the cheapest question first.
    static func conditions(_ filter: JournalFilter) -> ([String], StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func demand(_ condition: (_ marks: String) -> String, _ values: [String]) {
            guard !values.isEmpty else { return }
            conditions.append(condition(repeatElement("?", count: values.count).joined(separator: ", ")))
            arguments += StatementArguments(values)
        }
        demand({ "article IN (SELECT article FROM article_topics WHERE topic IN (\($0)))" }, filter.topics)
        demand({ "json_extract(line, '$.event') IN (\($0))" }, filter.events)
        demand({ "json_extract(line, '$.source') IN (\($0))" }, filter.sources)
        // RFC 3339 in UTC: earlier times are smaller texts.
        demand({ "json_extract(line, '$.at') >= \($0)" }, filter.since.map { [$0.description] } ?? [])
        return (conditions, arguments)
    }
}

extension SQLiteStore {
    package func journal(
        after position: Int, matching filter: JournalFilter, limit: Int
    ) async throws(StorageFailure) -> JournalBatch {
        precondition(limit > 0)
        return try await read { database in
            try SQLiteJournal(database: database).batch(after: position, matching: filter, limit: limit)
        }
    }
}
