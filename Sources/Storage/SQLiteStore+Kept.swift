internal import GRDB
package import Model

extension SQLiteStore: KeptArticles {
    package func articles(
        after sequence: Int, matching filter: ArticleFilter, limit: Int
    ) async throws(StorageFailure) -> [KeptArticle] {
        precondition(limit > 0)
        return try await read { [coder] database in
            let (condition, arguments) = filter.condition
            let statement = try database.cachedStatement(
                sql: """
                    SELECT line, (
                        SELECT group_concat(topic, char(10)) FROM article_topics WHERE article = articles.id
                    ) AS topics
                    FROM events JOIN articles ON articles.id = events.article AND articles.seq = events.seq
                    WHERE events.seq > ? \(condition) ORDER BY events.seq LIMIT ?
                    """)
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try Row.fetchAll(statement, arguments: [sequence] + arguments + [limit]).compactMap { row in
                let event = try ledger.completed(try ledger.event(of: row.text("line")))
                let topics = try row.optionalText("topics")?.split(separator: "\n").map(String.init) ?? []
                return event.record.map { KeptArticle(event: event, record: $0, topics: topics.sorted()) }
            }
        }
    }

    package func count(_ filter: ArticleFilter) async throws(StorageFailure) -> Int {
        try await read { database in
            let (condition, arguments) = filter.condition
            let statement = try database.cachedStatement(
                sql: """
                    SELECT count(*)
                    FROM events JOIN articles ON articles.id = events.article AND articles.seq = events.seq
                    WHERE true \(condition)
                    """)
            return try Int.fetchOne(statement, arguments: arguments) ?? 0
        }
    }

    package func flagged(since: Timestamp) async throws(StorageFailure) -> [FlagCount] {
        try await read { database in
            // Of a group's columns, those without a function are the row's that has the greatest number.
            let statement = try database.cachedStatement(
                sql: """
                    SELECT json_extract(line, '$.source') AS source, value AS flag, count(*) AS texts, max(seq),
                        article, json_extract(line, '$.url') AS url
                    FROM events, json_each(line, '$.flags')
                    WHERE \(SQLiteSchema.isFlagged) AND json_extract(line, '$.at') >= ?
                    GROUP BY 1, 2 ORDER BY 1, 2
                    """)
            return try Row.fetchAll(statement, arguments: [since.description]).compactMap { row in
                guard let flag = Flag(rawValue: try row.text("flag")), Flag.worthALook.contains(flag),
                    let latest = ArticleID(try row.text("article"))
                else { return nil }
                return FlagCount(
                    source: try row.text("source"), flag: flag, count: try row.number("texts"), latest: latest,
                    url: try row.text("url"))
            }
        }
    }

    package func record(topics: [ArticleID: [String]]) async throws(StorageFailure) {
        try await write { database in
            let delete = try database.cachedStatement(sql: "DELETE FROM article_topics WHERE article = ?")
            let insert = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO article_topics (topic, article) VALUES (?, ?)")
            for (id, topics) in topics {
                try delete.execute(arguments: [id.description])
                for topic in topics { try insert.execute(arguments: [topic, id.description]) }
            }
        }
    }

    package func topicCounts() async throws(StorageFailure) -> [String: Int] {
        try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT topic, count(*) FROM article_topics GROUP BY topic")
            return Dictionary(
                try rows.map { (try $0.text(at: 0), try $0.number(at: 1)) }, uniquingKeysWith: { first, _ in first })
        }
    }
}

extension ArticleFilter {
    /// What it asks of a row of `events`, to follow other conditions.
    fileprivate var condition: (sql: String, arguments: StatementArguments) {
        var sql = ""
        var arguments = StatementArguments()
        func demand(_ condition: (_ marks: String) -> String, _ values: [String]) {
            guard !values.isEmpty else { return }
            sql += " AND " + condition(repeatElement("?", count: values.count).joined(separator: ", "))
            arguments += StatementArguments(values)
        }
        demand({ "events.day >= \($0)" }, since.map { [$0.description] } ?? [])
        demand({ "events.day <= \($0)" }, until.map { [$0.description] } ?? [])
        demand({ "events.article IN (SELECT article FROM article_topics WHERE topic IN (\($0)))" }, topics)
        demand({ "json_extract(line, '$.source') IN (\($0))" }, sources)
        return (sql, arguments)
    }
}
