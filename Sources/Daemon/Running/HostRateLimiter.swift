package import Fetching

/// Whose turn it is to ask a host: keeps a pause between the end of an answer and the next request to that host, also
/// between those of different processes.
///
/// | the host | the next in line |
/// |---|---|
/// | is asked by as many as may at once (`fetch.per_host`) | waits until one is answered |
/// | was asked or has answered less than its pause ago | waits for the rest of the pause |
/// | is asked by another process, or has its pause from there | waits for that, too |
///
/// Where several may ask at once, the pause counts from request to request.
package actor HostRateLimiter {
    /// Why there was no turn.
    package enum Refusal: Error, Hashable, Sendable {
        case cancelled
        /// It is further away than the caller waits.
        case tooFar(Duration)
    }

    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Host {
        /// When the next request may begin, in `DaemonClock.elapsed`.
        var next: Duration = .zero
        /// What the host is left alone after the request that is under way.
        var pause: Duration = .zero
        var asking = 0
        /// Somebody is at the head of the line and waits for the pause to end.
        var hasHead = false
        var line: [Waiter] = []

        var isIdle: Bool { asking == 0 && !hasHead && line.isEmpty }
    }

    private let time: DaemonClock
    private let shared: SharedHostRateLimiter?
    private let perHost: Int
    private var hosts: [String: Host] = [:]
    private var lastID = 0

    private static let hostLimit = 10_000

    /// - Parameters:
    ///   - perHost: requests to one host at once.
    ///   - shared: nil keeps the pauses for this process alone.
    package init(time: DaemonClock, perHost: Int = 1, shared: SharedHostRateLimiter? = nil) {
        self.time = time
        self.perHost = max(perHost, 1)
        self.shared = shared
    }

    /// Returns when the host may be asked; turns are given in the order of the calls, as far as other processes leave
    /// it at that. Whoever got a turn gives it back with `end(at:)`.
    ///
    /// - Parameters:
    ///   - delay: what the host is left alone after the answer to this request.
    ///   - patience: the longest pause that is waited for; nil waits for any.
    /// - Throws: where there is no turn; none is to be given back then.
    package func begin(at host: String, delay: Duration, patience: Duration? = nil) async throws(Refusal) {
        try await reachHead(of: host)
        do throws(Refusal) {
            while true {
                let rest = (hosts[host]?.next ?? .zero) - time.elapsed()
                guard rest > .zero else { break }
                try await pause(rest, patience)
            }
            while let rest = shared?.take(host, delay: delay, elapsed: time.elapsed) { try await pause(rest, patience) }
        } catch {
            leaveHead(of: host)
            throw error
        }
        var state = hosts[host] ?? Host()
        state.asking += 1
        state.pause = delay
        state.next = time.elapsed() + delay
        hosts[host] = state
        leaveHead(of: host)
    }

    /// Gives a turn back: the answer has come, or none will.
    package func end(at host: String) {
        guard var state = hosts[host], state.asking > 0 else { return }
        state.asking -= 1
        if perHost == 1 { state.next = max(state.next, time.elapsed() + state.pause) }
        hosts[host] = state
        if state.asking == 0 { shared?.release(host, elapsed: time.elapsed) }
        callNext(at: host)
        if hosts.count > HostRateLimiter.hostLimit { forgetIdleHosts() }
    }

    /// How long a host is still left alone, by what is known now.
    package func rest(at host: String) -> Duration {
        let own = (hosts[host]?.next ?? .zero) - time.elapsed()
        return max(own, shared?.rest(of: host, elapsed: time.elapsed) ?? .zero, .zero)
    }

    /// How many wait in a host's line.
    func waiting(at host: String) -> Int { hosts[host]?.line.count ?? 0 }

    /// How many hosts are remembered.
    var known: Int { hosts.count }

    private func reachHead(of host: String) async throws(Refusal) {
        guard hosts[host].map({ $0.hasHead || $0.asking >= perHost || !$0.line.isEmpty }) ?? false else {
            hosts[host, default: Host()].hasHead = true
            return
        }
        lastID += 1
        let id = lastID
        let isHead = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                hosts[host, default: Host()].line.append(Waiter(id: id, continuation: continuation))
            }
        } onCancel: {
            Task { await self.leaveLine(at: host, id) }
        }
        guard isHead else { throw .cancelled }
    }

    private func leaveLine(at host: String, _ id: Int) {
        guard let index = hosts[host]?.line.firstIndex(where: { $0.id == id }),
            let waiter = hosts[host]?.line.remove(at: index)
        else { return }  // its turn came first
        waiter.continuation.resume(returning: false)
    }

    private func leaveHead(of host: String) {
        hosts[host]?.hasHead = false
        callNext(at: host)
    }

    private func callNext(at host: String) {
        guard var state = hosts[host], !state.hasHead, state.asking < perHost, !state.line.isEmpty else { return }
        let first = state.line.removeFirst()
        state.hasHead = true
        hosts[host] = state
        first.continuation.resume(returning: true)
    }

    private func forgetIdleHosts() {
        let now = time.elapsed()
        hosts = hosts.filter { !$0.value.isIdle || $0.value.next > now }
    }

    private func pause(_ duration: Duration, _ patience: Duration?) async throws(Refusal) {
        if let patience, duration > patience { throw .tooFar(duration) }
        do { try await time.sleep(duration) } catch { throw .cancelled }
    }
}

/// The turn of one fetch, which goes on to other hosts with its redirects.
package actor HostPermit {
    private let turns: HostRateLimiter
    /// Where it is held now.
    private var host: String?

    package init(_ turns: HostRateLimiter) { self.turns = turns }

    /// Gives back what is held, and returns when this host may be asked.
    package func take(
        at host: String, delay: Duration, patience: Duration? = nil
    ) async throws(HostRateLimiter.Refusal) {
        await end()
        try await turns.begin(at: host, delay: delay, patience: patience)
        self.host = host
    }

    /// How long a host is still left alone.
    package func rest(at host: String) async -> Duration { await turns.rest(at: host) }

    /// The same, however long the pause.
    package func takePatiently(at host: String, delay: Duration) async throws(FetchFailure) {
        do throws(HostRateLimiter.Refusal) {
            try await take(at: host, delay: delay)
        } catch {
            throw .cancelled  // the only reason for those who are patient
        }
    }

    /// Gives back what is held, if anything.
    package func end() async {
        guard let host else { return }
        self.host = nil
        await turns.end(at: host)
    }
}
