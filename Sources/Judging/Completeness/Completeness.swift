package import Model

/// How many articles a source must have had on a day, and whether that many were captured: a pure decision.
///
/// | known from | expected | something is missing when fewer than | confidence |
/// |---|---|---|---|
/// | its lists, feeds and sitemaps | as many as they dated that day | that | 1 |
/// | the issue of an e-paper | one a page | that | 0.8 |
/// | `expect` of the configuration | as given for weekdays or for the weekend | that | 0.9 |
/// | else its own past | the median of the last 8 same weekdays that were watched, of at least 3 | median less 3 tenths or 2 median deviations | up to 0.8, by the number of weeks and how even they are |
///
/// The first two are lower bounds and count beside one of the others. Of several expectations that are not met, the
/// largest and the surest are told. A day that is not over is held to the lower bounds only.
package struct Completeness: Hashable, Sendable {
    /// Nil: learnt.
    package let given: ExpectedArticles?

    package init(given: ExpectedArticles? = nil) { self.given = given }

    private static let weeks = 8
    private static let leastWeeks = 3
    /// Days before a day that may teach about it: a source changes.
    private static let memory = 120

    private struct Expectation {
        var count: Int
        /// Captured articles below `count` that are still chance.
        var tolerance: Int
        var confidence: Double
    }

    /// Articles expected of a whole day, from everything that is known; nil where nothing is.
    ///
    /// - Parameter history: other days of this source, in any order.
    package func expected(of tally: DayTally, history: some Sequence<DayTally>) -> Int? {
        (lowerBounds(tally) + ordinary(tally.day, history)).map(\.count).max()
    }

    /// Nil where nothing is missing, or nothing is known.
    package func gap(of tally: DayTally, history: some Sequence<DayTally>, today: Day) -> Gap? {
        let expectations = lowerBounds(tally) + (tally.day < today ? ordinary(tally.day, history) : [])
        let missed = expectations.filter { tally.captured < $0.count - $0.tolerance }
        guard let expected = missed.map(\.count).max(), let confidence = missed.map(\.confidence).max() else {
            return nil
        }
        return Gap(day: tally.day, expected: expected, captured: tally.captured, confidence: confidence)
    }

    private func lowerBounds(_ tally: DayTally) -> [Expectation] {
        let listed = tally.listed.map { Expectation(count: $0, tolerance: 0, confidence: 1) }
        let pages = tally.issuePages.map { Expectation(count: $0, tolerance: 0, confidence: 0.8) }
        return [listed, pages].compactMap(\.self)
    }

    private func ordinary(_ day: Day, _ history: some Sequence<DayTally>) -> [Expectation] {
        if let given {
            let count = day.weekday > 5 ? given.weekend : given.weekday
            return [Expectation(count: count, tolerance: 0, confidence: 0.9)]
        }
        return learnt(day, history).map { [$0] } ?? []
    }

    private func learnt(_ day: Day, _ history: some Sequence<DayTally>) -> Expectation? {
        let alike = history.filter { past in
            let age = day.daysSinceEpoch - past.day.daysSinceEpoch
            return past.isWatched && age > 0 && age <= Completeness.memory && age % 7 == 0
        }
        let counts = alike.sorted { $0.day > $1.day }.prefix(Completeness.weeks).map(\.captured)
        guard counts.count >= Completeness.leastWeeks, let median = Completeness.median(counts) else { return nil }
        let deviation = Completeness.median(counts.map { abs($0 - median) }) ?? 0
        let evenness = median > 0 ? 1 - min(1, Double(deviation) / Double(median)) : 0
        let weeks = Double(counts.count) / Double(Completeness.weeks)
        return Expectation(
            count: median, tolerance: max(2 * deviation, median * 3 / 10), confidence: 0.8 * weeks * evenness)
    }

    /// The middle one; the lower of two.
    private static func median(_ counts: [Int]) -> Int? {
        counts.isEmpty ? nil : counts.sorted()[(counts.count - 1) / 2]
    }
}
