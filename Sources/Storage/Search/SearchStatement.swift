internal import GRDB
internal import Model

/// A query and a filter, as questions to the search index, inside one transaction of one connection.
struct SearchStatement {
    private let database: Database
    private let conditions: String
    private let arguments: StatementArguments
    private let filter: ArticleFilter

    /// Nil where the filter wants sources of which nothing is in the index.
    init?(_ query: SearchQuery, _ filter: ArticleFilter, _ database: Database) throws {
        var expression = query.expression
        if !filter.sources.isEmpty {
            let numbers = try SearchStatement.numbers(of: filter.sources, database)
            guard !numbers.isEmpty else { return nil }
            let tags = numbers.map { "\"\(SearchStatement.tag(ofSource: $0))\"" }.joined(separator: " OR ")
            expression = "(\(expression)) AND (\(tags))"
        }
        let days = SearchStatement.days(filter, place: "words.rowid")
        var conditions = "words MATCH ?" + days.conditions
        // A join with the documents leaves these out too; counting knows none.
        if try Int.fetchOne(database, sql: "SELECT 1 FROM former LIMIT 1") != nil {
            conditions += " AND words.rowid NOT IN (SELECT place FROM former)"
        }
        var arguments: StatementArguments = [expression] + days.arguments
        if !filter.topics.isEmpty {
            conditions += " AND \(SearchStatement.topicCondition(filter.topics))"
            arguments += StatementArguments(filter.topics)
        }
        self.database = database
        self.conditions = conditions
        self.arguments = arguments
        self.filter = filter
    }

    /// The word by which a source's articles are found: no text holds its first character, which is for private use.
    static func tag(ofSource number: Int) -> String { "\u{E000}\(number)" }

    func hits(after place: SearchPlace?, limit: Int) throws -> [SearchHit] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT place, article FROM words CROSS JOIN documents ON place = words.rowid
                WHERE \(conditions) \(place == nil ? "" : "AND words.rowid < ?")
                ORDER BY words.rowid DESC LIMIT ?
                """)
        let from = place.map { StatementArguments([$0.number]) } ?? []
        return try Row.fetchAll(statement, arguments: arguments + from + [limit]).map { try hit($0) }
    }

    func count(upTo limit: Int) throws -> Int {
        // The documents are only asked where topics are.
        let from = filter.topics.isEmpty ? "words" : "words CROSS JOIN documents ON place = words.rowid"
        let statement = try database.cachedStatement(
            sql: "SELECT count(*) FROM (SELECT 1 FROM \(from) WHERE \(conditions) LIMIT ?)")
        return try Int.fetchOne(statement, arguments: arguments + [limit]) ?? 0
    }

    func timeline() throws -> Timeline {
        let first = try Row.fetchOne(
            database,
            sql: """
                SELECT place, article FROM words CROSS JOIN documents ON place = words.rowid
                WHERE \(conditions) ORDER BY words.rowid LIMIT 1
                """, arguments: arguments
        ).map { try hit($0) }
        let names = try Row.fetchAll(database, sql: "SELECT number, id FROM sources")
        let ids = Dictionary(try names.map { (try $0.number(at: 0), try $0.text(at: 1)) }) { first, _ in first }
        let found = try Row.fetchAll(
            database,
            sql: """
                SELECT place >> 24, source, count(*) FROM words CROSS JOIN documents ON place = words.rowid
                WHERE \(conditions) GROUP BY 1, 2
                """, arguments: arguments)
        return Timeline(
            first: first,
            found: try found.map { row in
                Timeline.Tally(
                    day: try day(row.number(at: 0)), source: ids[try row.number(at: 1)] ?? "",
                    count: try row.number(at: 2))
            },
            all: try totals())
    }

    /// Articles of each day, whatever they say.
    private func totals() throws -> [(day: Day, count: Int)] {
        let days = SearchStatement.days(filter, place: "place")
        var conditions = "true" + days.conditions
        var arguments = days.arguments
        if !filter.sources.isEmpty {
            conditions += " AND source IN (SELECT number FROM sources WHERE id IN (\(marks(filter.sources))))"
            arguments += StatementArguments(filter.sources)
        }
        if !filter.topics.isEmpty {
            conditions += " AND \(SearchStatement.topicCondition(filter.topics))"
            arguments += StatementArguments(filter.topics)
        }
        return try Row.fetchAll(
            database, sql: "SELECT place >> 24, count(*) FROM documents WHERE \(conditions) GROUP BY 1",
            arguments: arguments
        )
        .map { row in (try day(row.number(at: 0)), try row.number(at: 1)) }
    }

    /// What keeps a place within the wanted days, to follow other conditions.
    private static func days(
        _ filter: ArticleFilter, place: String
    ) -> (conditions: String, arguments: StatementArguments) {
        var conditions = ""
        var arguments = StatementArguments()
        if let since = filter.since {
            conditions += " AND \(place) >= ?"
            arguments += [since.places.lowerBound]
        }
        if let until = filter.until {
            conditions += " AND \(place) < ?"
            arguments += [until.places.upperBound]
        }
        return (conditions, arguments)
    }

    private static func numbers(of sources: [String], _ database: Database) throws -> [Int] {
        let statement = try database.cachedStatement(
            sql: "SELECT number FROM sources WHERE id IN (\(marks(sources)))")
        return try Int.fetchAll(statement, arguments: StatementArguments(sources))
    }

    private static func topicCondition(_ topics: [String]) -> String {
        "article IN (SELECT article FROM state.article_topics WHERE topic IN (\(marks(topics))))"
    }

    private func hit(_ row: Row) throws -> SearchHit {
        let text = try row.text(at: 1)
        guard let article = ArticleID(text) else {
            throw UnreadableRow("the search index has the article \(text.debugDescription)")
        }
        return SearchHit(article: article, place: SearchPlace(try row.number(at: 0)))
    }

    private func day(_ number: Int) throws -> Day {
        guard let day = Day(placeOfDay: number) else {
            throw UnreadableRow("the search index has the day \(number)")
        }
        return day
    }
}

private func marks(_ values: [String]) -> String { repeatElement("?", count: values.count).joined(separator: ", ") }
