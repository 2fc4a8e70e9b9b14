import Dispatch
import Foundation
import Testing

@testable import Daemon

@Suite struct SystemdNotifierTests {
    @Test(arguments: [false, true])
    func noticesArriveAsDatagrams(isAbstract: Bool) throws {
        let folder = try TemporaryFolder()
        let name = isAbstract ? "@dibao-test-\(UUID().uuidString)" : "\(folder.path)/notify"
        let manager = try DatagramSocket(name)
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": manager.name])
        #expect(notifier.isConnected)
        try notifier.send(.ready, .status("81 sources"))
        try notifier.send(.watchdog)
        try notifier.send(.stopping)
        #expect(manager.received() == ["READY=1\nSTATUS=81 sources", "WATCHDOG=1", "STOPPING=1"])
    }

    @Test func reloadingTellsTheMonotonicTime() throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket("\(folder.path)/notify")
        func monotonic() -> UInt64 { DispatchTime.now().uptimeNanoseconds / 1000 }
        let before = monotonic()
        try SystemdNotifier(environment: ["NOTIFY_SOCKET": manager.name]).sendReloading()
        let message = try #require(manager.received().first)
        let lines = message.split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let told = try #require(lines.last?.split(separator: "=").last.flatMap { UInt64($0) })
        #expect((before...monotonic()).contains(told))
    }

    @Test func statusIsOneLine() throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket("\(folder.path)/notify")
        try SystemdNotifier(environment: ["NOTIFY_SOCKET": manager.name]).send(
            .status("a\nWATCHDOG=1\u{202E}\u{1B}[31m b"))
        #expect(manager.received() == ["STATUS=a WATCHDOG=1[31m b"])
    }

    @Test func nobodyListeningIsNoFailure() throws {
        let notifier = SystemdNotifier(environment: [:])
        #expect(!notifier.isConnected)
        #expect(notifier.watchdogTimeout == nil)
        try notifier.send(.ready)
        try notifier.sendReloading()
        try SystemdNotifier(environment: ["NOTIFY_SOCKET": ""]).send(.ready)
    }

    @Test(arguments: ["relative", "/nonexistent/dibao/notify", "/" + String(repeating: "x", count: 200), "/", "@"])
    func uselessSocketsFailInWords(name: String) {
        #expect(throws: NoticeFailure.self) { try SystemdNotifier(environment: ["NOTIFY_SOCKET": name]).send(.ready) }
    }

    @Test func fullSocketDoesNotBlock() throws {
        let folder = try TemporaryFolder()
        let manager = try DatagramSocket("\(folder.path)/notify")
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": manager.name])
        var sent = 0
        #expect(throws: NoticeFailure.self) {
            while sent < 1_000_000 {
                try notifier.send(.status(String(repeating: "x", count: 1000)))
                sent += 1
            }
        }
        #expect(manager.received().count == sent)
        try notifier.send(.watchdog)
        #expect(manager.received() == ["WATCHDOG=1"])
    }

    @Test func watchdogIsForTheProcessThatItNames() {
        func timeout(_ usec: String?, _ pid: String?) -> Duration? {
            var environment: [String: String] = [:]
            environment["WATCHDOG_USEC"] = usec
            environment["WATCHDOG_PID"] = pid
            return SystemdNotifier(environment: environment, processID: 4711).watchdogTimeout
        }
        #expect(timeout("120000000", "4711") == .seconds(120))
        #expect(timeout("120000000", nil) == .seconds(120))
        #expect(timeout("120000000", "4712") == nil)
        #expect(timeout("120000000", "x") == nil)
        #expect(timeout("0", "4711") == nil)
        #expect(timeout("-5", "4711") == nil)
        #expect(timeout("much", "4711") == nil)
        #expect(timeout(nil, "4711") == nil)
    }
}
