internal import GRDB
internal import Model

/// The frontier's rows, inside one transaction of one connection.
struct SQLiteFrontier {
    let database: Database

    func discover(_ found: FoundPage, at: Timestamp, into discovery: inout Discovery) throws {
        if try insert(found, state: .pending, foundAt: at, due: at) {
            discovery.new += 1
        } else {
            try learn(found)
            // What looked like a trap to an earlier version is a link like any other.
            try execute(
                "UPDATE frontier SET state = 'pending', due = ?, left_out = NULL, reason = NULL WHERE key = ? AND left_out = ?",
                [at.secondsSinceEpoch, found.key, LeftOut.trap.rawValue])
            discovery.revived += database.changesCount
            if try found.purpose == .gapHeal && revive("key = ?", [found.key], at: at) > 0 { discovery.revived += 1 }
        }
    }

    /// Makes pages due of which nothing was ever kept; how many there were.
    func revive(_ condition: String, _ arguments: StatementArguments, at: Timestamp) throws -> Int {
        try execute(
            """
            UPDATE frontier SET state = 'pending', purpose = ?, due = ?, failures = 0, left_out = NULL
            WHERE kept IS NULL AND state IN ('failed', 'walled', 'gone') AND until IS NULL AND left_out IS NOT ?
                AND \(condition)
            """, [PagePurpose.gapHeal.rawValue, at.secondsSinceEpoch, LeftOut.readerDied.rawValue] + arguments)
        return database.changesCount
    }

    func adopt(_ page: AdoptedPage) throws -> Bool {
        var found = page.found
        found.purpose = .recheck
        let isNew = try insert(found, state: page.goneAt == nil ? .kept : .gone, foundAt: page.keptAt, due: page.due)
        if isNew {
            try execute(
                "UPDATE frontier SET kept = ?, visited = ? WHERE key = ?",
                [
                    page.keptAt.secondsSinceEpoch, (page.goneAt ?? page.keptAt).secondsSinceEpoch, found.key,
                ])
        }
        return isNew
    }

    /// False where the lease is over and the page with another.
    func complete(_ completion: PageCompletion) throws -> Bool {
        let lease = completion.lease
        let at = completion.at.secondsSinceEpoch
        let (state, reason) = completion.outcome.row
        let leftOut = completion.outcome.leftOut(isOver: completion.next == nil)
        let day: Day? = if case .kept(let day) = completion.outcome { day } else { nil }
        try execute(
            """
            UPDATE frontier SET
                state = ?, reason = ?, due = ?, visited = ?, looks = coalesce(?, looks), day = coalesce(?, day),
                shows = CASE WHEN ? IS NULL THEN shows ELSE nullif(?, url) END,
                failures = CASE WHEN ? THEN 0 ELSE failures + 1 END, kept = coalesce(kept, ?),
                purpose = CASE WHEN coalesce(kept, ?) IS NULL THEN purpose ELSE ? END, owner = NULL, until = NULL,
                left_out = CASE WHEN ? = 'reader-died' OR coalesce(kept, ?) IS NULL AND purpose <> ? THEN ? END
            WHERE id = ? AND lease = ?
            """,
            [
                state.rawValue, reason, completion.next?.secondsSinceEpoch, at, completion.looks, day?.description,
                completion.shows, completion.shows,
                state == .kept || state == .ignored, day == nil ? nil : at, day == nil ? nil : at,
                PagePurpose.recheck.rawValue, leftOut?.rawValue, day == nil ? nil : at,
                PagePurpose.attachment.rawValue, leftOut?.rawValue, lease.page, lease.number,
            ])
        guard database.changesCount == 1 else { return false }
        if case .walled(let kind, let evidence) = completion.outcome {
            try execute(
                SQLiteSources.countWall + " SELECT source, site, ?, 1, ?, ?, ? FROM frontier WHERE id = ? "
                    + SQLiteSources.recountWall, [kind, at, at, evidence, lease.page])
        }
        return true
    }

    func giveBack(_ lease: Lease, due: Timestamp?, reason: String?) throws {
        try execute(
            """
            UPDATE frontier SET due = coalesce(?, due), owner = NULL, until = NULL,
                reason = CASE WHEN visited IS NULL THEN ? ELSE reason END
            WHERE id = ? AND lease = ? AND until IS NOT NULL
            """, [due?.secondsSinceEpoch, reason, lease.page, lease.number])
    }

