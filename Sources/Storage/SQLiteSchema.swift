internal import GRDB
internal import Model

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
        """,
        """
        CREATE TABLE frontier (
            id INTEGER PRIMARY KEY,
            key TEXT UNIQUE NOT NULL,         -- the canonical address
            url TEXT NOT NULL,                -- the address to fetch
            source TEXT NOT NULL,
            site TEXT NOT NULL,               -- the address's scheme, host and port
            state TEXT NOT NULL,
            purpose INTEGER NOT NULL,
            found INTEGER NOT NULL,
            found_on TEXT,
            title TEXT,                       -- of the link
            day TEXT,                         -- beside the link, then of the article
            due INTEGER,                      -- no visit is planned where it is missing
            failures INTEGER NOT NULL DEFAULT 0,
            visited INTEGER,
            kept INTEGER,                     -- when an article of it was first kept
            reason TEXT,
            looks TEXT,
            lease INTEGER NOT NULL DEFAULT 0, -- how many leases of it there were
            owner TEXT,
            until INTEGER                     -- when the lease is over; there is none where it is missing
        ) STRICT;
        -- until is there so that the index alone answers: it is missing in all of it.
        CREATE INDEX frontier_waiting ON frontier(site, source, purpose, due, until)
            WHERE due IS NOT NULL AND until IS NULL;
        CREATE INDEX frontier_leased ON frontier(site, until) WHERE until IS NOT NULL;
        CREATE INDEX frontier_url ON frontier(url);
        CREATE INDEX frontier_day ON frontier(source, day);
        CREATE TABLE sources (
            id TEXT PRIMARY KEY NOT NULL,
            turn INTEGER NOT NULL DEFAULT 0,  -- the number of the lease in which it was last served
            next INTEGER,
            visits INTEGER NOT NULL DEFAULT 0,
            visited INTEGER,
            succeeded INTEGER,
            news INTEGER,
            failures INTEGER NOT NULL DEFAULT 0,
            failed INTEGER,
            failure TEXT,
            rhythm TEXT,
            profile TEXT,
            backfill TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE source_days (
            source TEXT NOT NULL,
            day TEXT NOT NULL,
            expected INTEGER,
            listed INTEGER,
            PRIMARY KEY (source, day)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lists (
            url TEXT PRIMARY KEY NOT NULL,
            source TEXT NOT NULL,
            at INTEGER NOT NULL,
            etag TEXT,
            last_modified TEXT,
            hash TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE walls (
            source TEXT NOT NULL,
            site TEXT NOT NULL,
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            evidence TEXT NOT NULL,
            PRIMARY KEY (source, site, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE robots (
            site TEXT PRIMARY KEY NOT NULL,
            body BLOB,                        -- none where the site never answered
            fetched INTEGER,
            checked INTEGER NOT NULL,
            next INTEGER NOT NULL,
            etag TEXT,
            last_modified TEXT,
            unreachable INTEGER,              -- since when
            failures INTEGER NOT NULL,
            reason TEXT
        ) STRICT;
        CREATE TABLE site_health (
            site TEXT PRIMARY KEY NOT NULL,
            health TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            kind TEXT NOT NULL,
            detail TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER                     -- open where it is missing
        ) STRICT;
        CREATE UNIQUE INDEX alerts_open ON alerts(source, kind) WHERE until IS NULL;
        CREATE INDEX alerts_source ON alerts(source, since);
        """,
        """
        ALTER TABLE frontier ADD COLUMN shows TEXT; -- the URL that its article is kept under, where url redirects
        CREATE INDEX frontier_shows ON frontier(shows) WHERE shows IS NOT NULL;
        """,
        """
        CREATE TABLE consumers (
            name TEXT PRIMARY KEY NOT NULL,
            position INTEGER NOT NULL,        -- every event up to this number is acknowledged
            since INTEGER NOT NULL,
            acknowledged INTEGER,
            failures INTEGER NOT NULL DEFAULT 0,
            failed INTEGER,
            reason TEXT,
            retry INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE article_topics (
            topic TEXT NOT NULL,
            article TEXT NOT NULL,
            PRIMARY KEY (topic, article)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX article_topics_article ON article_topics(article);
        INSERT OR IGNORE INTO article_topics (topic, article)
            SELECT value, events.article
            FROM events, json_each(CASE WHEN json_valid(line) THEN line ELSE '{}' END, '$.topics');
        """,
        """
        CREATE TABLE page_memory (
            site TEXT NOT NULL,               -- scheme, host and port
            source TEXT NOT NULL,
            at INTEGER NOT NULL,
            memory TEXT NOT NULL,
            change TEXT,                      -- one line about a new template, while that is news
            PRIMARY KEY (site, source)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX page_memory_source ON page_memory(source, at);
        """,
        """
        CREATE INDEX events_doubtful ON events(seq) WHERE instr(line, '"low-confidence"') > 0;
        """,
        """
        DROP INDEX events_doubtful;
        CREATE INDEX events_flagged ON events(seq) WHERE instr(line, '"low-confidence"') > 0
            OR instr(line, '"rule-unmatched"') > 0 OR instr(line, '"mojibake"') > 0;
        """,
        """
        CREATE INDEX articles_day ON articles(day, seq);
        -- A line that is no JSON has no source; without the question it could not be stored at all.
        CREATE INDEX events_source ON events(
            CASE WHEN json_valid(line) THEN json_extract(line, '$.source') END, day, seq);
        """,
        """
        CREATE TABLE attachments (
            article TEXT NOT NULL,
            url TEXT NOT NULL,
            file TEXT NOT NULL,               -- relative to the archive; equal files are kept once
            sha256 TEXT NOT NULL,
            PRIMARY KEY (article, url)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attachments_sha256 ON attachments(sha256);
        CREATE INDEX attachments_file ON attachments(file);
        """,
        """
        CREATE INDEX events_article ON events(article);
        CREATE INDEX events_gone ON events(seq) WHERE instr(line, '"event":"gone"') > 0;
        CREATE INDEX events_revises ON events(
            CASE WHEN json_valid(line) THEN json_extract(line, '$.revises') END
        ) WHERE CASE WHEN json_valid(line) THEN json_extract(line, '$.revises') END IS NOT NULL;
        """,
        """
        -- How many pages there are of each kind, kept as they change: a million take half a second to count.
        CREATE TABLE page_counts (
            source TEXT NOT NULL,
            state TEXT NOT NULL,
            purpose INTEGER NOT NULL,
            pages INTEGER NOT NULL,
            PRIMARY KEY (source, state, purpose)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO page_counts SELECT source, state, purpose, count(*) FROM frontier GROUP BY 1, 2, 3;
        CREATE TRIGGER frontier_added AFTER INSERT ON frontier BEGIN
            INSERT INTO page_counts VALUES (new.source, new.state, new.purpose, 1)
                ON CONFLICT DO UPDATE SET pages = pages + 1;
        END;
        CREATE TRIGGER frontier_removed AFTER DELETE ON frontier BEGIN
            UPDATE page_counts SET pages = pages - 1
                WHERE source = old.source AND state = old.state AND purpose = old.purpose;
        END;
        CREATE TRIGGER frontier_changed AFTER UPDATE OF source, state, purpose ON frontier
            WHEN (old.source, old.state, old.purpose) IS NOT (new.source, new.state, new.purpose)
        BEGIN
            UPDATE page_counts SET pages = pages - 1
                WHERE source = old.source AND state = old.state AND purpose = old.purpose;
            INSERT INTO page_counts VALUES (new.source, new.state, new.purpose, 1)
                ON CONFLICT DO UPDATE SET pages = pages + 1;
        END;
        """,
        """
        -- Why nothing of a page is kept, in the words of `LeftOut`.
        ALTER TABLE frontier ADD COLUMN left_out TEXT;
        CREATE INDEX frontier_left_out ON frontier(source, left_out, purpose) WHERE left_out IS NOT NULL;
        CREATE INDEX frontier_failed ON frontier(source, visited) WHERE state = 'failed';
        CREATE TABLE reader_deaths (
            purpose TEXT NOT NULL,
            key TEXT NOT NULL,                -- the canonical address
            url TEXT NOT NULL,
            source TEXT NOT NULL,
            deaths INTEGER NOT NULL,          -- processes that died of a fault while they read it
            kills INTEGER NOT NULL,           -- processes that were ended meanwhile
            last INTEGER NOT NULL,
            extractor TEXT NOT NULL,          -- the version that read it
            PRIMARY KEY (purpose, key)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Pages that wait because their sites want them to.
        CREATE INDEX frontier_postponed ON frontier(site, due)
            WHERE due IS NOT NULL AND reason IS NOT NULL AND visited IS NULL;
        """,
        """
        -- 1 where a text was shown that is not believed before it is seen again.
        ALTER TABLE visits ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;
        """,
        """
        -- An address may have had other bytes before: the latest are those of the highest number.
        ALTER TABLE attachments RENAME TO old_attachments;
        CREATE TABLE attachments (
            article TEXT NOT NULL,
            url TEXT NOT NULL,
            file TEXT NOT NULL,               -- relative to the archive; equal files are kept once
            sha256 TEXT NOT NULL,
            seq INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (article, url, file)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO attachments (article, url, file, sha256) SELECT article, url, file, sha256 FROM old_attachments;
        DROP TABLE old_attachments;
        CREATE INDEX attachments_sha256 ON attachments(sha256);
        CREATE INDEX attachments_file ON attachments(file);
        """,
    ]

    /// Whether a row of `events` may have a flag of `Flag.worthALook`, in the words of the index `events_flagged`.
    static let isFlagged = """
        (instr(line, '"low-confidence"') > 0 OR instr(line, '"rule-unmatched"') > 0 OR instr(line, '"mojibake"') > 0)
        """

    /// Takes the steps that the database has not gone yet, in the caller's transaction, so that two processes which
    /// open a new database at once do not both take them.
    static func migrate(_ database: Database, path: String, steps: [String] = steps) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= steps.count else {
            throw StorageFailure.newerSchema(path: path, found: version, known: steps.count)
        }
        guard try version > 0 || version == 0 && isEmpty(database) else {
            throw StorageFailure.notADatabase(path: path, reason: "it has tables, and none that dibao made")
        }
        for step in steps[version...] { try database.execute(sql: step) }
        if version < steps.count { try database.execute(sql: "PRAGMA user_version = \(steps.count)") }
    }

    private static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    /// What no row of this schema can hold, though SQLite takes it for sound: numbers that cannot be counted with, and
    /// words for states that there are none of.
    static func oddNumbers(_ database: Database) throws -> [String] {
        let columns = try Row.fetchAll(
            database,
            sql: """
                SELECT tables.name, columns.name FROM pragma_table_list AS tables
                JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.schema = 'main' AND tables.type = 'table' AND columns.type = 'INTEGER'
                """)
        var odd: [String] = []
        let last = try Int.fetchAll(database, sql: "SELECT seq FROM sqlite_sequence")
        if !last.allSatisfy({ (0...Event.sequenceLimit).contains($0) }) {
            odd.append("the last number given is \(last)")
        }
        for column in columns {
            let (table, name) = (try column.text(at: 0), try column.text(at: 1))
            let sql = """
                SELECT count(*) FROM "\(table)"
                WHERE "\(name)" NOT BETWEEN -\(Event.sequenceLimit) AND \(Event.sequenceLimit)
                """
            if try Int.fetchOne(database, sql: sql) != 0 { odd.append("\(table) has a number out of range in \(name)") }
        }
        for row in try Row.fetchAll(database, sql: "SELECT DISTINCT state, purpose FROM frontier") {
            let (state, purpose) = (try row.text(at: 0), try row.number(at: 1))
            if FrontierState(rawValue: state) == nil || PagePurpose(rawValue: purpose) == nil {
                odd.append("the frontier has a page in the state \(state), purpose \(purpose)")
            }
        }
        return odd
    }
}
