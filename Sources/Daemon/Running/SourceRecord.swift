internal import Judging
internal import Model
internal import Storage

/// What a visit means for its source: when it is visited next, what is expected of it, what is wrong with it.
///
/// | alert | raised when | cleared when |
/// |---|---|---|
/// | `failing` | three visits in a row could not read anything | one could |
/// | `blocked` | a wall stood before a list page | a visit met none |
/// | `layout-changed` | a start page that listed articles lists none | it lists some |
/// | | articles in a row stand in another template | that is the habit, or the old one is back |
/// | `silent` | nothing new for longer than `SilenceWatch` allows | something new came |
/// | `incomplete` | yesterday has surely fewer articles than `Completeness` expects | it has them |
struct SourceRecord: Sendable {
    let source: SourceConfiguration
    let store: any StateStore
    let time: DaemonClock
    let utcOffset: Int
    /// When the visit began: what was published meanwhile belongs to the next.
    let began: Timestamp

    private static let failuresBeforeAlert = 3
    /// Of days that teach what to expect.
    private static let daysOfHistory = 120
    private static let gapConfidence = 0.6

    func close(
        before: SourceState, profile: SourceProfile, report: SourceVisitReport
    ) async throws(StorageFailure) -> SourceVisitor.Result {
        let now = time.now()
        var profile = profile
        var state = before
        state.visits += 1
        state.visitedAt = now
        var rhythm = recalled(Rhythm.self, from: before.rhythm) ?? Rhythm()
        if report.succeeded {
            state.succeededAt = now
            state.failures = 0
            if report.new > 0 { state.newsAt = now }
        } else {
            state.failures += 1
            state.failedAt = now
            state.failure = report.failures.first.map { String(oneLine($0).prefix(500)) } ?? "nothing could be read"
        }
        let published = moments(of: report, now: now)
        rhythm.note(
            report.succeeded ? (report.new > 0 ? .news(published: published) : .nothingNew) : .failed, at: now,
            utcOffset: utcOffset)
        var silence = profile.silence ?? SilenceWatch(since: now)
        silence.note(published, now: now)
        profile.silence = silence
        state.rhythm = remembered(rhythm)
        state.next = rhythm.nextVisit(every: source.every, now: now, utcOffset: utcOffset, random: time.random())
        if let postponed = report.postponed, !report.succeeded { state.next = max(postponed, state.next ?? postponed) }
        let gap = try await expectations(report, &profile, isFirst: before.visits == 0)
        // The first visit meets an archive's worth of pages: what stands behind `max_pages` is no news.
        let behind =
            report.isCutOff && before.visits > 0
            ? [
                "there was news on the last of the pages that max_pages = \(source.maxPages) allows: what stands behind it was "
                    + "not read; raise max_pages, or run `dibao backfill \(source.id)`"
            ] : []
        let troubles = (report.failures + report.cuts + behind).prefix(SourceProfile.troublesShown)
            .map { String(oneLine($0).prefix(500)) }
        profile.troubles = troubles.isEmpty ? nil : troubles
        state.profile = remembered(profile)
        try await store.record(state, lists: report.succeeded ? report.lists : [], walls: report.walls)
        let wrong = try await problems(state, report, silence, gap)
        return try await settle(wrong, state, report, isReckoned: gap.isReckoned)
    }

    private struct Reckoning {
        var gap: Gap?
        /// Whether anything was reckoned up on this visit.
        var isReckoned = false
    }

    /// When the new articles were published, as far as the lists say.
    private func moments(of report: SourceVisitReport, now: Timestamp) -> [Timestamp] {
        let today = now.day(offset: utcOffset)
        let known = report.newDays.map { day in
            day == today ? now : Timestamp(day, hour: 12, offset: utcOffset)
        }
        return known + Array(repeating: now, count: max(0, min(report.new - known.count, 1000)))
    }

