internal import GRDB
package import Model

extension SQLiteStore: LeftOutPages {
    package func leaveOut(_ pages: [LeftOutLink], at: Timestamp, limit: Int) async throws(StorageFailure) {
        try await write { database in
            let frontier = SQLiteFrontier(database: database)
            var counts: [String: Int] = [:]
            for page in pages {
                let mark = "\(page.kind.rawValue) \(page.found.source)"
                let count = try counts[mark] ?? noted(page, in: database)
                counts[mark] = count
                guard count < limit else { continue }
                if try frontier.leaveOut(page.found, as: page.kind, reason: page.reason, at: at) {
                    counts[mark] = count + 1
                }
            }
        }
    }

    package func leftOutCounts() async throws(StorageFailure) -> [LeftOutCount] {
        try await read { database in
            let sql = """
                SELECT source, left_out, count(*) AS pages FROM frontier WHERE left_out IS NOT NULL AND purpose <> ?
                GROUP BY 1, 2 ORDER BY 1, 2
                """
            return try Row.fetchAll(database, sql: sql, arguments: [PagePurpose.attachment.rawValue]).map { row in
                LeftOutCount(
                    source: try row.text("source"), kind: try LeftOut(row: row), pages: try row.number("pages"))
            }
        }
    }

    package func leftOut(of source: String, limit: Int) async throws(StorageFailure) -> [LeftOutPage] {
        try await read { database in
            let sql = """
                SELECT url, found_on, day, left_out, reason, visited FROM frontier
                WHERE source = ? AND left_out IS NOT NULL AND purpose <> ? ORDER BY visited DESC, id DESC LIMIT ?
                """
            let arguments: StatementArguments = [source, PagePurpose.attachment.rawValue, limit]
            return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
                LeftOutPage(
                    url: try row.text("url"), foundOn: try row.optionalText("found_on"),
                    day: try row.optionalDay("day"),
                    kind: try LeftOut(row: row), reason: try row.optionalText("reason"),
                    at: try row.optionalMoment("visited"))
            }
        }
    }

    package func failedPages(of source: String, limit: Int) async throws(StorageFailure) -> [FailedPage] {
        try await read { database in
            let sql = """
                SELECT url, reason, visited, due FROM frontier WHERE source = ? AND state = 'failed' AND purpose <> ?
                ORDER BY visited DESC LIMIT ?
                """
            let arguments: StatementArguments = [source, PagePurpose.attachment.rawValue, limit]
            return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
                FailedPage(
                    url: try row.text("url"), reason: try row.optionalText("reason"),
                    at: try row.optionalMoment("visited"), next: try row.optionalMoment("due"))
            }
        }
    }

    package func postponed(now: Timestamp) async throws(StorageFailure) -> [PostponedSite] {
        try await read { database in
            // The other columns are those of the row with the least `due` (SQLite, "bare columns").
            try Row.fetchAll(
                database,
                sql: """
                    SELECT site, min(due) AS first, reason FROM frontier
                    WHERE due IS NOT NULL AND reason IS NOT NULL AND visited IS NULL AND due > ?
                    GROUP BY site ORDER BY site
                    """, arguments: [now.secondsSinceEpoch]
            ).map { row in
                PostponedSite(
                    site: try row.text("site"), until: Timestamp(secondsSinceEpoch: try row.number("first")),
                    reason: try row.text("reason"))
            }
        }
    }

    package func waiting(on sites: Set<String>) async throws(StorageFailure) -> [String: Int] {
        try await read { database in
            var counts: [String: Int] = [:]
            for site in sites {
                counts[site] = try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM frontier WHERE site = ? AND due IS NOT NULL AND until IS NULL",
                    arguments: [site])
            }
            return counts
        }
    }
}

/// How many pages of its source are noted for its reason.
private func noted(_ page: LeftOutLink, in database: Database) throws -> Int {
    try Int.fetchOne(
        database, sql: "SELECT count(*) FROM frontier WHERE source = ? AND left_out = ?",
        arguments: [page.found.source, page.kind.rawValue]) ?? 0
}

extension LeftOut {
    fileprivate init(row: Row) throws {
        let text = try row.text("left_out")
        guard let kind = LeftOut(rawValue: text) else {
            throw UnreadableRow("the frontier has a page left out as \(text)")
        }
        self = kind
    }
}
