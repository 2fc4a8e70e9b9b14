package import Model

/// What is known about one source's articles of one day.
package struct DayTally: Hashable, Sendable, Codable {
    package let day: Day
    /// Articles of that day in the archive.
    package let captured: Int
    /// Articles that lists, feeds and sitemaps dated that day: there are at least as many.
    package let listed: Int?
    /// Pages of that day's issue of an e-paper: nearly each has an article.
    package let issuePages: Int?
    /// Whether the source was visited with success on that day or on the next: else its count teaches nothing.
    package let isWatched: Bool

    package init(day: Day, captured: Int, listed: Int? = nil, issuePages: Int? = nil, isWatched: Bool = true) {
        self.day = day
        self.captured = captured
        self.listed = listed
        self.issuePages = issuePages
        self.isWatched = isWatched
    }
}

/// A day on which fewer articles were captured than there must have been.
package struct Gap: Hashable, Sendable, Codable {
    package let day: Day
    package let expected: Int
    package let captured: Int
    /// 0 to 1: how sure it is that something is missing.
    package let confidence: Double

    package init(day: Day, expected: Int, captured: Int, confidence: Double) {
        self.day = day
        self.expected = expected
        self.captured = captured
        self.confidence = confidence
    }
}
