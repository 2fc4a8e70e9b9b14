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

    /// A lane with its source and site by number: a turn looks at every lane, a thousand of them or more.
    private struct Entry {
        let lane: Lane
        let source: Int
        let site: Int
        var head: Head?
    }

    private var entries: [Entry] = []
    private var numberOfLane: [Lane: Int] = [:]
    private var numberOfSource: [String: Int] = [:]
    private var numberOfSite: [String: Int] = [:]
    /// By the source's number, the turn in which it was served last; -1: never.
    private var turnOfSource: [Int] = []
    /// By the site's number, its pages in hand.
    private var loadOfSite: [Int] = []
    private var lastTurn: Int
    private let turns: [String: Int]
    private let load: [String: Int]
    private let perSite: Int

    /// The turns of the sources that were served by this, for the next one.
    private(set) var served: [String: Int] = [:]

    /// - Parameters:
    ///   - turns: Per source, the number of the turn in which it was served last; none: never.
    ///   - load: Pages in hand per site.
    init(turns: [String: Int], load: [String: Int], perSite: Int) {
        self.turns = turns
        self.load = load
        self.perSite = perSite
        lastTurn = turns.values.max() ?? 0
    }

    /// Whether a site that was not served by this has room.
    func hasRoom(_ site: String) -> Bool { load[site, default: 0] < perSite }

    /// Says what is first in a lane now; nil: nothing that is due.
    mutating func set(_ lane: Lane, _ head: Head?) {
        if let number = numberOfLane[lane] {
            entries[number].head = head
            return
        }
        numberOfLane[lane] = entries.count
        entries.append(
            Entry(lane: lane, source: number(ofSource: lane.source), site: number(ofSite: lane.site), head: head))
    }

    /// Takes the head off the lane whose turn it is; nil if none may be served. The lane has no head until the next is
    /// set.
    mutating func next() -> (lane: Lane, head: Head)? {
        var best: (number: Int, head: Head, rank: (Int, Int, Int))?
        // By index: a copy of each entry would count references a hundred thousand times.
        for number in entries.indices {
            guard let head = entries[number].head, loadOfSite[entries[number].site] < perSite else { continue }
            let handicap = entries[number].lane.purpose.handicap
            let rank = (turnOfSource[entries[number].source], head.due + handicap, head.page)
            if best.map({ rank < $0.rank }) ?? true { best = (number, head, rank) }
        }
        guard let best else { return nil }
        let entry = entries[best.number]
        entries[best.number].head = nil
        loadOfSite[entry.site] += 1
        lastTurn += 1
        turnOfSource[entry.source] = lastTurn
        served[entry.lane.source] = lastTurn
        return (entry.lane, best.head)
    }

    private mutating func number(ofSource source: String) -> Int {
        if let number = numberOfSource[source] { return number }
        numberOfSource[source] = turnOfSource.count
        turnOfSource.append(turns[source] ?? -1)
        return turnOfSource.count - 1
    }

    private mutating func number(ofSite site: String) -> Int {
        if let number = numberOfSite[site] { return number }
        numberOfSite[site] = loadOfSite.count
        loadOfSite.append(load[site] ?? 0)
        return loadOfSite.count - 1
    }
}
