internal import GRDB

/// The tables, as steps from an empty database to today's. A step that was released never changes.
enum SQLiteSchema {
    /// The file's `user_version` counts the steps that it has gone.
    static let steps = [
        """
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            article TEXT NOT NULL,            -- 16 hex digits
            day TEXT NOT NULL,                -- the day whose index has, or is to have, the line
            line TEXT NOT NULL,               -- the event, as in the index
            indexed INTEGER NOT NULL          -- 1 once the line is in the index
        ) STRICT;
        CREATE INDEX events_unindexed ON events(seq) WHERE indexed = 0;
        CREATE TABLE articles (
            id TEXT PRIMARY KEY NOT NULL,     -- 16 hex digits
            seq INTEGER NOT NULL REFERENCES events(seq),
            day TEXT NOT NULL,
            file TEXT NOT NULL UNIQUE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pages (
            url TEXT PRIMARY KEY NOT NULL,
            article TEXT NOT NULL REFERENCES articles(id),
            source TEXT NOT NULL,
            first_seen INTEGER NOT NULL,      -- seconds of Unix time, as all times here
            changed INTEGER NOT NULL,
            gone INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pages_article ON pages(article);
        CREATE TABLE visits (
            url TEXT PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL,
            etag TEXT,
            last_modified TEXT
        ) STRICT, WITHOUT ROWID;
        """
    ]

    /// Takes the steps that the database has not gone yet, in the caller's transaction, so that two processes which
    /// open a new database at once do not both take them.
    static func migrate(_ database: Database, path: String) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= steps.count else {
            throw StorageFailure.newerSchema(path: path, found: version, known: steps.count)
        }
        for step in steps[version...] { try database.execute(sql: step) }
        if version < steps.count { try database.execute(sql: "PRAGMA user_version = \(steps.count)") }
    }
}
