package import Logging
internal import Model
internal import Storage

/// `dibao backfill`: the articles of a source's past.
package struct BackfillJob: Sendable {
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

    /// Issues and list pages that are read before the pages that they brought are visited.
    private static let stepsBetweenVisits = 10

    /// Walks back through the source's list pages, or through the issues of an e-paper, and visits what they name.
    ///
    /// The position is kept: the same command goes on where an earlier one was stopped.
    ///
    /// - Parameters:
    ///   - from: the first day that is wanted, `YYYY-MM-DD`.
    ///   - to: the last one; nil: today.
    /// - Returns: `.someFailed` where pages could not be read; each was one line on the errors.
    /// - Throws: `.tryAgain` where it was stopped or the site wants no visits now; the position is kept.
    package func run(_ id: String, from: String, to: String?) async throws(CommandFailure) -> ExitStatus {
        let source = try configuration.source(id)
        let now = time.now()
        let from = try wantedDay(from)
        let to = try to.map(wantedDay) ?? now.day(offset: Wiring.utcOffset(configuration, of: source.timeZone, at: now))
        guard from <= to else { throw CommandFailure(.usage, "--from \(from) is later than --to \(to)") }
        let work = try await BackfillSession(
            configuration, sources: [source], time: time, console: console, logger: logger,
            progress: { [console] in console.show(progress: "\(id): \($0.description)") })
        let result: Result<ExitStatus, CommandFailure>
        do throws(CommandFailure) {
            result = .success(try await walk(source, from, to, work))
        } catch {
            result = .failure(error)
        }
        console.show(progress: "")
        await work.close()
        return try result.get()
    }

    private func walk(
        _ source: SourceConfiguration, _ from: Day, _ to: Day, _ work: BackfillSession
    ) async throws(CommandFailure) -> ExitStatus {
        var walk = BackfillWalk(
            source, work.visitor, purpose: .backfill, position: try await position(source, from, to, work.store))
        var tally = RunTally()
        var failed = 0
        var steps = 0
        var end: BackfillWalk.Step?
        while end == nil {
            let step = try await stored { () throws(StorageFailure) in try await walk.step() }
            switch step {
            case .read: try await save(walk.position, source, work.store)
            case .failed(let reasons):
                failed += 1
                for reason in reasons { console.say("dibao: \(oneLine(reason))") }
            case .ended(let reason):
                console.say("dibao: \(oneLine(reason))")
                try await save(walk.position, source, work.store)
            case .stopped, .calledOff, .done: end = step
            }
            steps += 1
            console.show(progress: "\(source.id): \(BackfillJob.progress(walk.position)), \(walk.new) new pages")
            if end != nil || steps % BackfillJob.stepsBetweenVisits == 0 {
                tally += try await work.visitPages()
                if Task.isCancelled { end = .calledOff }
            }
        }
        console.show(progress: "")
        console.say(
            "dibao: \(source.id): \(BackfillJob.progress(walk.position)), \(walk.new) new pages; "
                + "\(tally.articles) articles, \(tally.duplicates) duplicates")
        switch end {
        case .stopped(let reason):
            throw CommandFailure(.tryAgain, "\(oneLine(reason)); the same command goes on from here")
        case .calledOff: throw CommandFailure(.tryAgain, "stopped; the same command goes on from here")
        default:
            try await save(nil, source, work.store)
            return failed + tally.failed == 0 ? .done : .someFailed
        }
    }

    /// Where an earlier walk through the same days was stopped; else the beginning.
    private func position(
        _ source: SourceConfiguration, _ from: Day, _ to: Day, _ store: SQLiteStore
    ) async throws(CommandFailure) -> BackfillPosition {
        let state = try await stored { () throws(StorageFailure) in try await store.source(source.id) }
        if let known = recalled(BackfillPosition.self, from: state?.backfill), known.from == from, known.to == to {
            console.say("dibao: \(source.id): goes on from where it was stopped: \(BackfillJob.progress(known))")
            return known
        }
        return BackfillPosition(source, from: from, to: to)
    }

    private func save(
        _ position: BackfillPosition?, _ source: SourceConfiguration, _ store: SQLiteStore
    ) async throws(CommandFailure) {
        try await stored { () throws(StorageFailure) in
            try await store.record(backfill: position.flatMap { remembered($0) }, of: source.id)
        }
    }

    /// `[######--------------] 9/31 issues, 0 list pages`.
    private static func progress(_ position: BackfillPosition) -> String {
        let lists = "\(position.listsRead) list pages"
        guard let issues = position.issues else {
            return "\(progressBar(position.listsRead, of: position.listsRead + position.listsAhead)) \(lists)"
        }
        return "\(progressBar(issues.done, of: issues.all)) \(issues.done)/\(issues.all) issues, \(lists)"
    }
}
