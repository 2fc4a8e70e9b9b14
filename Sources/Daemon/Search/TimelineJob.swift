internal import Model
internal import Serving
internal import Storage

/// `dibao timeline`: when the kept articles began to say something, and how often month by month.
package struct TimelineJob: Sendable {
    private let configuration: Configuration
    private let wishes: SearchInquiry.Wishes
    private let console: Console

    /// How it is printed.
    package enum Form: Sendable {
        /// A table with a curve.
        case text
        case json
        case svg
    }

    package init(_ configuration: Configuration, wishes: SearchInquiry.Wishes, console: Console) {
        self.configuration = configuration
        self.wishes = wishes
        self.console = console
    }

    /// - Throws: `.usage` for a text that is no query, `.badData` where there is no archive.
    package func run(_ form: Form) async throws(CommandFailure) -> ExitStatus {
        let inquiry = try await SearchInquiry.open(wishes, configuration, console: console)
        let (query, filter) = (inquiry.query, inquiry.filter)
        let timeline = try await inquiry.ask { index throws(StorageFailure) in
            try await index.timeline(query, matching: filter)
        }
        var first: StoredArticle?
        if let hit = timeline.first { first = try await inquiry.article(hit) }
        let document = TimelineDocument(query: wishes.query, timeline, first: first)
        switch form {
        case .text where timeline.first == nil: console.say("dibao: nothing found")
        case .text: try console.print(TimelineReport(document).text)
        case .json: try console.print(try jsonText(document))
        case .svg: try console.print(TimelineChart(title: oneLine(wishes.query), timeline).svg)
        }
        return .done
    }
}
