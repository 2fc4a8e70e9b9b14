internal import Glibc
package import Model

/// The daemon's clocks and its dice: the only way in which it knows the time, so that tests can set it.
package struct DaemonClock: Sendable {
    /// The wall clock: what is written down, and what is due when. It may jump.
    package var now: @Sendable () -> Timestamp
    /// Time since the machine's start, the same for all its processes; never jumps. For pauses between requests.
    package var elapsed: @Sendable () -> Duration
    /// - Throws: `CancellationError`.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// Drawn evenly from 0 to 1.
    package var random: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Timestamp, elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void, random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.elapsed = elapsed
        self.sleep = sleep
        self.random = random
    }

    /// This machine's.
    package static var system: DaemonClock {
        DaemonClock(
            now: { .now }, elapsed: sinceStart, sleep: { try await Task.sleep(for: $0) }, random: { .random(in: 0...1) }
        )
    }

    @Sendable private static func sinceStart() -> Duration {
        var moment = timespec()
        clock_gettime(CLOCK_BOOTTIME, &moment)  // cannot fail for this clock: Linux 2.6.39
        return .seconds(moment.tv_sec) + .nanoseconds(moment.tv_nsec)
    }
}

extension Timestamp {
    /// The moment that many seconds later; earlier for a negative number.
    package func adding(seconds: Int) -> Timestamp {
        Timestamp(secondsSinceEpoch: secondsSinceEpoch.addingReportingOverflow(seconds).partialValue)
    }

    /// Seconds from `earlier` to here; negative where that is later.
    package func seconds(since earlier: Timestamp) -> Int { secondsSinceEpoch - earlier.secondsSinceEpoch }
}
