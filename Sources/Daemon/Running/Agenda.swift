internal import Judging
internal import Model
internal import Storage

/// When each source is to be visited next, through restarts and clocks that jump.
struct Agenda: Sendable {
    private let sources: [String: SourceConfiguration]
    private var due: [String: Timestamp] = [:]
    private var underway: Set<String> = []
    private var lastSeen: (wall: Timestamp, elapsed: Duration)?

    /// A difference between the two clocks that is no drift: the wall clock was set, or the machine slept.
    private static let jumpSeconds = 120

    /// - Parameter states: what earlier runs left; a source that is not among them is due at once.
    init(_ sources: [SourceConfiguration], states: [SourceState], time: DaemonClock) {
        self.sources = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Dictionary(states.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let now = time.now()
        for source in sources {
            due[source.id] =
                known[source.id]?.next.map {
                    Rhythm.resumed(due: $0, every: source.every, now: now, random: time.random())
                } ?? now
        }
        lastSeen = (now, time.elapsed())
    }

    /// Makes every source due now, whatever its rhythm.
    mutating func makeAllDue(at now: Timestamp) { for id in due.keys { due[id] = now } }

    /// The sources to visit now, the longest due first; they are under way from here on.
    mutating func take(_ limit: Int, now: Timestamp) -> [SourceConfiguration] {
        guard limit > 0 else { return [] }
        let ready = due.filter { $0.value <= now && !underway.contains($0.key) }
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .prefix(limit).compactMap { sources[$0.key] }
        underway.formUnion(ready.map(\.id))
        return ready
    }

    /// A visit is over.
    ///
    /// - Parameter next: nil: not again in this run.
    mutating func finish(_ id: String, next: Timestamp?) {
        underway.remove(id)
        due[id] = next
    }

    /// Takes note of the time; where the wall clock has jumped, visits are planned anew so that none starves and none
    /// floods. Whether it has.
    mutating func watch(_ time: DaemonClock) -> Bool {
        let (now, elapsed) = (time.now(), time.elapsed())
        defer { lastSeen = (now, elapsed) }
        guard let lastSeen else { return false }
        let drift = now.seconds(since: lastSeen.wall) - Int((elapsed - lastSeen.elapsed).components.seconds)
        guard abs(drift) > Agenda.jumpSeconds else { return false }
        for (id, moment) in due {
            guard let source = sources[id] else { continue }
            due[id] = Rhythm.resumed(due: moment, every: source.every, now: now, random: time.random())
        }
        return true
    }

    /// The next visit that is planned.
    var next: Timestamp? { due.filter { !underway.contains($0.key) }.values.min() }

    var isEmpty: Bool { due.isEmpty && underway.isEmpty }
}
