internal import Archiving
internal import Model
internal import Storage

/// `dibao export`: kept articles for other programs, one after the other, however many there are.
package struct ExportJob: Sendable {
    private let configuration: Configuration
    private let options: Options
    private let console: Console

    /// How articles are written.
    package enum Format: String, Sendable, CaseIterable {
        /// A line each: the event that brought it, with `text` and `body`.
        case jsonl
        /// A row each, after one with the names of the columns.
        case csv
        /// The texts themselves: files in a folder, else one after the other with an empty line between them.
        case txt
    }

    /// What the command line asks for.
    package struct Options: Sendable {
        package var format = Format.jsonl
        /// A file, for `txt` a folder; nil: the standard output.
        package var output: String?
        /// The first day of articles, then the last.
        package var since: String?
        package var until: String?
        package var sources: [String] = []
        package var topics: [String] = []

        package init() {}
    }

    package init(_ configuration: Configuration, options: Options, console: Console) {
        self.configuration = configuration
        self.options = options
        self.console = console
    }

    /// Articles in memory at once.
    private static let piece = 200

    /// - Returns: `.someFailed` where texts are missing, each told in one line.
    /// - Throws: `.badData` where there is no archive, `.inputOutput` where the output takes nothing, `.tryAgain` where
    ///   it was stopped.
    package func run() async throws(CommandFailure) -> ExitStatus {
        let archive = try Wiring.existingArchive(configuration)
        let store = try await Wiring.currentStore(configuration, archive)
        for notice in configuration.notices(sources: options.sources, topics: options.topics) {
            console.say("dibao: \(notice)")
        }
        let filter = try filter()
        var total = 0
        if console.showsProgress {
            total = try await stored { () throws(StorageFailure) in try await store.count(filter) }
        }
        let sink = try ExportSink(options.format, output: options.output, console: console)
        var (position, done, missing) = (0, 0, 0)
        while true {
            let articles = try await stored { [position] () throws(StorageFailure) in
                try await store.articles(after: position, matching: filter, limit: ExportJob.piece)
            }
            guard let last = articles.last else { break }
            for article in articles {
                if let text = text(of: article, archive) {
                    try sink.write(article, text: text)
                    done += 1
                } else {
                    missing += 1
                }
            }
            position = last.event.sequence
            console.show(progress: "\(progressBar(done, of: total)) \(done) of \(total)")
        }
        try sink.finish()
        console.show(progress: "")
        if let output = options.output { console.say("dibao: \(done) articles in \(output)") }
        return missing == 0 ? .done : .someFailed
    }

    /// Nil, and told, where it cannot be read.
    private func text(of article: KeptArticle, _ archive: ArchiveFolder) -> String? {
        do throws(ArchiveError) {
            return String(decoding: try archive.read(article.record.file), as: UTF8.self)
        } catch {
            console.say("dibao: left out: \(error)")
            return nil
        }
    }

    private func filter() throws(CommandFailure) -> ArticleFilter {
        var filter = ArticleFilter()
        filter.since = try options.since.map(wantedDay)
        filter.until = try options.until.map(wantedDay)
        (filter.sources, filter.topics) = (options.sources, options.topics)
        return filter
    }
}
