/// Who may start: transfers in order of arrival, at most so many at once, and so many to one host.
///
/// A host's slot is taken when its turn is certain, so that `next()` never has to search.
struct TransferQueue {
    typealias ID = UInt64

    private struct Host {
        var taken = 0
        var waiting = Line()
    }

    private let maxConcurrent: Int
    private let maxPerHost: Int
    private var hosts: [String: Host] = [:]
    /// Those whose host has a slot for them.
    private var ready = Line()
    private var running = 0

    init(maxConcurrent: Int, maxPerHost: Int) {
        self.maxConcurrent = max(maxConcurrent, 1)
        self.maxPerHost = max(maxPerHost, 1)
    }

    mutating func add(_ id: ID, host: String) {
        if hosts[host, default: Host()].taken < maxPerHost {
            hosts[host, default: Host()].taken += 1
            ready.append(id, host)
        } else {
            hosts[host, default: Host()].waiting.append(id, host)
        }
    }

    /// The next one to start, which counts as running from now on; nil while there is no room or nobody waits.
    mutating func next() -> (id: ID, host: String)? {
        guard running < maxConcurrent, let entry = ready.popFirst() else { return nil }
        running += 1
        return entry
    }

    /// One that `next()` gave is over, or will not be started after all.
    mutating func finish(host: String) {
        running -= 1
        guard var entry = hosts[host] else { return }
        if let following = entry.waiting.popFirst() {
            ready.append(following.id, following.host)
            hosts[host] = entry
        } else {
            entry.taken -= 1
            hosts[host] = entry.taken == 0 ? nil : entry
        }
    }
}

/// First in, first out, at constant cost.
private struct Line {
    private var entries: [(id: UInt64, host: String)] = []
    private var head = 0

    mutating func append(_ id: UInt64, _ host: String) { entries.append((id, host)) }

    mutating func popFirst() -> (id: UInt64, host: String)? {
        guard head < entries.count else { return nil }
        let first = entries[head]
        head += 1
        if head > 64, head * 2 > entries.count {
            entries.removeFirst(head)
            head = 0
        }
        return first
    }
}
