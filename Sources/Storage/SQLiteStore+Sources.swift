internal import GRDB
package import Model

extension SQLiteStore: SourceMemory {
    package func sources() async throws(StorageFailure) -> [SourceState] {
        try await read { try SQLiteSources(database: $0).states() }
    }

    package func source(_ id: String) async throws(StorageFailure) -> SourceState? {
        try await read { try SQLiteSources(database: $0).states("WHERE id = ?", [id]).first }
    }

    package func record(
        _ state: SourceState, lists: [ListVisit], walls: [WallSighting]
    ) async throws(StorageFailure) {
        try await write { database in
            let sources = SQLiteSources(database: database)
            try sources.record(state)
            for list in lists { try sources.record(list) }
            let at = state.visitedAt ?? Timestamp(secondsSinceEpoch: 0)
            for wall in walls { try sources.record(wall, of: state.id, at: at) }
        }
    }

    package func list(_ url: String) async throws(StorageFailure) -> ListVisit? {
        try await read { try SQLiteSources(database: $0).list(url) }
    }

    package func record(backfill position: String?, of source: String) async throws(StorageFailure) {
        try await write { try SQLiteSources(database: $0).record(backfill: position, of: source) }
    }

    package func record(_ expectations: [DayExpectation]) async throws(StorageFailure) {
        try await write { database in
            for expectation in expectations { try SQLiteSources(database: database).record(expectation) }
        }
    }

    package func expectations(
        of source: String, from: Day, to: Day
    ) async throws(StorageFailure) -> [DayExpectation] {
        try await read { try SQLiteSources(database: $0).expectations(of: source, from: from, to: to) }
    }

    package func days(of source: String, from: Day, to: Day) async throws(StorageFailure) -> [SourceDay] {
        try await read { try SQLiteSources(database: $0).days(of: source, from: from, to: to) }
    }

    package func walls(since: Timestamp) async throws(StorageFailure) -> [WallCount] {
        try await read { try SQLiteSources(database: $0).walls(since: since) }
    }
}
