import ArgumentParser
import Daemon

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Serve a small pretend government web on loopback, to see dibao work without internet.",
        discussion: "Five sites with invented news; nothing outside of this machine can reach them.")

    @Option(
        help: ArgumentHelp("The port on 127.0.0.1 to 127.0.0.5 (default 8421; 0 takes free ones).", valueName: "port"))
    var port: Int?

    @Flag(help: "Archive all of it to archive/sample, say where the files are, and end.")
    var archive = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard (0...65_535).contains(port ?? 0) else {
            throw ValidationError("--port: expected a number from 0 to 65535")
        }
    }

    func run() async throws {
        let (port, archive) = (port, archive)
        await shared.run { configuration, console, logger in
            let job = SampleJob(configuration, port: port, console: console, logger: logger)
            return archive ? try await job.archive() : try await job.serve()
        }
    }
}
