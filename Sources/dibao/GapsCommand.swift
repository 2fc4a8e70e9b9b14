import ArgumentParser
import Daemon

struct GapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "Tell on which days articles are missing, and fetch them.",
        discussion: """
            What is expected of a day follows from what lists and issues named, from `expect`, and from the same weekdays \
            before. Days before the first that is known are not looked at.
            """)

    @Argument(
        help: ArgumentHelp("The sources to look at; without any, all that are enabled.", valueName: "id"),
        completion: .sourceID)
    var ids: [String] = []

    @Flag(help: "Read lists and issues of these days again, fetch what is missing, and tell what is left (exit 1).")
    var heal = false

    @Option(help: ArgumentHelp("The first day to look at (default: 30 days ago).", valueName: "day"))
    var since: String?

    @Flag(help: "One line of JSON a gap.")
    var json = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let since, let problem = problemOfDay(since) { throw ValidationError("--since: \(problem)") }
    }

    func run() async throws {
        let (ids, heals, since, json) = (ids, heal, since, json)
        await shared.run { configuration, console, logger in
            let job = GapsJob(configuration, console: console, logger: logger)
            guard heals else {
                try await job.list(ids, since: since, json: json)
                return .done
            }
            return try await job.heal(ids, since: since, json: json)
        }
    }
}
