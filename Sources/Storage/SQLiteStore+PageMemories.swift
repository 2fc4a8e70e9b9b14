internal import GRDB
internal import Model

extension SQLiteStore: PageMemories {
    package func pageMemory(
        of site: String, for source: String
    ) async throws(StorageFailure) -> KeptPageMemory? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT * FROM page_memory WHERE site = ? ORDER BY source = ? DESC, at DESC LIMIT 1")
            return try Row.fetchOne(statement, arguments: [site, source]).map { row in
                KeptPageMemory(
                    site: try row.text("site"), source: try row.text("source"), at: try row.moment("at"),
                    memory: try row.text("memory"), change: try row.optionalText("change"))
            }
        }
    }

    package func record(_ memory: KeptPageMemory) async throws(StorageFailure) {
        try await write { database in
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO page_memory (site, source, at, memory, change) VALUES (?, ?, ?, ?, ?)"
            )
            .execute(
                arguments: [memory.site, memory.source, memory.at.secondsSinceEpoch, memory.memory, memory.change])
            try database.cachedStatement(
                sql: """
                    DELETE FROM page_memory WHERE source = ?1 AND site NOT IN
                        (SELECT site FROM page_memory WHERE source = ?1 ORDER BY at DESC, site LIMIT ?2)
                    """
            )
            .execute(arguments: [memory.source, KeptPageMemory.sitesLimit])
        }
    }

    package func layoutChanges(of source: String) async throws(StorageFailure) -> [String] {
        try await read { database in
            try String.fetchAll(
                database,
                sql: "SELECT change FROM page_memory WHERE source = ? AND change IS NOT NULL ORDER BY at DESC LIMIT 8",
                arguments: [source])
        }
    }
}
