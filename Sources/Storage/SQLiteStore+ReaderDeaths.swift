internal import GRDB
package import Model

extension SQLiteStore: ReaderDeaths {
    package func count(
        deathsIn readings: [InterruptedReading], extractor: String, at: Timestamp
    ) async throws(StorageFailure) -> [ReaderDeath] {
        try await write { database in
            try SQLiteReaderDeaths(database: database).forgetOthers(than: extractor, at: at)
            for reading in readings {
                try SQLiteReaderDeaths(database: database).count(reading, extractor: extractor, at: at)
            }
            return try SQLiteReaderDeaths(database: database).all()
        }
    }

    package func readerDeaths() async throws(StorageFailure) -> [ReaderDeath] {
        try await read { try SQLiteReaderDeaths(database: $0).all() }
    }

    package func forget(_ attempt: ReadingAttempt) async throws(StorageFailure) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM reader_deaths WHERE purpose = ? AND key = ?",
                arguments: [attempt.purpose.rawValue, attempt.key])
        }
    }
}

/// The rows of `reader_deaths`, inside one transaction of one connection.
private struct SQLiteReaderDeaths {
    let database: Database

    func all() throws -> [ReaderDeath] {
        try Row.fetchAll(database, sql: "SELECT * FROM reader_deaths ORDER BY last DESC, purpose, key").map { row in
            let (purpose, url) = (try row.text("purpose"), try row.text("url"))
            guard let purpose = ReadingAttempt.Purpose(rawValue: purpose), let address = try? WebAddress(parsing: url)
            else { throw UnreadableRow("reader_deaths has \(url) for \(purpose)") }
            return ReaderDeath(
                attempt: ReadingAttempt(purpose, source: try row.text("source"), address: address),
                deaths: try row.number("deaths"),
                kills: try row.number("kills"),
                last: try row.moment("last"))
        }
    }

    func count(_ reading: InterruptedReading, extractor: String, at: Timestamp) throws {
        let attempt = reading.attempt
        try database.execute(
            sql: """
                INSERT INTO reader_deaths (purpose, key, url, source, deaths, kills, last, extractor)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (purpose, key) DO UPDATE SET
                    deaths = deaths + excluded.deaths, kills = kills + excluded.kills, last = excluded.last
                """,
            arguments: [
                attempt.purpose.rawValue, attempt.key, attempt.url, attempt.source, reading.isFault ? 1 : 0,
                reading.isFault ? 0 : 1, at.secondsSinceEpoch, extractor,
            ])
        guard attempt.purpose == .page,
            try all().contains(where: { $0.attempt.key == attempt.key && $0.attempt.purpose == .page && $0.isSetAside })
        else { return }
        try database.execute(
            sql: """
                UPDATE frontier SET state = 'failed', due = NULL, owner = NULL, until = NULL, left_out = ?, reason = ?
                WHERE key = ?
                """,
            arguments: [
                LeftOut.readerDied.rawValue, "\(ReaderDeath.reason): dibao died while it read this page", attempt.key,
            ])
    }

    /// What another extractor died of this one may read.
    func forgetOthers(than extractor: String, at: Timestamp) throws {
        try database.execute(
            sql: """
                UPDATE frontier SET due = ?, failures = 0, left_out = NULL WHERE left_out = ? AND key IN (
                    SELECT key FROM reader_deaths WHERE purpose = ? AND extractor <> ?)
                """,
            arguments: [
                at.secondsSinceEpoch, LeftOut.readerDied.rawValue, ReadingAttempt.Purpose.page.rawValue, extractor,
            ])
        try database.execute(sql: "DELETE FROM reader_deaths WHERE extractor <> ?", arguments: [extractor])
    }
}
