import Foundation

/// A clock on which every wait is over at once; remembers the waits.
final class InstantClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let elapsed = TestBox<[Duration]>([])

    var now: Instant { Instant(offset: waits.reduce(.zero, +)) }
    var minimumResolution: Duration { .zero }
    var waits: [Duration] { elapsed.update { _ in } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let wait = now.duration(to: deadline)
        _ = elapsed.update { $0.append(wait) }
        try Task.checkCancellation()
    }
}

/// A value that one thread at a time touches.
final class TestBox<Value>: @unchecked Sendable {
    // Sendable, since `value` is touched only under the lock.
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    /// The value after the change.
    func update(_ change: (inout Value) -> Void) -> Value {
        lock.withLock {
            change(&value)
            return value
        }
    }
}
