import ArgumentParser
import Daemon
import Foundation

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Archive the configured sources, now and from now on.",
        discussion: """
            Visits every source in its own rhythm, keeps what is new, looks at kept articles again for edits and \
            removals. SIGTERM ends it within 20 seconds; SIGHUP makes it read its configuration again.
            """)

    @Flag(help: "One full pass over every source and every page that is due, then exit.")
    var once = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let (once, path) = (once, shared.config)
        await shared.run { configuration, console, logger in
            let job = RunJob(
                configuration, path: path, environment: ProcessInfo.processInfo.environment, isOnePass: once,
                console: console, logger: logger)
            return try await job.run()
        }
    }
}
