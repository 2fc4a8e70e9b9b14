import ArgumentParser
import Daemon

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed between two archived articles, sentence by sentence.")

    @Argument(help: "The earlier article's id, or its first digits.")
    var before: String

    @Argument(help: "The later one's.")
    var after: String

    @Flag(help: "One line of JSON: before, after, changes (kind, before, after).")
    var json = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let (before, after, json) = (before, after, json)
        await shared.run { configuration, console, _ in
            try await DiffJob(configuration, console: console).run((before, after), json: json)
            return .done
        }
    }
}
