import ArgumentParser
import Daemon

/// The words on the command line; what they do is in `Daemon`.
@main
struct Dibao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dibao",
        abstract: "Copies out government news: fetches pages, keeps the articles as dated text.",
        discussion: """
            Exit status: 0 all done, 1 some of it failed (one line each on stderr), 64 wrong usage, 65 bad input, \
            69 a needed service is unreachable, 70 a bug, 74 a file or disk refused, 75 try again later, \
            77 not permitted, 78 bad configuration. Data goes to stdout, everything else to stderr.

            Completion: dibao --generate-completion-script bash|zsh|fish
            """,
        version: "dibao \(dibaoVersion)",
        subcommands: [
            RunCommand.self, StatusCommand.self, SourceCommand.self, GapsCommand.self, BackfillCommand.self,
            FetchCommand.self, ExtractCommand.self, SearchCommand.self, TimelineCommand.self, ShowCommand.self,
            DiffCommand.self, ExportCommand.self,
            TailCommand.self, ConsumerCommand.self, TopicsCommand.self,
            IndexCommand.self, SampleCommand.self,
        ])

    /// The parser knows no flag that may carry a value: this one stands for `--explain=json`.
    static let explainJSON = "explain-json"

    static func main() async {
        await main(
            CommandLine.arguments.dropFirst().map { argument in
                switch argument {
                case "--explain=json": "--\(explainJSON)"
                case "--explain=text": "--explain"
                default: argument
                }
            })
    }
}
