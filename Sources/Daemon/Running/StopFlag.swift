internal import Foundation

/// Tells the scheduler to end: read on every turn of its loop, set from anywhere.
package final class StopFlag: @unchecked Sendable {
    // Sendable: `isRequested` is touched only while `lock` is held.
    private let lock = NSLock()
    private var isRequested = false

    package init() {}

    package func request() { lock.withLock { isRequested = true } }

    package var isSet: Bool { lock.withLock { isRequested } }
}

/// When the scheduler's loop last turned, and what it does: for the watchdog and for people.
package final class LivenessMonitor: @unchecked Sendable {
    // Sendable: the fields are touched only while `lock` is held.
    private let lock = NSLock()
    private var last: Duration
    private var words = "starting"
    private let elapsed: @Sendable () -> Duration

    package init(time: DaemonClock) {
        elapsed = time.elapsed
        last = time.elapsed()
    }

    package func beat(_ words: String) {
        let now = elapsed()
        lock.withLock { (last, self.words) = (now, words) }
    }

    /// Whether the loop has turned lately.
    package func isAlive(within limit: Duration) -> Bool {
        let now = elapsed()
        return lock.withLock { now - last <= limit }
    }

    package var status: String { lock.withLock { words } }
}
