internal import Judging
internal import Model
internal import Storage

/// `dibao diff`: what one kept article says otherwise than another, sentence by sentence.
package struct DiffJob: Sendable {
    private let configuration: Configuration
    private let console: Console

    package init(_ configuration: Configuration, console: Console) {
        self.configuration = configuration
        self.console = console
    }

    /// Prints the changes for people, or one line of JSON: the ids and the contract's `changes`.
    ///
    /// - Parameter ids: the earlier article's, then the later one's, or the first digits of them.
    /// - Throws: `.badData` where there is no such article, `.inputOutput` where one cannot be read.
    package func run(_ ids: (String, String), json: Bool) async throws(CommandFailure) {
        let archive = try Wiring.existingArchive(configuration)
        let lookup = ArticleLookup(archive: archive, store: try await Wiring.currentStore(configuration, archive))
        let before = try await lookup.find(ids.0)
        let after = try await lookup.find(ids.1)
        let texts = (try lookup.text(of: before), try lookup.text(of: after))
        func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
        let changes = RevisionDiff(before: lines(texts.0), after: lines(texts.1)).changes
        guard !json else {
            return try console.print(
                jsonText(Difference(before: before.entry.event.id, after: after.entry.event.id, changes: changes)))
        }
        guard !changes.isEmpty else { return console.say("dibao: both say the same") }
        try console.print(
            DiffJob.heading("---", before) + DiffJob.heading("+++", after)
                + changes.map { "\n" + DiffJob.text(of: $0) }.joined())
    }

    private struct Difference: Encodable {
        let before: ArticleID
        let after: ArticleID
        let changes: [Change]
    }

    private static func heading(_ mark: String, _ article: StoredArticle) -> String {
        let metadata = article.record.metadata
        let words = [article.entry.event.id.description, metadata.date?.description, metadata.title].compactMap(\.self)
        return "\(mark) \(words.map { oneLine($0) }.joined(separator: "  "))\n"
    }

    /// The kind of change, then the sentences, with `-` and `+` before them.
    static func text(of change: Change) -> String {
        let before = change.before.map { "- \(oneLine($0))\n" } ?? ""
        let after = change.after.map { "+ \(oneLine($0))\n" } ?? ""
        return "\(change.kind.rawValue)\n\(before)\(after)"
    }
}
