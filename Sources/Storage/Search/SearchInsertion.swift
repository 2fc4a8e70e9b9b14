internal import GRDB
internal import Model

/// Puts texts into the search index, inside one transaction.
struct SearchInsertion {
    let database: Database

    /// FTS5 writes a piece of its index whenever a row comes before the one before it: the rows go in by their places.
    func add(_ documents: [SearchDocument]) throws {
        let leaveFormer = try database.cachedStatement(
            sql: "INSERT INTO former (place) SELECT place FROM documents WHERE article = ?")
        let deleteDocument = try database.cachedStatement(sql: "DELETE FROM documents WHERE article = ?")
        let insertDocument = try database.cachedStatement(
            sql: "INSERT INTO documents (place, article, source) VALUES (?, ?, ?)")
        let insertWords = try database.cachedStatement(
            sql: "INSERT INTO words (rowid, body, title, tags) VALUES (?, ?, ?, ?)")
        var day: Day?
        var place = 0
        for (_, document) in documents.enumerated().sorted(by: { ($0.1.day, $0.0) < ($1.1.day, $1.0) }) {
            if document.day != day {
                day = document.day
                place = try nextPlace(of: document.day)
            }
            let source = try number(of: document.source)
            let article = document.article.description
            try leaveFormer.execute(arguments: [article])
            if database.changesCount > 0 { try deleteDocument.execute(arguments: [article]) }
            try insertDocument.execute(arguments: [place, article, source])
            try insertWords.execute(
                arguments: [place, document.body, document.title, SearchStatement.tag(ofSource: source)])
            place += 1
        }
    }

    private func nextPlace(of day: Day) throws -> Int {
        let places = day.places
        let last = try ["documents", "former"].compactMap { table in
            let statement = try database.cachedStatement(
                sql: "SELECT max(place) FROM \(table) WHERE place >= ? AND place < ?")
            return try Int.fetchOne(statement, arguments: [places.lowerBound, places.upperBound])
        }
        return last.max().map { $0 + 1 } ?? places.lowerBound
    }

    private func number(of source: String) throws -> Int {
        try database.cachedStatement(sql: "INSERT INTO sources (id) VALUES (?) ON CONFLICT DO NOTHING")
            .execute(arguments: [source])
        let statement = try database.cachedStatement(sql: "SELECT number FROM sources WHERE id = ?")
        guard let number = try Int.fetchOne(statement, arguments: [source]) else {
            throw UnreadableRow("the search index has no number for the source \(source)")
        }
        return number
    }
}

extension Day {
    /// Room for 2²⁴ articles a day: more than the file names of a day's folder are sorted by.
    private static let placesPerDay = 1 << 24

    /// The places of the day's articles in the search index; never negative.
    var places: Range<Int> {
        let start = (daysSinceEpoch + 719_162) * Day.placesPerDay
        return start..<(start + Day.placesPerDay)
    }

    /// The day whose places begin at so many times 2²⁴; nil for a number that is none.
    init?(placeOfDay number: Int) {
        guard (0...4_000_000).contains(number) else { return nil }
        self.init(daysSinceEpoch: number - 719_162)
    }
}
