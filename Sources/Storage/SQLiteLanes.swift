internal import GRDB

/// The lanes in which pages wait, as the frontier's index has them: stepped through without reading the pages.
///
/// A step takes one to three searches of some 2 µs, however long a lane is. One comparison of `(site, source, purpose)`
/// would read better, but with it SQLite (3.40) begins at the lane that it is to step over, and reads all of it.
struct SQLiteLanes {
    private let firstOfSite: Statement
    private let firstOfSource: Statement
    private let firstOfPurpose: Statement
    private let firstOfLane: Statement

    init(_ database: Database) throws {
        func statement(_ condition: String) throws -> Statement {
            try database.cachedStatement(
                sql: """
                    SELECT site, source, purpose, due, id FROM frontier INDEXED BY frontier_waiting
                    WHERE due IS NOT NULL AND until IS NULL AND \(condition)
                    ORDER BY site, source, purpose, due LIMIT 1
                    """)
        }
        firstOfSite = try statement("site > ?")
        firstOfSource = try statement("site = ? AND source > ?")
        firstOfPurpose = try statement("site = ? AND source = ? AND purpose > ?")
        firstOfLane = try statement("site = ? AND source = ? AND purpose = ?")
    }

    /// The first page that waits in each lane.
    ///
    /// - Parameters:
    ///   - sources: Only lanes of these; nil: of all.
    ///   - isSkipped: Whether a site's lanes are left out.
    /// - Throws: `UnreadableRow` too if a step leads back: a damaged name reads as another than the one that it is ordered by.
    func forEachHead(
        of sources: Set<String>?, skipping isSkipped: (_ site: String) -> Bool,
        _ tell: (LeaseTurns.Lane, LeaseTurns.Head) -> Void
    ) throws {
        var front = try LaneFront.fetchOne(firstOfSite, arguments: [""])
        var last: LeaseTurns.Lane?
        while let (lane, head) = front.map({ ($0.lane, $0.head) }) {
            if let last, !SQLiteLanes.isOrdered(last, lane) {
                throw UnreadableRow("the frontier has a page whose site or source is damaged, near \(lane.site)")
            }
            last = lane
            if isSkipped(lane.site) {
                front = try LaneFront.fetchOne(firstOfSite, arguments: [lane.site])
            } else if sources?.contains(lane.source) ?? true {
                tell(lane, head)
                front = try next(after: lane)
            } else {
                front = try firstOfNextSource(after: lane)
            }
        }
    }

    /// Whether the index has the lanes in this order, which is that of their bytes.
    private static func isOrdered(_ first: LeaseTurns.Lane, _ second: LeaseTurns.Lane) -> Bool {
        if first.site != second.site { return first.site.utf8.lexicographicallyPrecedes(second.site.utf8) }
        if first.source != second.source { return first.source.utf8.lexicographicallyPrecedes(second.source.utf8) }
        return first.purpose.rawValue < second.purpose.rawValue
    }

    /// The first page that waits in this lane.
    func head(of lane: LeaseTurns.Lane) throws -> LeaseTurns.Head? {
        try LaneFront.fetchOne(firstOfLane, arguments: [lane.site, lane.source, lane.purpose.rawValue])?.head
    }

    private func next(after lane: LeaseTurns.Lane) throws -> LaneFront? {
        try LaneFront.fetchOne(firstOfPurpose, arguments: [lane.site, lane.source, lane.purpose.rawValue])
            ?? firstOfNextSource(after: lane)
    }

    private func firstOfNextSource(after lane: LeaseTurns.Lane) throws -> LaneFront? {
        try LaneFront.fetchOne(firstOfSource, arguments: [lane.site, lane.source])
            ?? LaneFront.fetchOne(firstOfSite, arguments: [lane.site])
    }
}

/// A lane and its first page. By number of the column: by name, decoding takes twice as long.
private struct LaneFront: FetchableRecord {
    let lane: LeaseTurns.Lane
    let head: LeaseTurns.Head

    init(row: Row) throws {
        let number = try row.number(at: 2)
        guard let purpose = PagePurpose(rawValue: number) else {
            throw UnreadableRow("the frontier has a page with the purpose \(number)")
        }
        lane = LeaseTurns.Lane(site: try row.text(at: 0), source: try row.text(at: 1), purpose: purpose)
        head = LeaseTurns.Head(page: try row.number(at: 4), due: try row.number(at: 3))
    }
}
