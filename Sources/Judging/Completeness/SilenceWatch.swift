package import Model

/// How long a source may go without a new article before that is odd, learnt from its own pauses.
///
/// A pause is 6 hours or more between two articles: nights, weekends, the days between two issues.
/// | known | silent after |
/// |---|---|
/// | fewer than 3 pauses and fewer than 20 articles | 7 days |
/// | else | 1.5 times the pause that 9 of 10 of the last 40 stay under, and 6 hours; at least 24 hours, at most 60 days |
package struct SilenceWatch: Hashable, Sendable, Codable {
    /// When the source was first watched.
    private let start: Timestamp
    private var lastArticle: Timestamp?
    private var articles = 0
    /// Seconds, the newest last.
    private var pauses: [Int] = []

    private static let shortestPause = Duration.hours(6)
    private static let pausesKept = 40
    private static let leastPauses = 3
    private static let leastArticles = 20
    private static let unlearntLimit = Duration.days(7)
    private static let limits = Duration.hours(24)...Duration.days(60)

    package init(since start: Timestamp) { self.start = start }

    /// New articles, by the time at which they were published if it is known, else found. What is older than the
    /// newest known, or from the future, teaches nothing.
    package mutating func note(_ published: [Timestamp], now: Timestamp) {
        for moment in published.sorted() where moment <= now.adding(.hours(1)) {
            if let lastArticle {
                guard moment > lastArticle else { continue }
                if moment.since(lastArticle) >= SilenceWatch.shortestPause {
                    pauses.append(Int(moment.since(lastArticle).components.seconds))
                }
            }
            lastArticle = moment
            articles = min(max(articles, 0), 999_999) + 1
        }
        pauses = pauses.suffix(SilenceWatch.pausesKept)
    }

    /// - Parameter seen: when the source was last visited with success: a source that cannot be asked is not silent.
    /// - Returns: nil as long as nothing is odd.
    package func silence(seen: Timestamp) -> Silence? {
        let since = lastArticle ?? start
        let due = since.adding(limit)
        return seen > due ? Silence(since: since, expectedBy: due) : nil
    }

    /// How long a silence is not odd.
    package var limit: Duration {
        guard pauses.count >= SilenceWatch.leastPauses || articles >= SilenceWatch.leastArticles else {
            return SilenceWatch.unlearntLimit
        }
        let place = max(0, (pauses.count * 9 + 9) / 10 - 1)
        let usual = pauses.isEmpty ? 0 : min(max(pauses.sorted()[place], 0), 1_000_000_000)
        let limit = Duration.seconds(usual * 3 / 2) + SilenceWatch.shortestPause
        return min(max(limit, SilenceWatch.limits.lowerBound), SilenceWatch.limits.upperBound)
    }
}

/// A source from which nothing has come for too long.
package struct Silence: Hashable, Sendable, Codable {
    /// The last article, or the beginning of watching.
    package let since: Timestamp
    /// When the next article ought to have come at the latest.
    package let expectedBy: Timestamp

    package init(since: Timestamp, expectedBy: Timestamp) {
        self.since = since
        self.expectedBy = expectedBy
    }
}
