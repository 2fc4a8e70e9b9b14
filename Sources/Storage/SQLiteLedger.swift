internal import GRDB
internal import Model

/// The store's rows, inside one transaction of one connection.
struct SQLiteLedger {
    let database: Database
    let coder: any EventCoder

    /// Settles a draft, numbers it, and records it with what it changes.
    func publish(_ draft: EventDraft) throws -> Publication {
        if let visit = draft.visit { try record(visit) }
        let settlement = try DuplicateResolution(of: draft, isKnown: day(of: draft.id) != nil, page: page(draft.url))
        guard case .event(let id, let kind) = settlement else {
            guard case .unchanged(let id) = settlement else { preconditionFailure("two cases") }
            return .unchanged(id)
        }
        let event = Event(
            sequence: try nextSequence(), at: draft.at, id: id, url: draft.url,
            source: draft.source, kind: kind)
        let entry = JournalEntry(event: event, day: try day(for: event), line: try coder.line(of: event))
        try insert(entry, isIndexed: false)
        _ = try apply(entry)
        return .published(entry)
    }

    /// Adds an entry to the journal; false where its number is taken.
    @discardableResult
    func insert(_ entry: JournalEntry, isIndexed: Bool) throws -> Bool {
        try execute(
            "INSERT INTO events (seq, article, day, line, indexed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [entry.event.sequence, entry.event.id.description, entry.day.description, entry.line, isIndexed])
        return database.changesCount == 1
    }

    /// Changes articles and pages as the entry says; false where it is about an article that is not there.
    func apply(_ entry: JournalEntry) throws -> Bool {
        let event = entry.event
        if let record = event.record {
            try execute(
                "INSERT INTO articles (id, seq, day, file) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [event.id.description, event.sequence, entry.day.description, record.file])
            if database.changesCount == 0 { try replace(entry, record) }
            for topic in record.topics ?? [] {
                try execute(
                    "INSERT OR IGNORE INTO article_topics (topic, article) VALUES (?, ?)",
                    [topic, event.id.description])
            }
        }
        guard try day(of: event.id) != nil else { return false }
        for attachment in event.keptAttachments {
            try execute(
                """
                INSERT INTO attachments (article, url, file, sha256, seq) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, seq = max(seq, excluded.seq)
                """,
                [
                    event.id.description, attachment.url, attachment.file, attachment.sha256?.description,
                    event.sequence,
                ])
        }
        // It says nothing about the page.
        if case .attachment = event.kind { return true }
        let at = event.at.secondsSinceEpoch
        let gone: Int? = if case .gone = event.kind { at } else { nil }
        try execute(
            """
            INSERT INTO pages (url, article, source, first_seen, changed, gone) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET
                article = excluded.article, source = excluded.source, changed = excluded.changed, gone = excluded.gone
            """, [event.url, event.id.description, event.source, at, at, gone])
        return true
    }

    /// Puts a revision in the place of the text with its id, where it is the text's own page that was revised: a copy
    /// elsewhere says nothing about that.
    private func replace(_ entry: JournalEntry, _ record: ArticleRecord) throws {
        let id = entry.event.id.description
        guard entry.event.isEdit,
            let before = try entries("JOIN articles USING (seq) WHERE id = ?", [id]).first?.event,
            before.url == entry.event.url, before.sequence < entry.event.sequence
        else { return }
        try execute(
            "UPDATE articles SET seq = ?, day = ?, file = ? WHERE id = ?",
            [entry.event.sequence, entry.day.description, record.file, id])
        try execute("DELETE FROM article_topics WHERE article = ?", [id])
    }

    /// The latest event that says what a URL shows.
    func shown(at url: String) throws -> Event? {
        guard let page = try page(url) else { return nil }
        let statement = try database.cachedStatement(
            sql: """
                SELECT day, line FROM events WHERE article = ?
                    AND CASE WHEN json_valid(line) THEN json_extract(line, '$.url') END = ? ORDER BY seq DESC
                """)
        let events = try Row.fetchCursor(statement, arguments: [page.article.description, url])
        while let row = try events.next() {
            let event = try entry(row).event
            switch event.kind {
            case .article, .revision, .reextracted, .duplicate: return event
            case .gone, .back, .attachment: continue
            }
        }
        return nil
    }

    func record(_ visit: Visit) throws {
        try execute(
            "INSERT OR REPLACE INTO visits (url, at, etag, last_modified, doubted) VALUES (?, ?, ?, ?, ?)",
            [visit.url, visit.at.secondsSinceEpoch, visit.etag, visit.lastModified, visit.isDoubted])
    }

    func visit(to url: String) throws -> Visit? {
        let statement = try database.cachedStatement(
            sql: "SELECT at, etag, last_modified, doubted FROM visits WHERE url = ?")
        return try Row.fetchOne(statement, arguments: [url]).map { row in
            Visit(
                url: url, at: try row.moment("at"), etag: try row.optionalText("etag"),
                lastModified: try row.optionalText("last_modified"), isDoubted: try row.number("doubted") != 0)
        }
    }

    func page(_ url: String) throws -> PageState? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT article, source, first_seen, changed, gone, at, etag, last_modified, doubted
                FROM pages LEFT JOIN visits USING (url) WHERE url = ?
                """)
        return try Row.fetchOne(statement, arguments: [url]).map { row in
            PageState(
                url: url, article: try articleID(row.text("article")), source: try row.text("source"),
                firstSeen: try row.moment("first_seen"), changed: try row.moment("changed"),
                gone: try row.optionalMoment("gone"),
                visit: try row.optionalMoment("at").map { at in
                    Visit(
                        url: url, at: at, etag: try row.optionalText("etag"),
                        lastModified: try row.optionalText("last_modified"),
                        isDoubted: try row.number("doubted") != 0)
                })
        }
    }

    /// Entries of the journal that an SQL condition picks.
    func entries(_ condition: String, _ arguments: StatementArguments) throws -> [JournalEntry] {
        let statement = try database.cachedStatement(sql: "SELECT events.day, line FROM events " + condition)
        return try Row.fetchAll(statement, arguments: arguments).map { try entry($0) }
    }

    /// The event with the files of those attachments that came after its article.
    func completed(_ event: Event) throws -> Event {
        guard event.record?.metadata.attachments?.contains(where: { $0.file == nil }) == true else { return event }
        let statement = try database.cachedStatement(
            sql: "SELECT file, sha256 FROM attachments WHERE article = ? AND url = ? ORDER BY seq DESC LIMIT 1")
        var event = event
        let id = event.id.description
        try event.changeRecord { record in
            record.metadata.attachments = try record.metadata.attachments?.map { attachment in
                guard attachment.file == nil,
                    let row = try Row.fetchOne(statement, arguments: [id, attachment.url])
                else { return attachment }
                var attachment = attachment
                attachment.file = try row.text("file")
                attachment.sha256 = Digest(hex: try row.text("sha256"))
                return attachment
            }
        }
        return event
    }

    /// The article that an entry brought, completed; nil for an entry without a text.
    func stored(_ entry: JournalEntry) throws -> StoredArticle? {
        let event = try completed(entry.event)
        guard let record = event.record else { return nil }
        let line = event == entry.event ? entry.line : try coder.line(of: event)
        return StoredArticle(entry: JournalEntry(event: event, day: entry.day, line: line), record: record)
    }

    func entry(_ row: Row) throws -> JournalEntry {
        let line = try row.text("line")
        return JournalEntry(event: try event(of: line), day: try row.day("day"), line: line)
    }

    /// The event of a line that the database has; a line that is none is a damaged row.
    func event(of line: String) throws -> Event {
        do { return try coder.event(of: line) } catch {
            throw UnreadableRow("a row of the journal is no event: \(error)")
        }
    }

    /// The highest number given so far, also of entries that are there no more.
    static func lastSequence(_ database: Database) throws -> Int {
        let statement = try database.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'events'")
        guard let row = try Row.fetchOne(statement) else { return 0 }
        let last = try row.number(at: 0)
        guard last >= 0 else { throw UnreadableRow("the last event has the number \(last)") }
        return last
    }

    private func nextSequence() throws -> Int {
        let last = try SQLiteLedger.lastSequence(database)
        guard last < Event.sequenceLimit else { throw UnreadableRow("no number is left after event \(last)") }
        return last + 1
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The day of a kept text; nil where it is not kept.
    private func day(of id: ArticleID) throws -> Day? {
        let statement = try database.cachedStatement(sql: "SELECT day FROM articles WHERE id = ?")
        return try String.fetchOne(statement, arguments: [id.description]).flatMap { Day($0) }
    }

    /// The day whose index gets the event: that of the text it brings, or that it is about.
    private func day(for event: Event) throws -> Day {
        if let record = event.record {
            guard let file = TextFile(record.file) else {
                throw StorageFailure.unknown("a text named \(record.file.debugDescription)")
            }
            return file.day
        }
        guard let day = try day(of: event.id) else { throw StorageFailure.unknown("article \(event.id)") }
        return day
    }

    private func articleID(_ text: String) throws -> ArticleID {
        guard let id = ArticleID(text) else { throw UnreadableRow("a row has the article id \(text.debugDescription)") }
        return id
    }
}
