internal import GRDB
internal import Model

/// The sources' rows, inside one transaction of one connection.
struct SQLiteSources {
    let database: Database

    /// What begins and ends the statement that counts a wall; its values come between.
    static let countWall = "INSERT INTO walls (source, site, kind, count, first, last, evidence)"
    static let recountWall = """
        ON CONFLICT (source, site, kind) DO UPDATE SET
            count = count + 1, last = excluded.last, evidence = excluded.evidence
        """

    func states(_ condition: String = "", _ arguments: StatementArguments = []) throws -> [SourceState] {
        let statement = try database.cachedStatement(sql: "SELECT * FROM sources \(condition) ORDER BY id")
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            var state = SourceState(
                id: try row.text("id"), next: try row.optionalMoment("next"), visits: try row.number("visits"),
                visitedAt: try row.optionalMoment("visited"), succeededAt: try row.optionalMoment("succeeded"),
                newsAt: try row.optionalMoment("news"), failures: try row.number("failures"),
                failedAt: try row.optionalMoment("failed"), failure: try row.optionalText("failure"),
                rhythm: try row.optionalText("rhythm"), profile: try row.optionalText("profile"))
            state.backfill = try row.optionalText("backfill")
            return state
        }
    }

    func record(_ state: SourceState) throws {
        try execute(
            """
            INSERT INTO sources
                (id, next, visits, visited, succeeded, news, failures, failed, failure, rhythm, profile)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                next = excluded.next, visits = excluded.visits, visited = excluded.visited,
                succeeded = excluded.succeeded, news = excluded.news, failures = excluded.failures,
                failed = excluded.failed, failure = excluded.failure, rhythm = excluded.rhythm,
                profile = excluded.profile
            """,
            [
                state.id, state.next?.secondsSinceEpoch, state.visits, state.visitedAt?.secondsSinceEpoch,
                state.succeededAt?.secondsSinceEpoch, state.newsAt?.secondsSinceEpoch, state.failures,
                state.failedAt?.secondsSinceEpoch, state.failure, state.rhythm, state.profile,
            ])
    }

    func record(backfill position: String?, of source: String) throws {
        try execute(
            "INSERT INTO sources (id, backfill) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET backfill = excluded.backfill",
            [source, position])
    }

    func list(_ url: String) throws -> ListVisit? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM lists WHERE url = ?")
        return try Row.fetchOne(statement, arguments: [url]).map { row in
            ListVisit(
                url: url, source: try row.text("source"), at: try row.moment("at"),
                etag: try row.optionalText("etag"), lastModified: try row.optionalText("last_modified"),
                hash: try row.optionalText("hash"))
        }
    }

    func record(_ list: ListVisit) throws {
        try execute(
            "INSERT OR REPLACE INTO lists (url, source, at, etag, last_modified, hash) VALUES (?, ?, ?, ?, ?, ?)",
            [list.url, list.source, list.at.secondsSinceEpoch, list.etag, list.lastModified, list.hash])
    }

    func record(_ wall: WallSighting, of source: String, at: Timestamp) throws {
        try execute(
            SQLiteSources.countWall + " VALUES (?, ?, ?, 1, ?, ?, ?) " + SQLiteSources.recountWall,
            [source, wall.site, wall.kind, at.secondsSinceEpoch, at.secondsSinceEpoch, wall.evidence])
    }

    func walls(since: Timestamp) throws -> [WallCount] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM walls WHERE last >= ? ORDER BY last DESC, source, site, kind")
        return try Row.fetchAll(statement, arguments: [since.secondsSinceEpoch]).map { row in
            WallCount(
                source: try row.text("source"), site: try row.text("site"), kind: try row.text("kind"),
                count: try row.number("count"), first: try row.moment("first"), last: try row.moment("last"),
                evidence: try row.text("evidence"))
        }
    }

    func record(_ expectation: DayExpectation) throws {
        try execute(
            """
            INSERT INTO source_days (source, day, expected, listed) VALUES (?, ?, ?, ?)
            ON CONFLICT (source, day) DO UPDATE SET
                expected = coalesce(excluded.expected, expected), listed = coalesce(excluded.listed, listed)
            """,
            [expectation.source, expectation.day.description, expectation.expected, expectation.listed])
    }

    func expectations(of source: String, from: Day, to: Day) throws -> [DayExpectation] {
        let statement = try database.cachedStatement(
            sql: "SELECT day, expected, listed FROM source_days WHERE source = ? AND day BETWEEN ? AND ? ORDER BY day")
        return try Row.fetchAll(statement, arguments: [source, from.description, to.description]).map { row in
            DayExpectation(
                source: source, day: try row.day("day"), expected: try row.optionalNumber("expected"),
                listed: try row.optionalNumber("listed"))
        }
    }

    func days(of source: String, from: Day, to: Day) throws -> [SourceDay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT day, expected, listed, sum(captured) AS captured, sum(pending) AS pending, sum(missed) AS missed
                FROM (
                    SELECT day, count(kept) AS captured,
                        count(*) FILTER (WHERE kept IS NULL AND state = 'pending') AS pending,
                        count(*) FILTER (WHERE kept IS NULL AND state IN ('failed', 'walled', 'gone')) AS missed
                    FROM frontier WHERE source = :source AND day BETWEEN :from AND :to
                        AND (kept IS NOT NULL OR state <> 'ignored')
                    GROUP BY day
                    UNION ALL
                    SELECT day, 0, 0, 0 FROM source_days WHERE source = :source AND day BETWEEN :from AND :to
                ) LEFT JOIN (SELECT day, expected, listed FROM source_days WHERE source = :source) USING (day)
                GROUP BY day ORDER BY day
                """)
        let arguments: StatementArguments = ["source": source, "from": from.description, "to": to.description]
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            SourceDay(
                expectation: DayExpectation(
                    source: source, day: try row.day("day"), expected: try row.optionalNumber("expected"),
                    listed: try row.optionalNumber("listed")),
                captured: try row.number("captured"), pending: try row.number("pending"),
                missed: try row.number("missed"))
        }
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
