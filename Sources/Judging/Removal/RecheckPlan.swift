package import Model

/// When an address is looked at again: a pure decision.
///
/// | the article | next look |
/// |---|---|
/// | present | the first of `after`, counted from when its present text was kept, that no look has covered yet |
/// | present, all of `after` done | never |
/// | the last look failed or met a wall | 1 h, 2 h, 4 h … 24 h later; from the 9th in a row on as if it had not failed |
/// | suspect, missed once | 2 h later |
/// | suspect, missed twice | 23 h later, so that a removal is certain a day and an hour after it was seen |
/// | suspect, missed more often | daily; weekly after 14 days of doubt; never after a year |
/// | gone | 1 d, 7 d, 30 d, 90 d and 365 d after it was missed, in case it comes back |
///
/// Looks that fell due while the daemon was down become one. Up to a tenth of the wait is added by chance, so that
/// articles found together are not looked at together. A clock that was set back makes nobody wait for the lost time.
package struct RecheckPlan: Hashable, Sendable {
    /// After the present text was kept; rising.
    package let after: [Duration]
    /// After a gone article was first missed.
    private static let afterGone: [Duration] = [.days(1), .days(7), .days(30), .days(90), .days(365)]
    private static let triesInARow = 8
    private static let longestDoubt = Duration.days(365)

    /// Sorts, and drops what is not positive or more than a hundred years.
    package init(after: [Duration]) {
        self.after = after.filter { $0 > .zero && $0 < .days(36_500) }.sorted()
    }

    /// - Parameters:
    ///   - kept: when the text that the article has now was first seen.
    ///   - random: drawn evenly from 0 to 1.
    /// - Returns: the moment, which may have passed already; nil when it need not be looked at again.
    package func nextLook(
        kept: Timestamp, history: LookHistory, verdict: RemovalVerdict, now: Timestamp, random: Double
    ) -> Timestamp? {
        let last = history.looks.last.map { min($0.at, now) }
        if let last, let pause = pauseAfterFailures(history) {
            return last.adding(spread(pause, random))
        }
        switch verdict {
        case .present, .back:
            return next(of: after, from: min(kept, now), past: last, random)
        case .suspect(let since):
            guard let last else { return now }
            let doubt = last.since(since)
            guard doubt <= RecheckPlan.longestDoubt else { return nil }
            return last.adding(spread(pauseWhileSuspect(misses: history.missingRun.count, lasting: doubt), random))
        case .gone(_, _, let since):
            return next(of: RecheckPlan.afterGone, from: min(since, now), past: last, random)
        }
    }

    /// Nil unless the last looks failed, and few enough of them.
    private func pauseAfterFailures(_ history: LookHistory) -> Duration? {
        let failures = history.failuresInARow
        guard (1...RecheckPlan.triesInARow).contains(failures) else { return nil }
        return min(.hours(1 << (failures - 1)), .hours(24))
    }

    private func pauseWhileSuspect(misses: Int, lasting: Duration) -> Duration {
        switch misses {
        case ...1: .hours(2)
        case 2: .hours(23)
        default: lasting > RemovalVerdict.window ? .days(7) : .hours(24)
        }
    }

    private func next(of waits: [Duration], from start: Timestamp, past last: Timestamp?, _ random: Double)
        -> Timestamp?
    {
        waits.first { wait in last.map { start.adding(wait) > $0 } ?? true }.map { start.adding(spread($0, random)) }
    }

    /// The wait and up to a tenth more.
    private func spread(_ wait: Duration, _ random: Double) -> Duration {
        wait + wait * (min(max(random, 0), 1) / 10)
    }
}
