import ArgumentParser
import Daemon

struct BackfillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Archive the past of a source.",
        discussion: """
            Walks back through the source's list pages, or through the issues of an e-paper from the oldest on, and \
            keeps the articles that they name. It can be stopped at any time: the same command goes on from there. \
            Where the daemon runs, it visits the pages that are found.
            """)

    @Argument(help: ArgumentHelp("The source.", valueName: "id"), completion: .sourceID)
    var source: String

    @Option(help: ArgumentHelp("The first day that is wanted, as 2024-01-31.", valueName: "day"))
    var from: String

    @Option(help: ArgumentHelp("The last one (default: today).", valueName: "day"))
    var to: String?

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        for (name, day) in [("--from", from), ("--to", to ?? from)] {
            if let problem = problemOfDay(day) { throw ValidationError("\(name): \(problem)") }
        }
    }

    func run() async throws {
        let (source, from, to) = (source, from, to)
        await shared.run { configuration, console, logger in
            try await BackfillJob(configuration, console: console, logger: logger).run(source, from: from, to: to)
        }
    }
}
