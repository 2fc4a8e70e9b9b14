import ArgumentParser
import Daemon

struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Read HTML files, write their articles; no network, nothing is kept.",
        discussion: """
            A folder gives JSON Lines: id (the file's stem), text (the whole article), body (without headline), and what \
            is known about it.
            """)

    @Argument(
        help: ArgumentHelp("HTML files or folders of them; - reads a page from stdin.", valueName: "path"),
        completion: .file())
    var paths: [String]

    @Option(help: ArgumentHelp("text or json (default: text for a file, json for a folder).", valueName: "format"))
    var format: ExtractJob.Format?

    @Option(help: "The page's address: for relative links, and for a date in it.")
    var url: String?

    @Option(help: ArgumentHelp("What the HTTP header said.", valueName: "name"))
    var charset: String?

    @Flag(
        help: ArgumentHelp(
            "Tell for every block why it was kept or dropped, and which candidates lost; --explain=json for machines.")
    )
    var explain = false

    /// `--explain=json`, as `Dibao.main` passes it on.
    @Flag(name: .customLong(Dibao.explainJSON), help: .private)
    var explainsAsJSON = false

    @Flag(help: "Read list pages, feeds and sitemaps instead: a line of JSON each, with articles and next pages.")
    var links = false

    @Option(help: ArgumentHelp("A configured source: its rules and time zone hold.", valueName: "id"))
    var source: String?

    @Option(
        help: ArgumentHelp(
            "Rules to try, as in a source's file: 'body = \"#zoom\", drop = [\".share\"]'.", valueName: "rules"))
    var rules: String?

    @Option(
        name: .customLong("learn-from"), parsing: .singleValue,
        help: ArgumentHelp(
            "Pages of the same site, or a folder of them, to learn from first: what recurs is not the article.",
            valueName: "path"),
        completion: .file())
    var lessons: [String] = []

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let url, let problem = problemOfAddress(url) { throw ValidationError("--url: \(problem)") }
        if let rules, let problem = problemOfRules(rules) { throw ValidationError("--rules: \(problem)") }
        if links, url == nil {
            throw ValidationError("--links needs --url, the page's address: its links are relative")
        }
        if links, !lessons.isEmpty { throw ValidationError("--links and --learn-from do not go together") }
        if links, explain || explainsAsJSON { throw ValidationError("--links and --explain do not go together") }
        if paths.count > 1, paths.contains("-") { throw ValidationError("give either paths, or - for stdin") }
    }

    func run() async throws {
        let options = ExtractJob.Options(
            format: explainsAsJSON ? .json : format, address: url, charset: charset,
            explains: explain || explainsAsJSON, readsLinks: links, source: source,
            rules: rules, lessons: lessons)
        let paths = paths
        await shared.run { configuration, console, _ in
            try await ExtractJob(configuration, options: options, console: console).run(paths)
        }
    }
}

extension ExtractJob.Format: ExpressibleByArgument {}
