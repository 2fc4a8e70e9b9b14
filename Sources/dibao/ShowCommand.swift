import ArgumentParser
import Daemon

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Print a kept article.")

    @Argument(help: "The article's id, or its first digits.")
    var id: String

    @Flag(help: "One line of JSON: the record, text (the whole file) and body (without headline).")
    var json = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let (id, json) = (id, json)
        await shared.run { configuration, console, _ in
            try await ShowJob(configuration, console: console).run(id: id, json: json)
            return .done
        }
    }
}
