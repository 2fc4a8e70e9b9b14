import ArgumentParser
import Daemon

struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Look after the databases that index the archive's files.",
        discussion: """
            The files are the truth: the database and the search index beside it can be thrown away and rebuilt at any \
            time.
            """)

    @Flag(help: "Make the database anew from the index.jsonl of every day, and the search index from the texts.")
    var rebuild = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard rebuild else { throw ValidationError("say what to do: --rebuild") }
    }

    func run() async throws {
        await shared.run { configuration, console, _ in
            try await RebuildJob(configuration, console: console).run()
        }
    }
}
