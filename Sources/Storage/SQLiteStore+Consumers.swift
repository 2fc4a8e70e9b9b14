internal import GRDB
package import Model

extension SQLiteStore: ConsumerLog {
    package func consumers() async throws(StorageFailure) -> [ConsumerState] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM consumers ORDER BY name").map { try ConsumerState(row: $0) }
        }
    }

    package func consumer(_ name: String) async throws(StorageFailure) -> ConsumerState? {
        try await read { try ConsumerState.fetch(name, $0) }
    }

    package func register(_ name: String, at: Timestamp) async throws(StorageFailure) -> ConsumerState {
        try await write { database in
            try database.cachedStatement(
                sql: "INSERT INTO consumers (name, position, since) VALUES (?, 0, ?) ON CONFLICT DO NOTHING"
            ).execute(arguments: [name, at.secondsSinceEpoch])
            guard let consumer = try ConsumerState.fetch(name, database) else {
                throw UnreadableRow("the consumer \(name) is not there right after it was registered")
            }
            return consumer
        }
    }

    package func acknowledge(
        _ name: String, from old: Int, through position: Int, at: Timestamp
    ) async throws(StorageFailure) -> Bool {
        precondition(position >= old, "what is acknowledged stays so, unless it is reset")
        return try await write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE consumers SET position = ?, acknowledged = ?,
                        failures = 0, failed = NULL, reason = NULL, retry = NULL
                    WHERE name = ? AND position = ?
                    """
            ).execute(arguments: [position, at.secondsSinceEpoch, name, old])
            return database.changesCount > 0
        }
    }

    package func reset(_ name: String, to position: Int, at: Timestamp) async throws(StorageFailure) {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO consumers (name, position, since) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET position = excluded.position,
                        failures = 0, failed = NULL, reason = NULL, retry = NULL
                    """
            ).execute(arguments: [name, position, at.secondsSinceEpoch])
        }
    }

    package func fail(
        _ name: String, from position: Int, reason: String, at: Timestamp, retry: Timestamp
    ) async throws(StorageFailure) {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE consumers SET failures = failures + 1, failed = ?, reason = ?, retry = ?
                    WHERE name = ? AND position = ?
                    """
            ).execute(arguments: [at.secondsSinceEpoch, reason, retry.secondsSinceEpoch, name, position])
        }
    }

    package func drop(_ name: String) async throws(StorageFailure) -> Bool {
        try await write { database in
            try database.cachedStatement(sql: "DELETE FROM consumers WHERE name = ?").execute(arguments: [name])
            return database.changesCount > 0
        }
    }
}

extension ConsumerState {
    fileprivate static func fetch(_ name: String, _ database: Database) throws -> ConsumerState? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM consumers WHERE name = ?")
        return try Row.fetchOne(statement, arguments: [name]).map { try ConsumerState(row: $0) }
    }

    fileprivate init(row: Row) throws {
        self.init(
            name: try row.text("name"), position: try row.number("position"), since: try row.moment("since"),
            acknowledgedAt: try row.optionalMoment("acknowledged"), failures: try row.number("failures"),
            failedAt: try row.optionalMoment("failed"), reason: try row.optionalText("reason"),
            retry: try row.optionalMoment("retry"))
    }
}
