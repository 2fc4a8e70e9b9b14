internal import GRDB
internal import Model

/// Gives and takes back leases, inside one transaction of one connection.
struct SQLiteLeases {
    let database: Database
    private let frontier: SQLiteFrontier

    init(_ database: Database) {
        self.database = database
        frontier = SQLiteFrontier(database: database)
    }

    func lease(_ request: LeaseRequest) throws -> [LeasedPage] {
        try takeBack(now: request.now)
        var turns = LeaseTurns(turns: try lastTurns(), load: try load(), perSite: request.perSite)
        let isSkipped = { request.avoiding.contains($0) || !turns.hasRoom($0) }
        try heads(of: request.sources, skipping: isSkipped) { lane, head in
            if head.due <= request.now.secondsSinceEpoch { turns.set(lane, head) }
        }
        var leased: [LeasedPage] = []
        while leased.count < request.limit, let (lane, head) = turns.next() {
            leased.append(try take(head.page, request))
            if let head = try self.head(of: lane), head.due <= request.now.secondsSinceEpoch { turns.set(lane, head) }
        }
        for (source, turn) in turns.served { try record(turn: turn, of: source) }
        return leased
    }

    /// The earliest time at which something is due that waits.
    func nextDue(of sources: Set<String>?) throws -> Timestamp? {
        var earliest: Int?
        try heads(of: sources, skipping: { _ in false }) { earliest = min(earliest ?? .max, $1.due) }
        return earliest.map { Timestamp(secondsSinceEpoch: $0) }
    }

    /// Ends the leases that are over, and those that a clock which was since put back has left in a far future.
    private func takeBack(now: Timestamp) throws {
        let latest = now.secondsSinceEpoch + Int(LeaseRequest.durationLimit.components.seconds)
        try frontier.execute(
            """
            UPDATE frontier SET owner = NULL, until = NULL
            WHERE until IS NOT NULL AND (until <= ? OR until > ?)
            """, [now.secondsSinceEpoch, latest])
    }

    private func take(_ page: Int, _ request: LeaseRequest) throws -> LeasedPage {
        let until = request.now.secondsSinceEpoch + max(1, Int(request.duration.components.seconds))
        try frontier.execute(
            "UPDATE frontier SET lease = lease + 1, owner = ?, until = ? WHERE id = ?", [request.owner, until, page])
        guard let (id, number, page) = try frontier.page("id = ?", [page]) else {
            preconditionFailure("the page was there within this transaction")
        }
        return LeasedPage(lease: Lease(page: id, number: number), page: page)
    }

    /// Steps from lane to lane along the index, and tells the first page of each. A step takes some 10 µs, so that
    /// hundreds of sources with millions of pages take milliseconds.
    private func heads(
        of sources: Set<String>?, skipping isSkipped: (_ site: String) -> Bool,
        _ tell: (LeaseTurns.Lane, LeaseTurns.Head) -> Void
    ) throws {
        let columns = "SELECT site, source, purpose, due, id FROM frontier INDEXED BY frontier_waiting "
        let waiting = "WHERE due IS NOT NULL AND until IS NULL AND "
        let order = " ORDER BY site, source, purpose, due LIMIT 1"
        let nextLane = try database.cachedStatement(
            sql: columns + waiting + "(site, source, purpose) > (?, ?, ?)" + order)
        let nextSite = try database.cachedStatement(sql: columns + waiting + "site > ?" + order)
        var front = try LaneFront.fetchOne(nextSite, arguments: [""])
        while let current = front {
            let lane = current.lane
            if isSkipped(lane.site) {
                front = try LaneFront.fetchOne(nextSite, arguments: [lane.site])
                continue
            }
            if sources?.contains(lane.source) ?? true { tell(lane, current.head) }
            front = try LaneFront.fetchOne(nextLane, arguments: [lane.site, lane.source, lane.purpose.rawValue])
        }
    }

    private func head(of lane: LeaseTurns.Lane) throws -> LeaseTurns.Head? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT due, id FROM frontier INDEXED BY frontier_waiting
                WHERE due IS NOT NULL AND until IS NULL AND site = ? AND source = ? AND purpose = ?
                ORDER BY due LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [lane.site, lane.source, lane.purpose.rawValue])
            .map { LeaseTurns.Head(page: $0["id"], due: $0["due"]) }
    }

    private func load() throws -> [String: Int] {
        try dictionary("SELECT site, count(*) FROM frontier WHERE until IS NOT NULL GROUP BY site")
    }

    private func lastTurns() throws -> [String: Int] { try dictionary("SELECT id, turn FROM sources WHERE turn > 0") }

    private func dictionary(_ sql: String) throws -> [String: Int] {
        let rows = try Row.fetchAll(try database.cachedStatement(sql: sql))
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private func record(turn: Int, of source: String) throws {
        try frontier.execute(
            "INSERT INTO sources (id, turn) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET turn = excluded.turn",
            [source, turn])
    }
}

/// A lane and its first page, as the index has them. By number of the column: by name, a step takes twice as long.
private struct LaneFront: FetchableRecord {
    let lane: LeaseTurns.Lane
    let head: LeaseTurns.Head

    init(row: Row) throws {
        guard let purpose = PagePurpose(rawValue: row[2]) else {
            throw UnreadableRow("the frontier has a page with the purpose \(row[2] as Int)")
        }
        lane = LeaseTurns.Lane(site: row[0], source: row[1], purpose: purpose)
        head = LeaseTurns.Head(page: row[4], due: row[3])
    }
}
