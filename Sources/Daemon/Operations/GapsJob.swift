package import Logging
internal import Model
internal import Storage

/// `dibao gaps`: the days on which articles are missing, and the pages of which nothing is kept.
package struct GapsJob: Sendable {
    private let configuration: Configuration
    private let time: DaemonClock
    private let console: Console
    private let logger: Logger

    package init(_ configuration: Configuration, time: DaemonClock = .system, console: Console, logger: Logger) {
        self.configuration = configuration
        self.time = time
        self.console = console
        self.logger = logger
    }

    /// What is looked at without `--since`.
    private static let daysBack = 30
    /// Issues of these days are read once more, whole as they look: pages are added to them later.
    private static let daysOfGrowth = 7
    /// List pages that are read for one source's gaps.
    private static let mostLists = 200

    /// Prints what is missing and what was left out, as `GapReport` has it.
    ///
    /// - Parameters:
    ///   - ids: of the sources; empty: all that are enabled.
    ///   - since: the first day that is looked at, `YYYY-MM-DD`; nil: 30 days ago.
    /// - Throws: `.badData` for an id that no source has, and where there is no database.
    package func list(_ ids: [String], since: String?, json: Bool) async throws(CommandFailure) {
        let (sources, since) = (try chosen(ids), try since.map(wantedDay))
        let store = try await Wiring.requiredStore(configuration)
        try await find(in: sources, since: since, store).print(json: json, to: console)
    }

    /// Makes the pages of the gaps due again, reads the lists and issues of these days once more, the issues that were
    /// not there, and those of the last week, visits what they name, and prints what is left.
    ///
    /// - Returns: `.someFailed` where gaps are left.
    /// - Throws: `.tryAgain` where it was stopped.
    package func heal(_ ids: [String], since: String?, json: Bool) async throws(CommandFailure) -> ExitStatus {
        let sources = try chosen(ids)
        let since = try since.map(wantedDay)
        let store = try await Wiring.requiredStore(configuration)
        let report = try await find(in: sources, since: since, store)
        let (before, absent) = (report.gaps, report.absentIssues)
        let concerned = sources.filter { source in
            !source.issues.isEmpty || before.contains { $0.source == source.id }
        }
        guard !concerned.isEmpty else {
            try report.print(json: json, to: console)
            return .done
        }
        let work = try await BackfillSession(
            configuration, sources: concerned, time: time, console: console, logger: logger,
            progress: { [console] in console.show(progress: "healing: \($0.description)") })
        let result: Result<RunTally, CommandFailure>
        do throws(CommandFailure) {
            for source in concerned {
                try await bringUp(
                    source, before.filter { $0.source == source.id }.map(\.day),
                    absent.filter { $0.source == source.id }.map(\.day) + lastDays(of: source, since: since), work)
            }
            result = .success(try await work.visitPages())
        } catch {
            result = .failure(error)
        }
        console.show(progress: "")
        await work.close()
        let tally = try result.get()
        if Task.isCancelled { throw CommandFailure(.tryAgain, "stopped before it was done") }
        let after = try await find(in: concerned, since: since, store)
        console.say("dibao: \(before.count) gaps, \(tally.articles) articles came, \(after.gaps.count) gaps are left")
        try after.print(json: json, to: console)
        return after.gaps.isEmpty ? .done : .someFailed
    }

    /// Brings the pages of these days to the frontier: known ones that gave nothing, and those that lists name.
    ///
    /// - Parameter issues: the days of which the issue is read once more, and nothing else.
    private func bringUp(
        _ source: SourceConfiguration, _ days: [Day], _ issues: [Day], _ work: BackfillSession
    ) async throws(CommandFailure) {
        let now = time.now()
        for day in Set(days + issues).sorted() {
            _ = try await stored { () throws(StorageFailure) in
                try await work.store.heal(source.id, from: day, to: day, at: now)
            }
            let report = try await stored { () throws(StorageFailure) in
                try await work.visitor.issue(source, of: day, purpose: .gapHeal)
            }
            for reason in report.failures { console.say("dibao: \(oneLine(reason))") }
            console.show(progress: "\(source.id): the issue of \(day)")
        }
        guard let first = days.min(), let last = days.max() else { return }
        var lists = source
        lists.issues = []
        let position = BackfillPosition(lists, from: first, to: last)
        var walk = BackfillWalk(lists, work.visitor, purpose: .gapHeal, position: position)
        while walk.position.listsRead < GapsJob.mostLists {
            let step = try await stored { () throws(StorageFailure) in try await walk.step() }
            console.show(progress: "\(source.id): \(walk.position.listsRead) list pages, \(walk.new) new pages")
            switch step {
            case .read: continue
            case .failed(let reasons): for reason in reasons { console.say("dibao: \(oneLine(reason))") }
            case .ended: continue
            case .stopped(let reason):
                console.say("dibao: \(oneLine(reason))")
                return
            case .calledOff, .done: return
            }
        }
    }

    /// The days of which an issue may have grown since it was read.
    private func lastDays(of source: SourceConfiguration, since: Day?) -> [Day] {
        guard !source.issues.isEmpty else { return [] }
        let now = time.now()
        let today = now.day(offset: Wiring.utcOffset(configuration, of: source.timeZone, at: now))
        return (0..<GapsJob.daysOfGrowth).compactMap { today.adding(days: -$0) }.filter { $0 >= since ?? $0 }
    }

    private func chosen(_ ids: [String]) throws(CommandFailure) -> [SourceConfiguration] {
        guard !ids.isEmpty else { return configuration.sources.filter(\.isEnabled) }
        var sources: [SourceConfiguration] = []
        for id in ids { sources.append(try configuration.source(id)) }
        return sources
    }

    private func find(
        in sources: [SourceConfiguration], since: Day?, _ store: SQLiteStore
    ) async throws(CommandFailure) -> GapReport {
        let now = time.now()
        var report = GapReport()
        for source in sources {
            let offset = Wiring.utcOffset(configuration, of: source.timeZone, at: now)
            let today = now.day(offset: offset)
            let first = since ?? today.adding(days: -GapsJob.daysBack) ?? today
            guard first <= today else { continue }
            let finding = GapFinding(store: store, utcOffset: offset, now: now)
            try await stored { () throws(StorageFailure) in
                let (gaps, isKnown) = try await finding.gaps(of: source, in: first...today)
                report.gaps += gaps
                report.absentIssues += try await finding.absentIssues(of: source, in: first...today)
                    .map { .init(source: source.id, day: $0) }
                report.partialLists += try await finding.partialLists(of: source)
                report.leftOut += try await store.leftOut(of: source.id, limit: GapReport.leftOutShown)
                    .map { .init($0, of: source.id) }
                report.sources.append(
                    .init(source: source.id, from: first, to: today, known: isKnown, gaps: gaps.count))
            }
        }
        let deaths = try await stored { () throws(StorageFailure) in try await store.readerDeaths() }
        let listed = Set(report.leftOut.map(\.url))
        report.leftOut += deaths.filter { $0.isSetAside && !listed.contains($0.attempt.url) }.map { .init($0) }
        return report
    }
}
