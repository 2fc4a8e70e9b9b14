import ArgumentParser
import Daemon

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how the daemon and its sources are.",
        discussion: """
            TODAY is articles kept of articles expected. FAILED counts failed pages and visits, WALLS what stood before \
            pages within a week, DOUBT what is the matter with articles kept within a week: low confidence in what is the \
            article, rules of the source that matched nothing, damaged text. Below the table stand links and pages that \
            were left out, by reason, the latest failures, pages that are set aside because dibao died of them, and sites \
            that rest. It looks at the database: the daemon need not run.
            """)

    @Flag(help: "One line of JSON, with all that is known.")
    var json = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let json = json
        await shared.run { configuration, console, _ in
            try await StatusJob(configuration, console: console).run(json: json)
        }
    }
}
