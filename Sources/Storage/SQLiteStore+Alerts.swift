internal import GRDB
package import Model

extension SQLiteStore: AlertLog {
    package func raise(
        _ kind: Alert.Kind, source: String, detail: String, at: Timestamp
    ) async throws(StorageFailure) -> Bool {
        try await write { database in
            let update = try database.cachedStatement(
                sql: "UPDATE alerts SET detail = ? WHERE source = ? AND kind = ? AND until IS NULL")
            try update.execute(arguments: [detail, source, kind.rawValue])
            if database.changesCount > 0 { return false }
            let insert = try database.cachedStatement(
                sql: "INSERT INTO alerts (source, kind, detail, since) VALUES (?, ?, ?, ?)")
            try insert.execute(arguments: [source, kind.rawValue, detail, at.secondsSinceEpoch])
            return true
        }
    }

    package func clear(
        _ kind: Alert.Kind, source: String, at: Timestamp
    ) async throws(StorageFailure) -> Bool {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE alerts SET until = ? WHERE source = ? AND kind = ? AND until IS NULL")
            try statement.execute(arguments: [at.secondsSinceEpoch, source, kind.rawValue])
            return database.changesCount > 0
        }
    }

    package func openAlerts() async throws(StorageFailure) -> [Alert] {
        try await alerts("WHERE until IS NULL ORDER BY since, id", [])
    }

    package func alerts(of source: String, limit: Int) async throws(StorageFailure) -> [Alert] {
        try await alerts("WHERE source = ? ORDER BY since DESC, id DESC LIMIT ?", [source, limit])
    }

    private func alerts(
        _ condition: String, _ arguments: StatementArguments
    ) async throws(StorageFailure) -> [Alert] {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM alerts " + condition)
            return try Row.fetchAll(statement, arguments: arguments).map { row in
                Alert(
                    kind: Alert.Kind(rawValue: try row.text("kind")), source: try row.text("source"),
                    detail: try row.text("detail"), since: try row.moment("since"),
                    until: try row.optionalMoment("until"))
            }
        }
    }
}
