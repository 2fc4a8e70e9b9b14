internal import Archiving
internal import Extraction
internal import Judging
internal import Model
internal import Storage

/// `dibao topics`: what the configured topics find.
package struct TopicsJob: Sendable {
    private let configuration: Configuration
    private let console: Console

    package init(_ configuration: Configuration, console: Console) {
        self.configuration = configuration
        self.console = console
    }

    /// Articles in memory at once.
    private static let piece = 200

    /// Prints a row for every topic, with the number of articles that have it; then those that are configured no more.
    package func list() async throws(CommandFailure) {
        let store = try await Wiring.requiredStore(configuration)
        let counts = try await stored { () throws(StorageFailure) in try await store.topicCounts() }
        var table = TextTable([
            .init(title: "TOPIC"), .init(title: "NAME"), .init(title: "ARTICLES", isNumeric: true),
            .init(title: "WORDS"),
        ])
        for topic in configuration.topics {
            table.add([topic.id, topic.name, "\(counts[topic.id] ?? 0)", shortened(topic.words, toColumns: 70)])
        }
        let known = Set(configuration.topics.map(\.id))
        for (id, count) in counts.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
            table.add([id, "", "\(count)", "(configured no more)"])
        }
        if known.isEmpty, counts.isEmpty {
            console.say("dibao: no topic is configured: see [[topic]] in \(configuration.file ?? "config/dibao.toml")")
        } else {
            try console.print(table.text)
        }
    }

    /// Prints the topics that a kept article is about, as they are configured now; nothing is changed.
    ///
    /// - Parameter id: the article's, or its first digits.
    /// - Returns: `.someFailed` where it is about none.
    /// - Throws: `.badData` where there is no such article.
    package func test(_ id: String) async throws(CommandFailure) -> ExitStatus {
        let archive = try Wiring.existingArchive(configuration)
        let lookup = ArticleLookup(archive: archive, store: try await Wiring.currentStore(configuration, archive))
        let article = try await lookup.find(id)
        let topics = Wiring.topicMatcher(configuration)
            .topics(of: ShownArticle(event: article.entry.event, text: try lookup.text(of: article)))
        for topic in configuration.topics where topics.contains(topic.id) {
            try console.print("\(topic.id)\t\(oneLine(topic.name))\n")
        }
        if topics.isEmpty { console.say("dibao: none of \(configuration.topics.count) topics") }
        return topics.isEmpty ? .someFailed : .done
    }

    /// Gives every kept article the topics that are configured now. May be stopped and started again at any time; where
    /// the daemon runs, it goes on.
    ///
    /// - Returns: `.someFailed` where texts are missing, each told in one line.
    /// - Throws: `.badData` where there is no archive, `.tryAgain` where it was stopped.
    package func apply() async throws(CommandFailure) -> ExitStatus {
        let archive = try Wiring.existingArchive(configuration)
        let store = try await Wiring.currentStore(configuration, archive)
        let matcher = Wiring.topicMatcher(configuration)
        let total = try await stored { () throws(StorageFailure) in try await store.count(ArticleFilter()) }
        var (position, done, changed, missing) = (0, 0, 0, 0)
        while true {
            let articles = try await stored { [position] () throws(StorageFailure) in
                try await store.articles(after: position, matching: ArticleFilter(), limit: TopicsJob.piece)
            }
            guard let last = articles.last else { break }
            var changes: [ArticleID: [String]] = [:]
            for article in articles {
                guard let text = text(of: article, archive) else {
                    missing += 1
                    continue
                }
                let topics = matcher.topics(of: ShownArticle(event: article.event, text: text))
                if topics.sorted() != article.topics { changes[article.event.id] = topics }
            }
            let settled = changes
            if !settled.isEmpty {
                try await stored { () throws(StorageFailure) in try await store.record(topics: settled) }
            }
            (position, done, changed) = (last.event.sequence, done + articles.count, changed + changes.count)
            console.show(progress: "\(progressBar(done, of: total)) \(done) of \(total)")
        }
        console.show(progress: "")
        console.say("dibao: looked at \(done) articles, \(changed) have other topics now")
        return missing == 0 ? .done : .someFailed
    }

    /// Nil, and told, where it cannot be read.
    private func text(of article: KeptArticle, _ archive: ArchiveFolder) -> String? {
        do throws(ArchiveError) {
            return String(decoding: try archive.read(article.record.file), as: UTF8.self)
        } catch {
            console.say("dibao: left as it is: \(error)")
            return nil
        }
    }
}

extension TopicMatcher {
    /// The ids of the topics that a kept article is about.
    func topics(of article: ShownArticle) -> [String] {
        let body = article.body
        func lines(_ text: some StringProtocol) -> [String] { text.split(separator: "\n").map { String($0) } }
        return topics(title: lines(article.text.dropLast(body.count)), body: lines(body))
    }
}

extension Wiring {
    /// Looks for the words of all configured topics, whatever their width and script.
    static func topicMatcher(_ configuration: Configuration) -> TopicMatcher {
        TopicMatcher(
            configuration.topics.map { topic in
                .init(id: topic.id, any: topic.any, all: topic.all, none: topic.none, place: topic.place)
            }, fold: FoldedText.bytes)
    }
}

extension Configuration.Topic {
    /// Its words, for people.
    fileprivate var words: String {
        [
            any.joined(separator: " | "), all.map { "+\($0)" }.joined(separator: " "),
            none.map { "-\($0)" }.joined(separator: " "), place == .text ? "" : "in \(place.rawValue)",
        ]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
