import ArgumentParser
import Daemon

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Show when a phrase first appears and how often, by month and source.",
        discussion: """
            The phrase may be any query that `dibao search` takes. Beside the number of articles that say it stands \
            their share of all kept articles of the month, so that a fuller archive does not look like a rise.
            """)

    @Argument(help: "A phrase, such as 新质生产力; several words are one query.")
    var query: [String]

    @OptionGroup var found: FoundOptions

    @Flag(help: "One line of JSON: first article, months with their sources, sources.")
    var json = false

    @Flag(help: "A chart as SVG, for a file or a page.")
    var svg = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if json, svg { throw ValidationError("--json and --svg do not go together") }
    }

    func run() async throws {
        let wishes = found.wishes(query)
        let form: TimelineJob.Form = json ? .json : svg ? .svg : .text
        await shared.run { configuration, console, _ in
            try await TimelineJob(configuration, wishes: wishes, console: console).run(form)
        }
    }
}
