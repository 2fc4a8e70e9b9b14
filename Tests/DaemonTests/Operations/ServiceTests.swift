import Foundation
import Testing

@testable import Daemon

/// The real daemon under a pretend service manager.
@Suite(.timeLimit(.minutes(30))) struct ServiceTests {
    private let folder: TemporaryFolder
    private let manager: DatagramSocket

    init() throws {
        folder = try TemporaryFolder()
        manager = try DatagramSocket("\(folder.path)/notify")
    }

    private func configure(_ settings: String) throws -> String {
        try folder.write(
            """
            [archive]
            root = "\(folder.path)/archive"
            [state]
            url = "sqlite:\(folder.path)/state/dibao.db"
            [capture]
            warc = false
            [http]
            listen = ""
            [fetch]
            private_addresses = true
            contact = "a@b.example"
            delay = "0s"
            \(settings)
            """, to: "dibao.toml")
    }

    private func start(_ settings: String, watchdog: Duration? = nil) throws -> Program {
        var environment = ["NOTIFY_SOCKET": manager.name]
        environment["WATCHDOG_USEC"] = watchdog.map { "\(Int($0 / .microseconds(1)))" }
        return try Program(["run", "--config", try configure(settings)], environment: environment)
    }

    @Test func itTellsWhenItIsReadyLivesAndStops() async throws {
        let site = try PretendSite(on: "127.0.10.10")
        site.set("/", Newspaper.page())
        let daemon = try start("[[source]]\nid = \"a\"\nstart = \"\(site.origin)/\"", watchdog: .milliseconds(400))
        try await manager.hear { $0 == "READY=1" }
        try await manager.hear { $0 == "WATCHDOG=1" }
        try await manager.hear { $0.hasPrefix("STATUS=1 sources, ") }
        daemon.send(SIGTERM)
        try await manager.hear { $0.hasPrefix("STOPPING=1") }
        let ended = try await daemon.ended()
        #expect(ended.status == 0, "\(ended.errors)")
    }

    @Test func reloadTakesUpAGoodConfigurationAndRefusesABadOne() async throws {
        let (first, second) = (try PretendSite(on: "127.0.10.11"), try PretendSite(on: "127.0.10.12"))
        for site in [first, second] { site.set("/", Newspaper.page()) }
        let source = "[[source]]\nid = \"a\"\nstart = \"\(first.origin)/\"\n"
        let daemon = try start(source)
        try await manager.hear { $0 == "READY=1" }

        _ = try configure(source + "evrey = \"5m\"\n")
        daemon.send(SIGHUP)
        try await manager.hear { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") }
        try await manager.hear { $0 == "READY=1" }
        #expect(!second.targets.contains("/"))

        _ = try configure(source + "[[source]]\nid = \"b\"\nstart = \"\(second.origin)/\"\n")
        daemon.send(SIGHUP)
        try await manager.hear { $0.hasPrefix("RELOADING=1\n") }
        try await manager.hear { $0 == "READY=1" }
        try await manager.hear { $0.hasPrefix("STATUS=") && second.targets.contains("/") }

        daemon.send(SIGTERM)
        let ended = try await daemon.ended()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.errors.contains("evrey: unknown key; did you mean every?"))
    }

    @Test func aSecondDaemonOverTheSameDatabaseIsRefused() async throws {
        let daemon = try start("")
        try await manager.hear { $0 == "READY=1" }
        let file = "\(folder.path)/dibao.toml"
        for arguments in [["run"], ["run", "--once"]] {
            let other = try await Program.run(arguments + ["--config", file])
            #expect(other.status == 75)
            #expect(other.errors.contains("another dibao works on \(folder.path)/state/dibao.db (process "))
        }
        let status = try await Program.run(["status", "--config", file])
        #expect(status.output.hasPrefix("The daemon runs (process "))
        daemon.send(SIGKILL)
        #expect(try await daemon.ended().status == -1)
        let after = try await Program.run(["status", "--config", file])
        #expect(after.output.hasPrefix("The daemon does not run;"))
    }
}
