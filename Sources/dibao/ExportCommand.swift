import ArgumentParser
import Daemon

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write kept articles as JSON Lines, CSV or plain text.",
        discussion: """
            Every kept text once, in the order of arrival, with the topics that it has today. For Parquet:

              dibao export -o all.jsonl && duckdb -c "copy (from 'all.jsonl') to 'all.parquet'"
              python3 -c "import pandas as p; p.read_json('all.jsonl', lines=True).to_parquet('all.parquet')"
            """)

    @Option(help: ArgumentHelp("jsonl, csv or txt.", valueName: "format"))
    var format = ExportJob.Format.jsonl

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("A file; for txt a folder (default: the standard output).", valueName: "path"),
        completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("Articles of this day or later.", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("Articles of this day or earlier.", valueName: "day"))
    var until: String?

    @Option(help: ArgumentHelp("Only articles that this source brought; may be repeated.", valueName: "id"))
    var source: [String] = []

    @Option(help: ArgumentHelp("Only articles with this topic; may be repeated.", valueName: "id"))
    var topic: [String] = []

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        for (name, day) in [("--since", since), ("--until", until)] {
            if let day, let problem = problemOfDay(day) { throw ValidationError("\(name): \(problem)") }
        }
    }

    func run() async throws {
        var options = ExportJob.Options()
        (options.format, options.output, options.since, options.until) = (format, output, since, until)
        (options.sources, options.topics) = (source, topic)
        let chosen = options
        await shared.run { configuration, console, _ in
            try await ExportJob(configuration, options: chosen, console: console).run()
        }
    }
}

extension ExportJob.Format: ExpressibleByArgument {}
