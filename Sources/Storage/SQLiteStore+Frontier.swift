internal import GRDB
package import Model

extension SQLiteStore: Frontier {
    package func discover(_ pages: [FoundPage], at: Timestamp) async throws(StorageFailure) -> Discovery {
        try await write { database in
            var discovery = Discovery()
            for page in pages { try SQLiteFrontier(database: database).discover(page, at: at, into: &discovery) }
            return discovery
        }
    }

    package func lease(_ request: LeaseRequest) async throws(StorageFailure) -> [LeasedPage] {
        try await write { try SQLiteLeases($0).lease(request) }
    }

    package func complete(_ completions: [PageCompletion]) async throws(StorageFailure) -> [Lease] {
        try await write { [coder] database in
            let frontier = SQLiteFrontier(database: database)
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try completions.filter { completion in
                guard try frontier.complete(completion) else { return true }
                if let visit = completion.visit { try ledger.record(visit) }
                return false
            }.map(\.lease)
        }
    }

    package func giveBack(_ leases: [Lease], due: Timestamp?, reason: String?) async throws(StorageFailure) {
        try await write { database in
            for lease in leases { try SQLiteFrontier(database: database).giveBack(lease, due: due, reason: reason) }
        }
    }

    package func giveBack(ownedBy owner: String) async throws(StorageFailure) -> Int {
        try await write { database in
            try SQLiteFrontier(database: database).execute(
                "UPDATE frontier SET owner = NULL, until = NULL WHERE until IS NOT NULL AND owner = ?", [owner])
            return database.changesCount
        }
    }

    package func nextDue(of sources: Set<String>?) async throws(StorageFailure) -> Timestamp? {
        try await read { try SQLiteLeases($0).nextDue(of: sources) }
    }

    package func frontierPage(_ key: String) async throws(StorageFailure) -> FrontierPage? {
        try await read { try SQLiteFrontier(database: $0).page("key = ?", [key])?.2 }
    }

    package func pages(of source: String, day: Day, limit: Int) async throws(StorageFailure) -> [FoundPage] {
        try await read { database in
            let sql = """
                SELECT key, url, source, site, found_on, title, day FROM frontier
                WHERE source = ? AND day = ? AND purpose <> ? AND left_out IS NOT 'trap' ORDER BY id LIMIT ?
                """
            return try Row.fetchAll(
                database, sql: sql,
                arguments: [source, day.description, PagePurpose.attachment.rawValue, limit]
            ).map { row in
                FoundPage(
                    key: try row.text("key"), url: try row.text("url"), source: try row.text("source"),
                    site: try row.text("site"), foundOn: try row.optionalText("found_on"),
                    title: try row.optionalText("title"), day: try row.optionalDay("day"))
            }
        }
    }

    package func frontierCounts() async throws(StorageFailure) -> [FrontierCount] {
        try await read { database in
            let sql = """
                SELECT source, state, sum(pages) AS pages FROM page_counts WHERE purpose <> ? AND pages > 0
                GROUP BY 1, 2 ORDER BY 1, 2
                """
            let rows = try Row.fetchAll(database, sql: sql, arguments: [PagePurpose.attachment.rawValue])
            return try rows.map { row in
                let text = try row.text("state")
                guard let state = FrontierState(rawValue: text) else {
                    throw UnreadableRow("the frontier has pages in the state \(text)")
                }
                return FrontierCount(source: try row.text("source"), state: state, pages: try row.number("pages"))
            }
        }
    }

    package func heal(_ source: String, from: Day, to: Day, at: Timestamp) async throws(StorageFailure) -> Int {
        try await write { database in
            try SQLiteFrontier(database: database)
                .revive("source = ? AND day BETWEEN ? AND ?", [source, from.description, to.description], at: at)
        }
    }

    package func unlisted(after url: String, limit: Int) async throws(StorageFailure) -> [PageState] {
        try await read { [coder] database in
            let urls = try String.fetchAll(
                database,
                sql: """
                    SELECT url FROM pages WHERE url > ?
                    AND NOT EXISTS (SELECT 1 FROM frontier WHERE frontier.url = pages.url)
                    AND NOT EXISTS (SELECT 1 FROM frontier WHERE frontier.shows = pages.url) ORDER BY url LIMIT ?
                    """, arguments: [url, limit])
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try urls.compactMap { try ledger.page($0) }
        }
    }

    package func adopt(_ pages: [AdoptedPage]) async throws(StorageFailure) -> Int {
        try await write { database in
            let frontier = SQLiteFrontier(database: database)
            return try pages.count { try frontier.adopt($0) }
        }
    }
}
