package import Logging
internal import Model
internal import Storage

/// `dibao gaps`: the days on which articles are missing.
package struct GapsJob: Sendable {
    private let configuration: Configuration
    private let time: Timepiece
    private let console: Console
    private let logger: Logger

    package init(_ configuration: Configuration, time: Timepiece = .system, console: Console, logger: Logger) {
        self.configuration = configuration
        self.time = time
        self.console = console
        self.logger = logger
    }

    /// What is looked at without `--since`.
    private static let daysBack = 30
    /// List pages that are read for one source's gaps.
    private static let mostLists = 200

    /// Prints the gaps, a row or a line of JSON each.
    ///
    /// - Parameters:
    ///   - ids: of the sources; empty: all that are enabled.
    ///   - since: the first day that is looked at, `YYYY-MM-DD`; nil: 30 days ago.
    /// - Throws: `.badData` for an id that no source has.
    package func list(_ ids: [String], since: String?, json: Bool) async throws(CommandFailure) {
        let (sources, since) = (try chosen(ids), try since.map(wantedDay))
        let store = try await Works.currentStoreIfAny(configuration)
        let gaps = if let store { try await find(in: sources, since: since, store) } else { [SourceGap]() }
        try print(gaps, json: json)
    }

    /// Makes the pages of the gaps due again, reads the lists and issues of these days once more, visits what they
    /// name, and prints the gaps that are left.
    ///
    /// - Returns: `.someFailed` where gaps are left.
    /// - Throws: `.tryAgain` where it was stopped.
    package func heal(_ ids: [String], since: String?, json: Bool) async throws(CommandFailure) -> ExitStatus {
        let sources = try chosen(ids)
        let since = try since.map(wantedDay)
        guard let store = try await Works.currentStoreIfAny(configuration) else { return .done }
        let before = try await find(in: sources, since: since, store)
        let concerned = sources.filter { source in before.contains { $0.source == source.id } }
        guard !concerned.isEmpty else {
            try print([], json: json)
            return .done
        }
        let work = try await PastWork(
            configuration, sources: concerned, time: time, console: console, logger: logger,
            progress: { [console] in console.show(progress: "healing: \($0.description)") })
        let result: Result<RunTally, CommandFailure>
        do throws(CommandFailure) {
            for source in concerned {
                try await bringUp(source, before.filter { $0.source == source.id }.map(\.day), work)
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
        console.say("dibao: \(before.count) gaps, \(tally.articles) articles came, \(after.count) gaps are left")
        try print(after, json: json)
        return after.isEmpty ? .done : .someFailed
    }

    /// Brings the pages of these days to the frontier: known ones that gave nothing, and those that lists name.
    private func bringUp(_ source: SourceConfiguration, _ days: [Day], _ work: PastWork) async throws(CommandFailure) {
        guard let first = days.min(), let last = days.max() else { return }
        let now = time.now()
        for day in days {
            _ = try await stored { () throws(StorageFailure) in
                try await work.store.heal(source.id, from: day, to: day, at: now)
            }
            let report = try await stored { () throws(StorageFailure) in
                try await work.visitor.issue(source, of: day, purpose: .gapHeal)
            }
            for reason in report.failures { console.say("dibao: \(oneLine(reason))") }
            console.show(progress: "\(source.id): the issue of \(day)")
        }
        var lists = source
        lists.issues = []
        let position = BackfillPosition(lists, from: first, to: last)
        var walk = PastWalk(lists, work.visitor, purpose: .gapHeal, position: position)
        while walk.position.listsRead < GapsJob.mostLists {
            let step = try await stored { () throws(StorageFailure) in try await walk.step() }
            console.show(progress: "\(source.id): \(walk.position.listsRead) list pages, \(walk.new) new pages")
            switch step {
            case .read: continue
            case .failed(let reasons): for reason in reasons { console.say("dibao: \(oneLine(reason))") }
            case .stopped(let reason):
                console.say("dibao: \(oneLine(reason))")
                return
            case .calledOff, .done: return
            }
        }
    }

    private func chosen(_ ids: [String]) throws(CommandFailure) -> [SourceConfiguration] {
        guard !ids.isEmpty else { return configuration.sources.filter(\.isEnabled) }
        var sources: [SourceConfiguration] = []
        for id in ids { sources.append(try configuration.source(id)) }
        return sources
    }

    private func find(
        in sources: [SourceConfiguration], since: Day?, _ store: SQLiteStore
    ) async throws(CommandFailure) -> [SourceGap] {
        let now = time.now()
        var gaps: [SourceGap] = []
        for source in sources {
            let offset = Works.utcOffset(configuration, of: source.timeZone, at: now)
            let today = now.day(offset: offset)
            let first = since ?? today.adding(days: -GapsJob.daysBack) ?? today
            guard first <= today else { continue }
            let finding = GapFinding(store: store, utcOffset: offset, now: now)
            gaps += try await stored { () throws(StorageFailure) in
                try await finding.gaps(of: source, in: first...today)
            }
        }
        return gaps
    }

    private func print(_ gaps: [SourceGap], json: Bool) throws(CommandFailure) {
        if json {
            for gap in gaps { try console.print(jsonText(gap)) }
            return
        }
        guard !gaps.isEmpty else {
            console.say("dibao: nothing is known to be missing")
            return
        }
        var table = TextTable([
            .init(title: "SOURCE"), .init(title: "DAY"), .init(title: "KEPT", isNumeric: true),
            .init(title: "EXPECTED", isNumeric: true), .init(title: "TO VISIT", isNumeric: true),
            .init(title: "IN VAIN", isNumeric: true), .init(title: "SURE", isNumeric: true),
        ])
        for gap in gaps {
            table.add([
                gap.source, "\(gap.day)", "\(gap.captured)", "\(gap.expected)", "\(gap.pending)", "\(gap.missed)",
                "\(Int((gap.confidence * 100).rounded()))%",
            ])
        }
        try console.print(table.text)
    }
}
