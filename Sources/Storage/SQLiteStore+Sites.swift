internal import FoundationEssentials
internal import GRDB
package import Model

extension SQLiteStore: SiteMemory {
    package func robots() async throws(StorageFailure) -> [RobotsSnapshot] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM robots ORDER BY site").map { try RobotsSnapshot(row: $0) }
        }
    }

    package func record(_ robots: RobotsSnapshot) async throws(StorageFailure) {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO robots
                        (site, body, fetched, checked, next, etag, last_modified, unreachable, failures, reason)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            try statement.execute(
                arguments: [
                    robots.siteKey, robots.body.map { Data($0) }, robots.fetchedAt?.secondsSinceEpoch,
                    robots.checkedAt.secondsSinceEpoch, robots.nextCheck.secondsSinceEpoch, robots.etag,
                    robots.lastModified, robots.unreachableSince?.secondsSinceEpoch, robots.failures, robots.reason,
                ])
        }
    }

    package func health() async throws(StorageFailure) -> [String: String] {
        try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT site, health FROM site_health")
            return Dictionary(
                try rows.map { (try $0.text(at: 0), try $0.text(at: 1)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    package func health(of site: String) async throws(StorageFailure) -> String? {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT health FROM site_health WHERE site = ?")
            return try String.fetchOne(statement, arguments: [site])
        }
    }

    package func record(health: String?, of site: String) async throws(StorageFailure) {
        try await write { database in
            if let health {
                try database.cachedStatement(sql: "INSERT OR REPLACE INTO site_health (site, health) VALUES (?, ?)")
                    .execute(arguments: [site, health])
            } else {
                try database.cachedStatement(sql: "DELETE FROM site_health WHERE site = ?").execute(arguments: [site])
            }
        }
    }
}

extension RobotsSnapshot {
    fileprivate init(row: Row) throws {
        self.init(
            siteKey: try row.text("site"), body: try row.bytes("body"), fetchedAt: try row.optionalMoment("fetched"),
            checkedAt: try row.moment("checked"), nextCheck: try row.moment("next"),
            etag: try row.optionalText("etag"), lastModified: try row.optionalText("last_modified"),
            unreachableSince: try row.optionalMoment("unreachable"), failures: try row.number("failures"),
            reason: try row.optionalText("reason"))
    }
}
