internal import GRDB
internal import Model
internal import Synchronization

/// The search index in a SQLite file of its own, beside the state's: it is larger than that, is written in larger pieces,
/// and can be thrown away at any time.
///
/// An article's row number is its place: its day times 2²⁴, and its arrival within the day. So the newest are the last
/// rows, a span of days is a span of rows, and FTS5 can stop at the first few of half a million matches: it never ranks.
/// The texts themselves are not stored, only where each token is in them; nothing is ever taken out: the place of a text
/// that was edited under its own id is among `former`, and counts no more. A single character has a word of its own: else
/// it would be looked for among all the pairs that begin with it (among a million texts: 10 s). The body comes first among
/// the columns, since a token of the first takes two bytes less.
package final class SQLiteSearchIndex: SearchIndex {
    private let path: String
    private let pool: DatabasePool
    private let file: FileIdentity?
    private let hasFoundDamage = Mutex(false)

    /// Counts changes of the tables or of how texts are cut into tokens; an index of another version is made anew.
    private static let version = 4
    /// Connections that only read: a search is short, and two cores do not answer more at once.
    private static let readerLimit = 4

    private static let tables = """
        CREATE TABLE progress (position INTEGER NOT NULL) STRICT;
        INSERT INTO progress VALUES (0);
        CREATE TABLE sources (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL) STRICT;
        CREATE TABLE documents (
            place INTEGER PRIMARY KEY,
            article TEXT UNIQUE NOT NULL,     -- 16 hex digits
            source INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE former (place INTEGER PRIMARY KEY) STRICT;
        CREATE VIRTUAL TABLE words USING fts5(
            body, title, tags, content = '', columnsize = 0, tokenize = 'ascii');
        """

    /// Opens the index; makes it where it is missing or of another version.
    ///
    /// - Parameters:
    ///   - path: of the index.
    ///   - state: of the store's database, which is there already, and knows the articles' topics.
    /// - Throws: what keeps it from being opened, or made.
    package init(
        path: String, state: String, busyTimeout: Duration = .seconds(30)
    ) throws(StorageFailure) {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.maximumReaderCount = SQLiteSearchIndex.readerLimit
        configuration.prepareDatabase { database in
            // Readers alone: a transaction that writes would lock the attached database too.
            if database.configuration.readonly {
                try database.execute(sql: "ATTACH DATABASE ? AS state", arguments: [state])
            }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            file = FileIdentity(path)
            try pool.write { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                if version != SQLiteSearchIndex.version { try SQLiteSearchIndex.makeAnew(database) }
            }
        } catch {
            throw SQLiteSearchIndex.failure(error, path)
        }
    }

    /// Whether a call has found the file damaged.
    package var isDamaged: Bool { hasFoundDamage.withLock { $0 } }

    /// Whether it is worth to be asked: it is not damaged, and the path still leads to it.
    package var isUsable: Bool { !isDamaged && FileIdentity(path) == file }

    /// Takes the file away if it is damaged, and nobody has put another in its place yet.
    ///
    /// - Throws: `.readOnly`.
    package func discardIfDamaged() throws(StorageFailure) {
        if isDamaged, FileIdentity(path) == file { try SQLiteFiles.remove(path) }
    }

    package func position() async throws(StorageFailure) -> Int {
        try await perform { [pool] in try await pool.read { try SQLiteSearchIndex.position($0) } }
    }

    package func add(
        _ documents: [SearchDocument], from old: Int, through position: Int
    ) async throws(StorageFailure) -> Bool {
        precondition(position >= old, "the index follows the journal")
        return try await perform { [pool] in
            try await pool.write { database in
                guard try SQLiteSearchIndex.position(database) == old else { return false }
                try SearchInsertion(database: database).add(documents)
                try database.execute(sql: "UPDATE progress SET position = ?", arguments: [position])
                return true
            }
        }
    }

    package func clear() async throws(StorageFailure) {
        try await perform { [pool] in try await pool.write { try SQLiteSearchIndex.makeAnew($0) } }
    }

    package func hits(
        _ query: SearchQuery, matching filter: ArticleFilter, after place: SearchPlace?, limit: Int
    ) async throws(StorageFailure) -> [SearchHit] {
        precondition(limit > 0)
        return try await perform { [pool] in
            try await pool.read { database in
                try SearchStatement(query, filter, database)?.hits(after: place, limit: limit) ?? []
            }
        }
    }

    package func count(
        _ query: SearchQuery, matching filter: ArticleFilter, upTo limit: Int
    ) async throws(StorageFailure) -> Int {
        try await perform { [pool] in
            try await pool.read { try SearchStatement(query, filter, $0)?.count(upTo: limit) ?? 0 }
        }
    }

    package func timeline(
        _ query: SearchQuery, matching filter: ArticleFilter
    ) async throws(StorageFailure) -> Timeline {
        try await perform { [pool] in
            try await pool.read { database in
                try SearchStatement(query, filter, database)?.timeline() ?? Timeline(first: nil, found: [], all: [])
            }
        }
    }

    /// Finishes what is under way and closes the file; every later call fails.
    package func close() throws(StorageFailure) {
        do { try pool.close() } catch { throw SQLiteSearchIndex.failure(error, path) }
    }

    private func perform<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws(StorageFailure) -> Value {
        do { return try await body() } catch {
            let failure = SQLiteSearchIndex.failure(error, path)
            if failure.isDamage { hasFoundDamage.withLock { $0 = true } }
            throw failure
        }
    }

    private static func failure(_ error: any Error, _ path: String) -> StorageFailure {
        StorageFailure(error, path: path)
    }

    private static func position(_ database: Database) throws -> Int {
        guard let row = try Row.fetchOne(database, sql: "SELECT position FROM progress") else { return 0 }
        let position = try row.number(at: 0)
        guard position >= 0 else { throw UnreadableRow("the search index stands at \(position)") }
        return position
    }

    private static func makeAnew(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS documents; DROP TABLE IF EXISTS sources;
                DROP TABLE IF EXISTS progress; DROP TABLE IF EXISTS former;
                """ + tables + "PRAGMA user_version = \(version)")
    }
}
