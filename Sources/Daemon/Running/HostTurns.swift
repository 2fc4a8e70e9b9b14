package import Fetching

/// Whose turn it is to ask a host: keeps a pause between any two requests to it, also to those of other processes.
package actor HostTurns {
    private let time: Timepiece
    private let shared: SharedTurns?
    /// By host, when the next request may begin, in `Timepiece.elapsed`.
    private var next: [String: Duration] = [:]

    /// - Parameter shared: nil keeps the pauses for this process alone.
    package init(time: Timepiece, shared: SharedTurns? = nil) {
        self.time = time
        self.shared = shared
    }

    /// Returns when the host may be asked; turns are given in the order of the calls, as far as other processes leave
    /// it at that.
    ///
    /// - Parameter delay: what the host is left alone after this request.
    /// - Throws: `.cancelled`; the turn is lost then.
    package func wait(for host: String, delay: Duration) async throws(FetchFailure) {
        let now = time.elapsed()
        let turn = max(next[host] ?? now, now)
        next[host] = turn + delay
        if next.count > 10_000 { next = next.filter { $0.value > now } }
        if turn > now { try await pause(turn - now) }
        guard let shared else { return }
        while let wait = shared.take(host, delay: delay, elapsed: time.elapsed) { try await pause(wait) }
        // Another process was faster: those who wait here move back.
        next[host] = max(next[host] ?? .zero, time.elapsed() + delay)
    }

    private func pause(_ duration: Duration) async throws(FetchFailure) {
        do { try await time.sleep(duration) } catch { throw .cancelled }
    }
}
