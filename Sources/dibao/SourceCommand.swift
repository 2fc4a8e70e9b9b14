import ArgumentParser
import Daemon
import Foundation

internal import func Model.oneLine

struct SourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Manage sources: list, check, probe a site, add one.",
        subcommands: [List.self, Check.self, Probe.self, Add.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the configured sources.")

        @Flag(help: "One line of JSON a source.")
        var json = false

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let json = json
            await shared.run { configuration, console, _ in
                try SourceListJob(configuration, console: console).run(json: json)
                return .done
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try whether a visit would bring articles; nothing is kept.",
            discussion: """
                For every start page, and for the newest issue of an e-paper: does robots.txt allow it, does the site \
                answer, does the page list articles, can one of them be read? Exit status 1 where something is missing.
                """)

        @Argument(
            help: ArgumentHelp("The sources to check; without any, all that are enabled.", valueName: "id"),
            completion: .sourceID)
        var ids: [String] = []

        @Flag(help: "One line of JSON a source.")
        var json = false

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let (ids, json) = (ids, json)
            await shared.run { configuration, console, _ in
                try await SourceCheckJob(configuration, console: console).run(ids, json: json)
            }
        }
    }

    struct Probe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell what a site is, and print a [[source]] to paste.",
            discussion: "What was seen is printed as comments of the TOML, so that all of it can be pasted.")

        @Argument(help: "A page that lists articles: a list, a feed, a sitemap, or a page of an e-paper.")
        var url: String

        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if let problem = problemOfAddress(url) { throw ValidationError("\(oneLine(url)): \(problem)") }
        }

        func run() async throws {
            let url = url
            await shared.run { configuration, console, _ in
                try await SourceProbeJob(configuration, console: console).probe(url)
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Probe a site and follow it from now on.",
            discussion: """
                A [[source]] is appended to a file that the configuration includes; the daemon takes it up when it is \
                told to reload. Nothing is added where a check would fail.
                """)

        @Argument(help: "A page that lists articles: a list, a feed, a sitemap, or a page of an e-paper.")
        var url: String

        @Option(help: "The source's id (default: drawn from the host).")
        var id: String?

        @Option(help: "Its name for people (default: the page's title).")
        var name: String?

        @Option(
            help: ArgumentHelp(
                "Where it goes (default: sources/added.toml beside the configuration).", valueName: "file"),
            completion: .file(extensions: ["toml"]))
        var file: String?

        @Flag(help: "Print what would be written, and write nothing.")
        var dryRun = false

        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if let problem = problemOfAddress(url) { throw ValidationError("\(oneLine(url)): \(problem)") }
        }

        func run() async throws {
            let wishes = SourceProbeJob.Wishes(id: id, name: name)
            let (url, file, isDry) = (url, file, dryRun)
            await shared.run { configuration, console, _ in
                try await SourceProbeJob(
                    configuration, environment: ProcessInfo.processInfo.environment, console: console
                ).add(url, wishes, file: file, isDry: isDry)
            }
        }
    }
}
