/// Whose turn it is to get a page leased: a pure choice among the heads of queues.
///
/// Pages wait in lanes: one for each site, source and purpose, ordered by when they are due. A turn goes to the source
/// that was served the longest ago and has a page due on a site that has room; within the source, to the lane whose
/// head has been due the longest, after its purpose's handicap.
struct LeaseTurns {
    struct Lane: Hashable {
        let site: String
        let source: String
        let purpose: PagePurpose
    }

    /// The first page that waits in a lane.
    struct Head: Hashable {
        let page: Int
        /// Seconds of Unix time.
        let due: Int
    }

    private var heads: [Lane: Head] = [:]
    /// Per source, the number of the turn in which it was served last; none: never.
    private(set) var turns: [String: Int]
    private var lastTurn: Int
    /// Pages in hand per site.
    private var load: [String: Int]
    private let perSite: Int

    init(turns: [String: Int], load: [String: Int], perSite: Int) {
        self.turns = turns
        self.load = load
        self.perSite = perSite
        lastTurn = turns.values.max() ?? 0
    }

    func hasRoom(_ site: String) -> Bool { load[site, default: 0] < perSite }

    /// Says what is first in a lane now; nil: nothing that is due.
    mutating func set(_ lane: Lane, _ head: Head?) { heads[lane] = head }

    /// Takes the head off the lane whose turn it is; nil if none may be served. The lane has no head until the next is
    /// set.
    mutating func next() -> (lane: Lane, head: Head)? {
        let candidates = heads.lazy.filter { [self] in hasRoom($0.key.site) }
        guard let (lane, head) = candidates.min(by: { rank($0) < rank($1) }) else { return nil }
        heads[lane] = nil
        load[lane.site, default: 0] += 1
        lastTurn += 1
        turns[lane.source] = lastTurn
        return (lane, head)
    }

    private func rank(_ entry: (key: Lane, value: Head)) -> (Int, Int, Int) {
        (turns[entry.key.source] ?? -1, entry.value.due + entry.key.purpose.handicap, entry.value.page)
    }
}
