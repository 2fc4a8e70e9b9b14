import Foundation
import Logging
import Testing

@testable import Daemon

@Suite struct SystemdWatchdogTests {
    @Test func beatsOnlyWhileTheDaemonLives() async throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket("\(folder.path)/notify")
        let clock = NotingClock()
        let answers = [true, true, false, false, true]
        let asked = Counter()
        let heartbeat = try #require(
            SystemdWatchdog(notifier(manager), clock: clock, logger: quiet) {
                let place = asked.next()
                if place == answers.count {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return false
                }
                return answers[place]
            })
        await Task { await heartbeat.run() }.value
        #expect(manager.received() == ["WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"])
        #expect(clock.waits.prefix(5) == [.seconds(10), .seconds(10), .seconds(10), .seconds(10), .seconds(10)])
    }

    @Test func noAnswerIsNoBeat() async throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket("\(folder.path)/notify")
        let (questions, question) = AsyncStream<Void>.makeStream()
        let heartbeat = try #require(
            SystemdWatchdog(notifier(manager), clock: NotingClock(), logger: quiet) {
                question.yield()
                // A database that never answers: only the end of the test lets go.
                try? await Task.sleep(for: .seconds(3600))  // cancelled
                return false
            })
        let beating = Task { await heartbeat.run() }
        for await _ in questions.prefix(1) {}
        #expect(manager.received() == [])
        beating.cancel()
        await beating.value
        #expect(manager.received() == [])
    }

    @Test func noWatchdogIsNoHeartbeat() {
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": "@nobody"])
        #expect(SystemdWatchdog(notifier, clock: NotingClock(), logger: quiet) { true } == nil)
    }

    private var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private func notifier(_ manager: DatagramSocket) -> SystemdNotifier {
        SystemdNotifier(environment: ["NOTIFY_SOCKET": manager.name, "WATCHDOG_USEC": "20000000"])
    }
}