    func page(_ condition: String, _ arguments: StatementArguments) throws -> (id: Int, lease: Int, FrontierPage)? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, lease, key, frontier.url, source, site, found, found_on, title, day, purpose, state, due,
                    failures, visited, shows, kept, reason, looks, at, etag, last_modified, doubted
                FROM frontier LEFT JOIN visits ON visits.url = frontier.url WHERE \(condition)
                """)
        return try Row.fetchOne(statement, arguments: arguments).map {
            (try $0.number("id"), try $0.number("lease"), try FrontierPage(row: $0))
        }
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Adds a page that is not to be visited, unless it is known; whether it was added.
    func leaveOut(_ page: FoundPage, as kind: LeftOut, reason: String, at: Timestamp) throws -> Bool {
        guard try insert(page, state: .ignored, foundAt: at, due: nil) else { return false }
        try execute(
            "UPDATE frontier SET left_out = ?, reason = ?, visited = ? WHERE key = ?",
            [kind.rawValue, reason, at.secondsSinceEpoch, page.key])
        return true
    }

    private func insert(_ page: FoundPage, state: FrontierState, foundAt: Timestamp, due: Timestamp?) throws -> Bool {
        try execute(
            """
            INSERT INTO frontier (key, url, source, site, state, purpose, found, found_on, title, day, due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                page.key, page.url, page.source, page.site, state.rawValue, page.purpose.rawValue,
                foundAt.secondsSinceEpoch, page.foundOn, page.title, page.day?.description, due?.secondsSinceEpoch,
            ])
        return database.changesCount == 1
    }

    /// Fills in what an unkept page lacks, and writes nothing if it lacks nothing.
    private func learn(_ page: FoundPage) throws {
        let purpose = page.purpose.rawValue
        try execute(
            """
            UPDATE frontier SET title = coalesce(title, ?), day = coalesce(day, ?), purpose = min(purpose, ?)
            WHERE key = ? AND kept IS NULL AND (
                (title IS NULL AND ? IS NOT NULL) OR (day IS NULL AND ? IS NOT NULL) OR purpose > ?)
            """,
            [
                page.title, page.day?.description, purpose, page.key, page.title, page.day?.description, purpose,
            ])
    }
}

extension PageOutcome {
    /// The state that it leads to, and why.
    fileprivate var row: (FrontierState, reason: String?) {
        switch self {
        case .kept: (.kept, nil)
        case .failed(let reason, _): (.failed, reason)
        case .gone(let reason): (.gone, reason)
        case .walled(let kind, let evidence): (.walled, "\(kind): \(evidence)")
        case .ignored(let reason, _): (.ignored, reason)
        }
    }

    /// Why the page is no event, and will be none unless it is visited again.
    ///
    /// - Parameter isOver: no other visit is planned.
    fileprivate func leftOut(isOver: Bool) -> LeftOut? {
        switch self {
        case .kept: nil
        case .failed(_, let kind): kind ?? (isOver ? .failed : nil)
        case .gone: .missing
        case .walled: .wall
        case .ignored(_, let kind): kind
        }
    }
}

extension FrontierPage {
    fileprivate init(row: Row) throws {
        let url = try row.text("url")
        let purpose = try row.number("purpose")
        let state = try row.text("state")
        guard let purpose = PagePurpose(rawValue: purpose), let state = FrontierState(rawValue: state) else {
            throw UnreadableRow("the frontier has \(url) in the state \(state), purpose \(purpose)")
        }
        let found = FoundPage(
            key: try row.text("key"), url: url, source: try row.text("source"), site: try row.text("site"),
            foundOn: try row.optionalText("found_on"), title: try row.optionalText("title"),
            day: try row.optionalDay("day"), purpose: purpose)
        self.init(
            found: found, foundAt: try row.moment("found"), state: state, due: try row.optionalMoment("due"),
            failures: try row.number("failures"), visitedAt: try row.optionalMoment("visited"),
            shows: try row.optionalText("shows"), keptAt: try row.optionalMoment("kept"),
            reason: try row.optionalText("reason"), looks: try row.optionalText("looks"),
            visit: try row.optionalMoment("at").map {
                Visit(
                    url: url, at: $0, etag: try row.optionalText("etag"),
                    lastModified: try row.optionalText("last_modified"),
                    isDoubted: try row.number("doubted") != 0)
            })
    }
}
