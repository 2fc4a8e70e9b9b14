import ArgumentParser
import Daemon

struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Tell which articles the configured topics find; apply them to the kept ones.",
        discussion:
            "An article gets its topics when it is archived; after a change of [[topic]], --apply goes through all.",
        subcommands: [List.self, Test.self])

    @Flag(help: "Give every kept article the topics that are configured now.")
    var apply = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        // Not in `validate`, which the subcommands pass through too.
        guard apply else { throw ValidationError("say what to do: list, test ID or --apply") }
        await shared.run { configuration, console, _ in
            try await TopicsJob(configuration, console: console).apply()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the topics and how many articles have them.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            await shared.run { configuration, console, _ in
                try await TopicsJob(configuration, console: console).list()
                return .done
            }
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print which topics a kept article would get now; exit status 1 for none.")

        @Argument(help: "The article's id, or its first digits.")
        var id: String

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let id = id
            await shared.run { configuration, console, _ in
                try await TopicsJob(configuration, console: console).test(id)
            }
        }
    }
}
