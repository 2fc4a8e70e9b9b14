internal import GRDB
internal import Model

extension SQLiteStore {
    package func newest(
        _ filter: ArticleFilter, before place: ArticlePlace?, limit: Int
    ) async throws(StorageFailure) -> [StoredArticle] {
        precondition(limit > 0)
        return try await read { [coder] database in
            let search = NewestSearch(database: database, filter: filter, place: place, limit: limit)
            let numbers = try search.places().map(\.sequence)
            guard !numbers.isEmpty else { return [] }
            let marks = repeatElement("?", count: numbers.count).joined(separator: ", ")
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try ledger.entries(
                "WHERE seq IN (\(marks)) ORDER BY events.day DESC, seq DESC", StatementArguments(numbers)
            )
            .compactMap { try ledger.stored($0) }
        }
    }
}

/// Looks for the newest texts by day or by source in an index that has them in this order, so that the first page of a
/// million comes as fast as of a hundred; those of a topic are gone through and sorted.
private struct NewestSearch {
    let database: Database
    let filter: ArticleFilter
    let place: ArticlePlace?
    let limit: Int

    /// As in the index `events_source`.
    private static let source = "CASE WHEN json_valid(line) THEN json_extract(line, '$.source') END"

    /// Where the wanted texts stand, newest first.
    func places() throws -> [ArticlePlace] {
        if !filter.topics.isEmpty { return try byTopic() }
        guard !filter.sources.isEmpty else {
            return try fetch("SELECT day, seq FROM articles INDEXED BY articles_day WHERE true", [])
        }
        // Source by source: each list comes out of the index in order.
        let each = try Set(filter.sources).flatMap { try bySource($0) }
        return Array(each.sorted(by: >).prefix(limit))
    }

    private func bySource(_ source: String) throws -> [ArticlePlace] {
        try fetch(
            """
            SELECT day, seq FROM events INDEXED BY events_source WHERE \(NewestSearch.source) = ?
                AND EXISTS (SELECT 1 FROM articles WHERE articles.id = events.article AND articles.seq = events.seq)
            """, [source])
    }

    private func byTopic() throws -> [ArticlePlace] {
        func marks(_ values: [String]) -> String { repeatElement("?", count: values.count).joined(separator: ", ") }
        var sql = """
            SELECT DISTINCT articles.day AS day, articles.seq AS seq
            FROM article_topics JOIN articles ON articles.id = article_topics.article JOIN events USING (seq)
            WHERE topic IN (\(marks(filter.topics)))
            """
        if !filter.sources.isEmpty { sql += " AND \(NewestSearch.source) IN (\(marks(filter.sources)))" }
        return try fetch("SELECT day, seq FROM (\(sql)) WHERE true", filter.topics + filter.sources)
    }

    private func fetch(_ sql: String, _ values: [String]) throws -> [ArticlePlace] {
        var sql = sql
        var arguments = StatementArguments(values)
        if let since = filter.since {
            sql += " AND day >= ?"
            arguments += [since.description]
        }
        if let until = filter.until {
            sql += " AND day <= ?"
            arguments += [until.description]
        }
        if let place {
            sql += " AND (day, seq) < (?, ?)"
            arguments += [place.day.description, place.sequence]
        }
        let statement = try database.cachedStatement(sql: sql + " ORDER BY day DESC, seq DESC LIMIT ?")
        return try Row.fetchAll(statement, arguments: arguments + [limit]).map { row in
            ArticlePlace(day: try row.day("day"), sequence: try row.number("seq"))
        }
    }
}
