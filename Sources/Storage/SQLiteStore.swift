internal import FoundationEssentials
internal import GRDB
package import Model

/// The store in one SQLite file, for one machine; several processes may use it at once.
package final class SQLiteStore: Store {
    package let path: String
    let coder: any EventCoder
    private let pool: DatabasePool
    private let writer: SQLiteWriter
    private let file: FileIdentity?

    /// Connections that only read. Reads are short, and two cores do not answer more at once.
    private static let readerLimit = 4
    /// What each connection keeps of the file. SQLite's own 2 MB fill up with the database, six times over; behind them
    /// the system keeps the file anyway, 1 µs away.
    private static let cacheKilobytes = 512

    /// Opens the database; makes it, and its folder, where they are missing.
    ///
    /// - Parameters:
    ///   - busyTimeout: How long a call waits for another process.
    /// - Throws: what keeps it from being opened, or made.
    package convenience init(
        path: String, coder: any EventCoder, busyTimeout: Duration = .seconds(30)
    ) throws(StorageFailure) {
        try self.init(path: path, coder: coder, busyTimeout: busyTimeout, steps: SQLiteSchema.steps)
    }

    /// - Parameter steps: The schema's; fewer than all make the database of an earlier dibao.
    init(path: String, coder: any EventCoder, busyTimeout: Duration, steps: [String]) throws(StorageFailure) {
        self.path = path
        self.coder = coder
        do {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .unopenable(path: path, reason: "its folder cannot be made: \(error)")
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.maximumReaderCount = SQLiteStore.readerLimit
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -\(SQLiteStore.cacheKilobytes)") }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            file = FileIdentity(path)
            // GRDB sets NORMAL, with which the last transactions may be lost with the power.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try pool.write { try SQLiteSchema.migrate($0, path: path, steps: steps) }
            writer = SQLiteWriter(pool)
        } catch {
            throw StorageFailure(error, path: path)
        }
    }

    package func publish(_ drafts: [EventDraft]) async throws(StorageFailure) -> [Publication] {
        try await write { [coder] database in
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try drafts.map { try ledger.publish($0) }
        }
    }

    package func unindexed(limit: Int) async throws(StorageFailure) -> [JournalEntry] {
        try await read { [coder] database in
            try SQLiteLedger(database: database, coder: coder)
                .entries("WHERE indexed = 0 ORDER BY seq LIMIT ?", [limit])
        }
    }

    package func entries(of day: Day) async throws(StorageFailure) -> [JournalEntry] {
        try await read { [coder] database in
            try SQLiteLedger(database: database, coder: coder)
                .entries("WHERE events.day = ? ORDER BY seq", [day.description])
        }
    }

    package func markIndexed(_ entries: [JournalEntry]) async throws(StorageFailure) {
        try await write { database in
            let statement = try database.cachedStatement(sql: "UPDATE events SET indexed = 1 WHERE seq = ?")
            for entry in entries { try statement.execute(arguments: [entry.event.sequence]) }
        }
    }

    package func article(_ id: ArticleID) async throws(StorageFailure) -> StoredArticle? {
        try await articles(idPrefix: id.description, limit: 1).first
    }

    package func articles(idPrefix: String, limit: Int) async throws(StorageFailure) -> [StoredArticle] {
        guard idPrefix.utf8.allSatisfy({ hexDigitBytes.contains($0) }) else { return [] }
        return try await read { [coder] database in
            let ledger = SQLiteLedger(database: database, coder: coder)
            return try ledger.entries(
                """
                JOIN articles USING (seq)
                WHERE id >= ? AND id < ? ORDER BY id LIMIT ?
                """, [idPrefix, idPrefix + "g", limit]
            )
            .compactMap { try ledger.stored($0) }
        }
    }

    package func attachment(with sha256: Digest) async throws(StorageFailure) -> String? {
        try await read { database in
            let sql = "SELECT file FROM attachments WHERE sha256 = ? ORDER BY file LIMIT 1"
            return try String.fetchOne(database, sql: sql, arguments: [sha256.description])
        }
    }

    package func keeps(_ text: TextFile) async throws(StorageFailure) -> Bool {
        try await read { [coder] database in
            try SQLiteLedger(database: database, coder: coder)
                .entries("WHERE article = ?", [text.id.description])
                .contains { $0.event.record?.file == text.description }
        }
    }

    package func shown(at url: String) async throws(StorageFailure) -> Event? {
        try await read { [coder] database in try SQLiteLedger(database: database, coder: coder).shown(at: url) }
    }

    package func keeps(_ file: AttachmentFile) async throws(StorageFailure) -> Bool {
        try await read { database in
            let sql = "SELECT 1 FROM attachments WHERE file = ? LIMIT 1"
            return try Int.fetchOne(database, sql: sql, arguments: [file.description]) != nil
        }
    }

    package func page(_ url: String) async throws(StorageFailure) -> PageState? {
        try await read { [coder] database in
            try SQLiteLedger(database: database, coder: coder).page(url)
        }
    }

    package func visit(to url: String) async throws(StorageFailure) -> Visit? {
        try await read { [coder] database in try SQLiteLedger(database: database, coder: coder).visit(to: url) }
    }

    package func record(_ visits: [Visit]) async throws(StorageFailure) {
        try await write { [coder] database in
            let ledger = SQLiteLedger(database: database, coder: coder)
            for visit in visits { try ledger.record(visit) }
        }
    }

    package func events(after sequence: Int, limit: Int) async throws(StorageFailure) -> [JournalEntry] {
        try await read { [coder] database in
            try SQLiteLedger(database: database, coder: coder)
                .entries("WHERE seq > ? ORDER BY seq LIMIT ?", [sequence, limit])
        }
    }

    package func doubtful(limit: Int) async throws(StorageFailure) -> [JournalEntry] {
        try await read { [coder] database in
            try SQLiteLedger(database: database, coder: coder)
                .entries(
                    """
                    WHERE \(SQLiteSchema.isFlagged) AND instr(line, '"low-confidence"') > 0 ORDER BY seq DESC LIMIT ?
                    """, [limit]
                )
                .filter { $0.event.record?.metadata.flags?.contains(.lowConfidence) == true }
        }
    }

    package func lastSequence() async throws(StorageFailure) -> Int {
        try await read { try SQLiteLedger.lastSequence($0) }
    }

    package func rebuild(
        from lines: @escaping @Sendable (_ add: (JournalEntry) throws -> Void) throws -> Void,
        keeping isKept: @escaping @Sendable (JournalEntry) throws -> Bool
    ) async throws -> RebuildReport {
        do {
            return try await pool.write { [coder] database in
                try SQLiteRebuild(database: database, coder: coder).run(lines, keeping: isKept)
            }
        } catch let error where error is DatabaseError || error is UnreadableRow || error is CancellationError {
            throw StorageFailure(error, path: path)
        }
    }

    package func contents() async throws(StorageFailure) -> StoreContents {
        try await read { database in
            func rows(_ sql: String) throws -> [String] { try Row.fetchAll(database, sql: sql).map(\.description) }
            return StoreContents(
                articles: try rows("SELECT * FROM articles ORDER BY id"),
                pages: try rows("SELECT * FROM pages ORDER BY url"),
                events: try rows("SELECT * FROM events ORDER BY seq"),
                attachments: try rows("SELECT * FROM attachments ORDER BY article, url"))
        }
    }

    /// - Throws: `.replaced` where the path no longer leads to the file that is open: what is written goes nowhere.
    package func checkPlace() throws(StorageFailure) {
        guard FileIdentity(path) == file else { throw .replaced(path: path) }
    }

    /// What is wrong with the file, or with what is counted in it; empty for a sound one. Reads the whole file.
    package func problems() async throws(StorageFailure) -> [String] {
        try await read { database in
            let wrong = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let counted = try String.fetchAll(
                database,
                sql: """
                    WITH kept AS (SELECT source, state, purpose, pages FROM page_counts WHERE pages <> 0),
                        real AS (SELECT source, state, purpose, count(*) AS pages FROM frontier GROUP BY 1, 2, 3)
                    SELECT source || ' ' || state FROM (
                        SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM real)
                        UNION SELECT * FROM (SELECT * FROM real EXCEPT SELECT * FROM kept))
                    """)
            return wrong + (try SQLiteSchema.oddNumbers(database))
                + counted.map { "the pages are counted wrongly: \($0)" }
        }
    }

    /// Finishes what is under way and closes the file; every later call fails.
    package func close() throws(StorageFailure) {
        do { try pool.close() } catch { throw StorageFailure(error, path: path) }
    }

    /// The same, with everything in the one file: nothing of it is left in another.
    package func closeWhole() throws(StorageFailure) {
        do { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } } catch {
            throw StorageFailure(error, path: path)
        }
        try close()
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        do { return try await pool.read(body) } catch { throw StorageFailure(error, path: path) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        do { return try await writer.write(body) } catch { throw StorageFailure(error, path: path) }
    }
}

private let hexDigitBytes = Set("0123456789abcdef".utf8)
