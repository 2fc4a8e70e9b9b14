internal import Judging
internal import Model
internal import Storage

/// A day of a source on which articles are missing, with what is known about the missing ones.
struct SourceGap: Hashable, Sendable, Encodable {
    let source: String
    let day: Day
    let expected: Int
    let captured: Int
    /// Pages of that day that were found and not visited yet.
    let pending: Int
    /// Pages of that day that were visited, and gave nothing.
    let missed: Int
    /// 0 to 1: how sure it is that something is missing.
    let confidence: Double
}

/// Finds the days on which fewer articles were captured than there must have been.
struct GapFinding: Sendable {
    let store: any SourceMemory
    /// Seconds that the source's clock is ahead of UTC.
    let utcOffset: Int
    let now: Timestamp

    /// Days of which `Completeness` makes use.
    private static let history = 120

    /// - Parameter days: those that are looked at.
    /// - Returns: also whether anything is expected of one of these days; else it is not known whether there are gaps.
    func gaps(
        of source: SourceConfiguration, in days: ClosedRange<Day>
    ) async throws(StorageFailure) -> (gaps: [SourceGap], isKnown: Bool) {
        let today = now.day(offset: utcOffset)
        let first = days.lowerBound.adding(days: -GapFinding.history) ?? days.lowerBound
        let known = try await store.days(of: source.id, from: first, to: days.upperBound)
        guard let beginning = known.first?.expectation.day else { return ([], false) }
        let history = known.map { DayTally($0) }
        let byDay = Dictionary(known.map { ($0.expectation.day, $0) }, uniquingKeysWith: { first, _ in first })
        let completeness = Completeness(given: source.expected)
        var gaps: [SourceGap] = []
        var isKnown = false
        // A day of which nothing at all is known has the largest gap; before the first day nobody watched.
        var day = max(beginning, days.lowerBound)
        while day <= min(days.upperBound, today) {
            let known = byDay[day]
            let tally = known.map { DayTally($0) } ?? DayTally(day: day, captured: 0, isWatched: false)
            isKnown = isKnown || completeness.expected(of: tally, history: history) != nil
            if let gap = completeness.gap(of: tally, history: history, today: today) {
                gaps.append(
                    SourceGap(
                        source: source.id, day: day, expected: gap.expected, captured: gap.captured,
                        pending: known?.pending ?? 0, missed: known?.missed ?? 0, confidence: gap.confidence))
            }
            guard let next = day.adding(days: 1) else { break }
            day = next
        }
        return (gaps, isKnown)
    }

    /// The lists of which a part is not read, whatever day that is about.
    func partialLists(of source: SourceConfiguration) async throws(StorageFailure) -> [GapReport.PartialList] {
        let profile = recalled(SourceProfile.self, from: try await store.source(source.id)?.profile)
        return (profile?.partial ?? [:]).sorted { $0.key < $1.key }
            .map { .init(source: source.id, url: $0.key, reason: $0.value) }
    }

    /// The days of which the issue was not there when it was asked for, and of which nothing has come since.
    func absentIssues(
        of source: SourceConfiguration, in days: ClosedRange<Day>
    ) async throws(StorageFailure) -> [Day] {
        guard !source.issues.isEmpty,
            let profile = recalled(SourceProfile.self, from: try await store.source(source.id)?.profile)
        else { return [] }
        let known = try await store.days(of: source.id, from: days.lowerBound, to: days.upperBound)
        let there = Set(known.filter { $0.captured + $0.pending + $0.missed > 0 }.map(\.expectation.day))
        return (profile.absentIssues ?? []).filter { days.contains($0) && !there.contains($0) }.sorted()
    }
}
