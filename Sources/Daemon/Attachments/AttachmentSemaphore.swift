internal import Synchronization

/// How many articles may have fetched files in memory at once: each of them holds up to twice `fetch.max_body`.
package final class AttachmentSemaphore: Sendable {
    private let free: Mutex<Int>

    package init(places: Int = 8) { free = Mutex(places) }

    /// False where there is no place now; whoever gets one leaves it.
    private func enter() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    /// Returns when there is a place; false where there was none by then.
    ///
    /// - Parameter deadline: in `DaemonClock.elapsed`.
    /// - Throws: `CancellationError`.
    func enter(by deadline: Duration, _ time: DaemonClock) async throws -> Bool {
        while !enter() {
            guard time.elapsed() < deadline else { return false }
            try await time.sleep(.milliseconds(100))
        }
        return true
    }

    func leave() { free.withLock { $0 += 1 } }
}
