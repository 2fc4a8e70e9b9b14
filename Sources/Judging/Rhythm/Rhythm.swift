package import Model

/// When a source is visited next, learnt from what its visits brought: a pure decision.
///
/// | the last visits | next visit after |
/// |---|---|
/// | something new within the last 4 | `every` |
/// | nothing new 4, 8, 16 times in a row | 2, 4, 8 times `every` |
/// | failed 2, 3, 4 times in a row | 2, 4, 8 times `every`, whatever the hour |
/// | within an hour in which this source publishes most | `every`, however quiet |
/// | such an hour begins before the next visit | as it begins, but not before half of `every` |
///
/// Slowing down never goes past a day, unless `every` is longer. Each wait varies by ±10%, and visits for the beginning
/// of an hour are spread over up to half an hour of it, so that sources with the same rhythm do not come together.
/// Which hours those are is learnt from at least 20 articles and a week, in the site's own time zone.
package struct Rhythm: Hashable, Sendable, Codable {
    /// What a visit brought.
    package enum Visit: Hashable, Sendable {
        /// When the new articles were published: as the pages say, else now. Old ones, as of a backfill, teach nothing.
        case news(published: [Timestamp])
        case nothingNew
        case failed
    }

    private var profile = WeekProfile()
    /// Visits in a row that brought nothing new.
    package private(set) var quiet = 0
    /// Visits in a row that failed.
    package private(set) var failures = 0

    package init() {}

    private static let mostSlowdown = 8
    private static let slowest = Duration.hours(24)
    /// News older than this teaches nothing.
    private static let newsAge = Duration.days(7)
    /// A visit counts so many articles at most: a first visit finds a list full of them.
    private static let mostNewsNoted = 50
    private static let catchUpWindow = Duration.minutes(15)
    private static let busySpread = Duration.minutes(30)

    /// - Parameter utcOffset: seconds that the site's clock is ahead of UTC.
    package mutating func note(_ visit: Visit, at now: Timestamp, utcOffset: Int) {
        switch visit {
        case .news(let published):
            (quiet, failures) = (0, 0)
            let recent = published.filter { now.since($0) <= Rhythm.newsAge && $0.since(now) <= .minutes(10) }
            profile.note(recent.prefix(Rhythm.mostNewsNoted), now: now, utcOffset: utcOffset)
        case .nothingNew:
            quiet = min(max(quiet, 0), 999_999) + 1
            failures = 0
        case .failed:
            failures = min(max(failures, 0), 999_999) + 1
        }
    }

    /// The next visit after one that ended now.
    ///
    /// - Parameters:
    ///   - every: the configured time between visits.
    ///   - random: drawn evenly from 0 to 1.
    package func nextVisit(every: Duration, now: Timestamp, utcOffset: Int, random: Double) -> Timestamp {
        let every = Rhythm.bounded(every)
        let chance = min(max(random, 0), 1)
        let wait = { (pause: Duration) in now.adding(pause * (0.9 + 0.2 * chance)) }
        let ordinary = wait(every)
        if failures > 0 { return wait(Rhythm.slowed(every, by: failures > 1 ? 1 << min(failures - 1, 3) : 1)) }
        if profile.isBusy(now, utcOffset: utcOffset) { return ordinary }
        let slow = wait(Rhythm.slowed(every, by: quietFactor))
        let earliest = now.adding(every / 2)
        guard let busy = profile.nextBusyHour(after: now, until: slow, utcOffset: utcOffset) else { return slow }
        return min(slow, max(earliest, busy.adding(min(every / 2, Rhythm.busySpread) * chance)))
    }

    /// A planned visit after a pause: when the daemon starts, or its clock was set.
    ///
    /// | the visit was due | it is due |
    /// |---|---|
    /// | later than now | then |
    /// | earlier | by chance within as much time as it is late, at most `every` and 15 minutes |
    /// | later than any visit is ever planned: the clock was set back | by chance within `every` and 15 minutes |
    package static func resumed(due: Timestamp, every: Duration, now: Timestamp, random: Double) -> Timestamp {
        let every = bounded(every)
        let window = min(every, catchUpWindow) * min(max(random, 0), 1)
        let late = now.since(due)
        if late >= .zero { return now.adding(min(window, late * min(max(random, 0), 1))) }
        return due.since(now) > slowed(every, by: mostSlowdown) * 1.1 ? now.adding(window) : due
    }

    private var quietFactor: Int {
        switch quiet {
        case ..<4: 1
        case ..<8: 2
        case ..<16: 4
        default: Rhythm.mostSlowdown
        }
    }

    /// A second to a year.
    private static func bounded(_ every: Duration) -> Duration { min(max(every, .seconds(1)), .days(366)) }

    private static func slowed(_ every: Duration, by factor: Int) -> Duration {
        min(every * factor, max(every, slowest))
    }
}
