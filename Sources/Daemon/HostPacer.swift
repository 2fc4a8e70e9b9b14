/// Keeps a distance in time between two requests to one host.
actor HostPacer<Time: Clock> where Time.Duration == Duration {
    private let delay: Duration
    private let clock: Time
    private var next: [String: Time.Instant] = [:]

    init(delay: Duration, clock: Time) {
        self.delay = delay
        self.clock = clock
    }

    /// Returns when it is the caller's turn to ask this host; turns are given in the order of the calls.
    ///
    /// - Parameter atLeast: the pause that the host itself asks for.
    /// - Throws: `CancellationError`; the turn is lost then.
    func turn(at host: String, atLeast: Duration = .zero) async throws {
        let delay = max(delay, atLeast)
        guard delay > .zero else { return }
        let now = clock.now
        let turn = max(next[host] ?? now, now)
        next[host] = turn.advanced(by: delay)
        if next.count > 10_000 { next = next.filter { $0.value > now } }
        if turn > now { try await clock.sleep(until: turn, tolerance: nil) }
    }
}
