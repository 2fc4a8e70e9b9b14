internal import Model
internal import Storage

/// `dibao search`: the kept articles that say something, the newest first.
package struct SearchJob: Sendable {
    private let configuration: Configuration
    private let wishes: SearchInquiry.Wishes
    private let console: Console

    package init(_ configuration: Configuration, wishes: SearchInquiry.Wishes, console: Console) {
        self.configuration = configuration
        self.wishes = wishes
        self.console = console
    }

    /// How far articles are counted: who is told "more than 10,000" looks closer anyway.
    private static let countLimit = 10_000

    /// Prints two lines for each article, or one of JSON.
    ///
    /// - Parameter limit: articles at most, at least 1.
    /// - Returns: `.someFailed` where texts are missing, each told in one line.
    /// - Throws: `.usage` for a text that is no query, `.badData` where there is no archive.
    package func run(limit: Int, json: Bool) async throws(CommandFailure) -> ExitStatus {
        let inquiry = try await SearchInquiry.open(wishes, configuration, console: console)
        let (query, filter) = (inquiry.query, inquiry.filter)
        let (hits, count) = try await inquiry.ask { index throws(StorageFailure) in
            let hits = try await index.hits(query, matching: filter, after: nil, limit: limit)
            if hits.count < limit { return (hits, hits.count) }
            // No archive has so many articles that a count beyond the greatest limit matters.
            let most = max(SearchJob.countLimit, min(limit, Int.max - 1)) + 1
            return (hits, try await index.count(query, matching: filter, upTo: most))
        }
        let mark = json ? ("", "") : console.emphasis
        var missing = 0
        for hit in hits {
            guard let article = try await inquiry.article(hit) else { continue }
            let text: String
            do throws(CommandFailure) { text = try inquiry.lookup.text(of: article) } catch {
                console.say("dibao: left out: \(error)")
                missing += 1
                continue
            }
            let found = FoundArticle(article, text: text, inquiry.query, length: excerptLength)
            try console.print(json ? try jsonText(found) : found.text(mark: mark))
        }
        console.say("dibao: " + SearchJob.summary(shown: hits.count, of: count))
        return missing == 0 ? .done : .someFailed
    }

    /// Characters that fit a line of the terminal, most of them two columns wide.
    private var excerptLength: Int { min(100, max(20, ((console.columns ?? 130) - 8) / 2)) }

    private static func summary(shown: Int, of count: Int) -> String {
        if count == 0 { return "nothing found" }
        if count == shown { return count == 1 ? "1 article" : "\(count) articles" }
        let all = count > countLimit ? "more than \(countLimit)" : "\(count)"
        return "the newest \(shown) of \(all) articles; --limit shows more"
    }
}
