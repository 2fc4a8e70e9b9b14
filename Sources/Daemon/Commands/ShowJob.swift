internal import Model
internal import Storage

/// `dibao show`: a kept article, by its id or the first digits of it.
package struct ShowJob: Sendable {
    private let configuration: Configuration
    private let console: Console

    package init(_ configuration: Configuration, console: Console) {
        self.configuration = configuration
        self.console = console
    }

    /// Prints the text, and for people the pages that belong to it; or one line of JSON: the article's event with `text` and `body`.
    ///
    /// - Throws: `.badData` where no article, or more than one, has such an id; `.inputOutput` where it cannot be read.
    package func run(id prefix: String, json: Bool) async throws(CommandFailure) {
        let archive = try Wiring.existingArchive(configuration)
        let store = try await Wiring.currentStore(configuration, archive)
        let lookup = ArticleLookup(archive: archive, store: store)
        let article = try await lookup.find(prefix)
        let text = try lookup.text(of: article)
        guard json else {
            try console.print(plainText(text))
            for line in related(article.record.metadata) { console.say(line) }
            return
        }
        let line: String
        do {
            line = try jsonLine(ShownArticle(event: article.entry.event, text: text))
        } catch {
            throw CommandFailure(.bug, "\(article.record.file) does not fit JSON: \(error)")
        }
        try console.print(line + "\n")
    }

    /// A line for every interpretation of the document, and every document that the article interprets.
    private func related(_ metadata: ArticleMetadata) -> [String] {
        let kinds = [("interpreted by", metadata.interpretations), ("interprets", metadata.interprets)]
        return kinds.flatMap { words, pages in
            (pages ?? []).map { "\(words): \(oneLine($0.title)) \(oneLine($0.url))" }
        }
    }
}

/// A kept article with what its file holds.
struct ShownArticle: Encodable {
    let event: Event
    let text: String

    private enum Key: String, CodingKey {
        case text, body
    }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(text, forKey: .text)
        try fields.encode(body, forKey: .body)
    }

    /// The text without its headline.
    var body: String {
        guard let metadata = event.record?.metadata else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst(HeadlineLines(of: lines, metadata).count).joined(separator: "\n")
    }
}
