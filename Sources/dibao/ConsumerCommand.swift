import ArgumentParser
import Daemon

internal import func Model.oneLine

struct ConsumerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consumer",
        abstract: "Manage journal consumers: list, reset, drop.",
        discussion: "Consumers are those of `dibao tail --consumer NAME`, and hook:NAME for each hook.",
        subcommands: [List.self, Reset.self, Drop.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print how far each has come.")

        @Flag(help: "One line of JSON a consumer.")
        var json = false

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let json = json
            await shared.run { configuration, console, _ in
                try await ConsumerJob(configuration, console: console).list(json: json)
                return .done
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a consumer elsewhere in the journal, back or forward; make it if it is new.")

        @Argument(help: "The consumer.")
        var name: String

        @Option(
            help: ArgumentHelp(
                "start, end, the seq of the last event it shall not get again, or the first day it shall get.",
                valueName: "place"))
        var to = "start"

        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if let problem = problemOfConsumer(name, allowsHooks: true) { throw ValidationError(problem) }
            guard ConsumerJob.Place(to) != nil else {
                throw ValidationError(
                    "--to: expected start, end, a number or a day such as 2024-01-31, found \(oneLine(to))")
            }
        }

        func run() async throws {
            let (name, to) = (name, to)
            await shared.run { configuration, console, _ in
                guard let place = ConsumerJob.Place(to) else { return .usage }  // `validate` has said why
                try await ConsumerJob(configuration, console: console).reset(name, to: place)
                return .done
            }
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a consumer: should it come back, it gets everything from the beginning.")

        @Argument(help: "The consumer.")
        var name: String

        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if let problem = problemOfConsumer(name, allowsHooks: true) { throw ValidationError(problem) }
        }

        func run() async throws {
            let name = name
            await shared.run { configuration, console, _ in
                try await ConsumerJob(configuration, console: console).drop(name)
                return .done
            }
        }
    }
}
