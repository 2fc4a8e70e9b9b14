import Foundation

/// A clock that stands still and notes how long it was asked to sleep.
final class NotingClock: Clock, @unchecked Sendable {
    // Sendable: `noted` is touched only while `lock` is held.
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let lock = NSLock()
    private var noted: [Duration] = []

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }
    var waits: [Duration] { lock.withLock { noted } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        lock.withLock { noted.append(deadline.offset) }
    }
}
