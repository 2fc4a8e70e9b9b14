internal import GRDB
internal import Model

/// Gives and takes back leases, inside one transaction of one connection.
struct SQLiteLeases {
    let database: Database
    private let frontier: SQLiteFrontier
    private let lanes: SQLiteLanes

    init(_ database: Database) throws {
        self.database = database
        frontier = SQLiteFrontier(database: database)
        lanes = try SQLiteLanes(database)
    }

    func lease(_ request: LeaseRequest) throws -> [LeasedPage] {
        try takeBack(now: request.now)
        var turns = LeaseTurns(turns: try lastTurns(), load: try load(), perSite: request.perSite)
        let isSkipped = { request.avoiding.contains($0) || !turns.hasRoom($0) }
        try lanes.forEachHead(of: request.sources, skipping: isSkipped) { lane, head in
            if head.due <= request.now.secondsSinceEpoch { turns.set(lane, head) }
        }
        var leased: [LeasedPage] = []
        while leased.count < request.limit, let (lane, head) = turns.next() {
            leased.append(try take(head.page, request))
            if let head = try lanes.head(of: lane), head.due <= request.now.secondsSinceEpoch { turns.set(lane, head) }
        }
        for (source, turn) in turns.served { try record(turn: turn, of: source) }
        return leased
    }

    /// The earliest time at which something is due that waits.
    func nextDue(of sources: Set<String>?) throws -> Timestamp? {
        var earliest: Int?
        try lanes.forEachHead(of: sources, skipping: { _ in false }) { earliest = min(earliest ?? .max, $1.due) }
        return earliest.map { Timestamp(secondsSinceEpoch: $0) }
    }

    /// Ends the leases that are over, and those that a clock which was since put back has left in a far future: further
    /// than any lease lasts, with an hour for clocks that do not agree.
    private func takeBack(now: Timestamp) throws {
        let latest = now.secondsSinceEpoch + Int(LeaseRequest.durationLimit.components.seconds) + 3600
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
            // Only where an index and its table no longer agree.
            throw UnreadableRow("the frontier has no page \(page), though its index does")
        }
        return LeasedPage(lease: Lease(page: id, number: number), page: page)
    }

    private func load() throws -> [String: Int] {
        try dictionary("SELECT site, count(*) FROM frontier WHERE until IS NOT NULL GROUP BY site")
    }

    private func lastTurns() throws -> [String: Int] { try dictionary("SELECT id, turn FROM sources WHERE turn > 0") }

    private func dictionary(_ sql: String) throws -> [String: Int] {
        let rows = try Row.fetchAll(try database.cachedStatement(sql: sql))
        return Dictionary(
            try rows.map { (try $0.text(at: 0), try $0.number(at: 1)) }, uniquingKeysWith: { first, _ in first })
    }

    private func record(turn: Int, of source: String) throws {
        try frontier.execute(
            "INSERT INTO sources (id, turn) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET turn = excluded.turn",
            [source, turn])
    }
}
