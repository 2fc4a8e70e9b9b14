import ArgumentParser
import Daemon
internal import Model

struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Fetch pages, keep their articles; one line each: id, date, title, file.",
        discussion: "Two runs may work on one archive at once. A text that is kept already is not kept again.")

    enum Print: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: ArgumentHelp("Addresses of pages; - reads them from stdin, one a line.", valueName: "url"))
    var urls: [String]

    @Option(help: ArgumentHelp("Write the articles to stdout, and keep nothing.", valueName: "format"))
    var print: Print?

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if urls.contains("-") {
            guard urls.count == 1 else { throw ValidationError("give either addresses, or - for stdin") }
            return
        }
        for url in urls {
            if let problem = problemOfAddress(url) { throw ValidationError("\(oneLine(url)): \(problem)") }
        }
    }

    func run() async throws {
        let output: FetchJob.Output =
            switch print {
            case nil: .line
            case .text: .text
            case .json: .json
            }
        let urls = urls
        await shared.run { configuration, console, logger in
            let job = FetchJob(configuration, output: output, console: console, logger: logger)
            guard urls == ["-"] else {
                return try await job.run(AsyncStream(urls), total: urls.count)
            }
            return try await job.run(StandardInput.lines())
        }
    }
}
