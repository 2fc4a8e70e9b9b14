package import Logging

/// Tells the service manager that the daemon lives, as long as it does.
///
/// The service manager ends a daemon from which it has not heard for as long as `WatchdogSec`. So that nothing that is
/// stuck is kept alive, every beat asks first: a question that is answered with no, or not at all, makes none.
package struct Heartbeat<Time: Clock<Duration>>: Sendable {
    private let notifier: Notifier
    private let pause: Duration
    private let clock: Time
    private let logger: Logger
    private let isAlive: @Sendable () async -> Bool

    /// Nil where the service manager does not want to hear it.
    ///
    /// - Parameter isAlive: whether the scheduler ticks and the database answers.
    package init?(
        _ notifier: Notifier, clock: Time = ContinuousClock(), logger: Logger,
        isAlive: @escaping @Sendable () async -> Bool
    ) {
        guard let timeout = notifier.watchdogTimeout else { return nil }
        self.notifier = notifier
        // Half of the time, as sd_watchdog_enabled(3) advises, so that one late beat does no harm.
        pause = timeout / 2
        self.clock = clock
        self.logger = logger
        self.isAlive = isAlive
    }

    /// Beats until the task is cancelled.
    package func run() async {
        var wasAlive = true
        while !Task.isCancelled {
            let lives = await isAlive()
            if lives {
                do throws(NoticeFailure) {
                    try notifier.send(.watchdog)
                } catch {
                    logger.warning("no heartbeat was sent", metadata: ["reason": "\(error)"])
                }
            } else if wasAlive, !Task.isCancelled {
                logger.critical("the daemon is stuck: the watchdog will end it unless it recovers")
            }
            wasAlive = lives
            do { try await clock.sleep(for: pause) } catch { return }
        }
    }
}
