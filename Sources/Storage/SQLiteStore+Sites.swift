internal import FoundationEssentials
internal import GRDB
package import Model

extension SQLiteStore: SiteMemory {
    package func robots() async throws(StorageFailure) -> [RobotsSnapshot] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM robots ORDER BY site").map { RobotsSnapshot(row: $0) }
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
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
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
    fileprivate init(row: Row) {
        let body: Data? = row["body"]
        self.init(
            siteKey: row["site"], body: body.map { Array($0) }, fetchedAt: row.moment("fetched"),
            checkedAt: Timestamp(secondsSinceEpoch: row["checked"]),
            nextCheck: Timestamp(secondsSinceEpoch: row["next"]), etag: row["etag"], lastModified: row["last_modified"],
            unreachableSince: row.moment("unreachable"), failures: row["failures"], reason: row["reason"])
    }
}
