internal import FoundationEssentials
internal import GRDB
internal import Model

extension SQLiteStore: SiteMemory {
    package func sites() async throws(StorageFailure) -> [SiteState] {
        try await read { try Row.fetchAll($0, sql: "SELECT * FROM sites ORDER BY site").map { SiteState(row: $0) } }
    }

    package func site(_ site: String) async throws(StorageFailure) -> SiteState? {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM sites WHERE site = ?")
            return try Row.fetchOne(statement, arguments: [site]).map { SiteState(row: $0) }
        }
    }

    package func record(robots: RobotsCopy?, of site: String) async throws(StorageFailure) {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO sites (site, robots, robots_at) VALUES (?, ?, ?)
                    ON CONFLICT (site) DO UPDATE SET robots = excluded.robots, robots_at = excluded.robots_at
                    """)
            try statement.execute(
                arguments: [site, robots.map { Data($0.bytes) }, robots?.fetchedAt.secondsSinceEpoch])
        }
    }

    package func record(health: String?, of site: String) async throws(StorageFailure) {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO sites (site, health) VALUES (?, ?)
                    ON CONFLICT (site) DO UPDATE SET health = excluded.health
                    """)
            try statement.execute(arguments: [site, health])
        }
    }
}

extension SiteState {
    fileprivate init(row: Row) {
        let bytes: Data? = row["robots"]
        self.init(
            site: row["site"],
            robots: row.moment("robots_at").map { RobotsCopy(fetchedAt: $0, bytes: bytes.map { Array($0) } ?? []) },
            health: row["health"])
    }
}
