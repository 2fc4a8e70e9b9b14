package import Fetching

/// Whose turn it is to ask a host: keeps a pause between any two requests to it.
package actor HostTurns {
    private let time: Timepiece
    /// By host, when the next request may begin, in `Timepiece.elapsed`.
    private var next: [String: Duration] = [:]

    package init(time: Timepiece) { self.time = time }

    /// Returns when the host may be asked; turns are given in the order of the calls.
    ///
    /// - Parameter delay: what the host is left alone after this request.
    /// - Throws: `.cancelled`; the turn is lost then.
    package func wait(for host: String, delay: Duration) async throws(FetchFailure) {
        let now = time.elapsed()
        let turn = max(next[host] ?? now, now)
        next[host] = turn + delay
        if next.count > 10_000 { next = next.filter { $0.value > now } }
        guard turn > now else { return }
        do { try await time.sleep(turn - now) } catch { throw .cancelled }
    }
}