    /// Records what is expected of the days that the lists told about; looks back at yesterday once a day.
    private func expectations(
        _ report: SourceVisitReport, _ profile: inout SourceProfile, isFirst: Bool
    ) async throws(StorageFailure) -> Reckoning {
        let today = began.day(offset: utcOffset)
        var days = report.listed
        for (day, pages) in report.issuePages { days[day] = max(days[day] ?? 0, pages) }
        let known = days.isEmpty ? [:] : try await listed(days.keys.min() ?? today, days.keys.max() ?? today)
        var expectations: [DayExpectation] = days.compactMap { day, count in
            // A list shows the last articles of its last day only in part.
            count > known[day] ?? 0 ? DayExpectation(source: source.id, day: day, listed: count) : nil
        }
        var reckoning = Reckoning()
        if profile.reckoned != today, report.succeeded {
            profile.reckoned = today
            reckoning.isReckoned = true
            let first = today.adding(days: -SourceRecord.daysOfHistory) ?? today
            let history = try await store.days(of: source.id, from: first, to: today).map(DayTally.init)
            let completeness = Completeness(given: source.expected)
            let tally = history.first { $0.day == today } ?? DayTally(day: today, captured: 0)
            if let expected = completeness.expected(of: tally, history: history) {
                expectations.append(DayExpectation(source: source.id, day: today, expected: expected))
            }
            if !isFirst, let yesterday = today.adding(days: -1),
                let tally = history.first(where: { $0.day == yesterday })
            {
                reckoning.gap = completeness.gap(of: tally, history: history, today: today)
            }
        }
        try await store.record(expectations)
        return reckoning
    }

    private func listed(_ from: Day, _ to: Day) async throws(StorageFailure) -> [Day: Int] {
        let known = try await store.expectations(of: source.id, from: from, to: to)
        return Dictionary(known.map { ($0.day, $0.listed ?? 0) }, uniquingKeysWith: max)
    }

    private func problems(
        _ state: SourceState, _ report: SourceVisitReport, _ silence: SilenceWatch, _ reckoning: Reckoning
    ) async throws(StorageFailure) -> [Alert.Kind: String] {
        var wrong: [Alert.Kind: String] = [:]
        if state.failures >= SourceRecord.failuresBeforeAlert {
            wrong[.failing] = "\(state.failures) visits in a row failed: \(state.failure ?? "")"
        }
        if let wall = report.walls.last { wrong[.blocked] = "\(wall.site): \(wall.kind): \(wall.evidence)" }
        let changes = try await store.layoutChanges(of: source.id)
        if report.isEmptied {
            wrong[.layoutChanged] = "its start page lists no articles any more"
        } else if let change = changes.first {
            wrong[.layoutChanged] = change
        }
        if let seen = state.succeededAt, let silence = silence.silence(seen: seen) {
            wrong[.silent] = "nothing new since \(silence.since), expected by \(silence.expectedBy)"
        }
        if let gap = reckoning.gap, gap.confidence >= SourceRecord.gapConfidence {
            wrong[.incomplete] = "\(gap.day): \(gap.captured) of \(gap.expected) articles"
        }
        return wrong
    }

    private func settle(
        _ wrong: [Alert.Kind: String], _ state: SourceState, _ report: SourceVisitReport, isReckoned: Bool
    ) async throws(StorageFailure) -> SourceVisitor.Result {
        let now = time.now()
        var result = SourceVisitor.Result(report: report, state: state, raised: [], cleared: [])
        let open = Set(try await store.openAlerts().filter { $0.source == source.id }.map(\.kind))
        for (kind, detail) in wrong.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            if try await store.raise(kind, source: source.id, detail: detail, at: now) {
                result.raised.append(Alert(kind: kind, source: source.id, detail: detail, since: now))
            }
        }
        // A visit that read nothing shows nothing about the rest; gaps are looked for once a day.
        var judged: Set<Alert.Kind> = report.succeeded ? [.failing, .blocked, .layoutChanged, .silent] : []
        if isReckoned { judged.insert(.incomplete) }
        for kind in judged.intersection(open) where wrong[kind] == nil {
            if try await store.clear(kind, source: source.id, at: now) { result.cleared.append(kind) }
        }
        return result
    }
}

extension DayTally {
    init(_ day: SourceDay) {
        self.init(
            day: day.expectation.day, captured: day.captured, listed: day.expectation.listed,
            isWatched: day.captured + day.pending + day.missed > 0 || day.expectation.listed != nil)
    }
}
