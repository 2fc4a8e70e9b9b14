internal import Logging
internal import Model
internal import Storage

/// One run of the scheduler: its turns, and what they carry on.
struct SchedulerLoop {
    private let plan: Scheduler
    private let halt: StopFlag
    private let byID: [String: SourceConfiguration]
    private var agenda: Agenda
    private var tally = RunTally()
    private var pagesInHand = 0
    private var visitsUnderway = 0
    private var isTicking = false
    /// When the halt was seen, in `DaemonClock.elapsed`.
    private var haltedAt: Duration?
    /// Nothing new is begun before then: archive or database refused.
    private var pausedUntil: Duration?
    /// Since when they refuse.
    private var brokenSince: Duration?
    private var fatal: CommandFailure?
    private var shortage: String?
    private var lastRoom: Duration?
    /// The frontier had nothing due when it was last asked, and nothing has happened since.
    private var isFrontierIdle = false
    /// When to ask the frontier again though nothing has happened.
    private var nextPage: Timestamp?

    private static let longestTick = Duration.seconds(1)
    private static let roomEvery = Duration.seconds(5)
    private static let pauseAfterRefusal = Duration.seconds(20)
    private static let longestRefusal = Duration.seconds(600)

    private enum Finished {
        case tick
        case page(PageWorker.Result, LeasedPage)
        case source(String, Result<SourceVisitor.Result, StorageFailure>)
    }

    init(_ plan: Scheduler, states: [SourceState], halt: StopFlag) {
        self.plan = plan
        self.halt = halt
        byID = Dictionary(plan.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        agenda = Agenda(plan.settings.visitsSources ? plan.sources : [], states: states, time: plan.time)
        if plan.settings.isOnePass { agenda.makeAllDue(at: plan.time.now()) }
    }

    mutating func run() async throws(CommandFailure) -> RunTally {
        await withTaskGroup(of: Finished.self) { group in
            while true {
                turn()
                if canBegin {
                    beginVisits(&group)
                    await beginPages(&group)
                }
                if pagesInHand == 0, visitsUnderway == 0, isOver { break }
                if let haltedAt, plan.time.elapsed() - haltedAt > plan.settings.grace { group.cancelAll() }
                if !isTicking { tick(&group) }
                if let finished = await group.next() { await take(finished) }
            }
            group.cancelAll()
        }
        if let fatal { throw fatal }
        if plan.settings.isOnePass, haltedAt == nil { await tellOfRest() }
        return tally
    }

    /// A pass is over; pages that are due wait for sites that want no visit now.
    private mutating func tellOfRest() async {
        let due = try? await plan.store.nextDue(of: Set(byID.keys))  // it only serves a message
        guard let due, due <= plan.time.now() else { return }
        tally.pagesFailed += 1
        let sites = await plan.fetcher.restingSites().sorted().prefix(5).joined(separator: ", ")
        plan.hearing.failed("pages wait for sites that are in trouble or want fewer visits: \(sites)")
    }

    /// What every turn begins with.
    private mutating func turn() {
        if halt.isSet || fatal != nil, haltedAt == nil { haltedAt = plan.time.elapsed() }
        if agenda.watch(plan.time) { plan.hearing.logger.notice("the clock has jumped; visits are planned anew") }
        watchRoom()
        let words = shortage.map { "paused: \($0)" } ?? tally.description
        plan.pulse.beat(haltedAt == nil ? words : "stopping: \(pagesInHand) pages and \(visitsUnderway) visits in hand")
        plan.hearing.progress(tally, plan.sources.count)
    }

    private mutating func watchRoom() {
        let now = plan.time.elapsed()
        if let lastRoom, now - lastRoom < SchedulerLoop.roomEvery { return }
        lastRoom = now
        let before = shortage
        shortage = plan.room()
        guard (before == nil) != (shortage == nil) else { return }
        if let shortage {
            plan.hearing.logger.error("fetching pauses", metadata: ["reason": "\(shortage)"])
            if plan.settings.isOnePass { fatal = CommandFailure(.tryAgain, shortage) }
        } else {
            plan.hearing.logger.notice("there is room again; fetching goes on")
        }
    }

    private var canBegin: Bool {
        haltedAt == nil && shortage == nil && pausedUntil.map { $0 <= plan.time.elapsed() } ?? true
    }

    /// Whether the loop ends when nothing is under way.
    private var isOver: Bool {
        haltedAt != nil || fatal != nil
            || (plan.settings.isOnePass && agenda.isEmpty && isFrontierIdle)
    }

    private mutating func beginVisits(_ group: inout TaskGroup<Finished>) {
        for source in agenda.take(plan.settings.visits - visitsUnderway, now: plan.time.now()) {
            visitsUnderway += 1
            let visitor = plan.visitor
            group.addTask {
                do throws(StorageFailure) {
                    return .source(source.id, .success(try await visitor.visit(source)))
                } catch {
                    return .source(source.id, .failure(error))
                }
            }
        }
    }

    private mutating func beginPages(_ group: inout TaskGroup<Finished>) async {
        let free = plan.settings.pages - pagesInHand
        let now = plan.time.now()
        guard free > 0, !byID.isEmpty else {
            isFrontierIdle = byID.isEmpty
            return
        }
        if let nextPage, nextPage > now { return }
        let request = LeaseRequest(
            owner: Scheduler.owner, now: now, limit: free, perSite: plan.settings.pagesPerSite,
            avoiding: await plan.fetcher.restingSites(), sources: Set(byID.keys),
            duration: LeaseRequest.durationLimit)
        do throws(StorageFailure) {
            let leased = try await plan.store.lease(request)
            isFrontierIdle = leased.isEmpty && pagesInHand == 0
            // What is free is taken: until something ends only time brings more. To ask looks at every site that waits.
            nextPage = leased.count < free ? now.adding(seconds: 1) : nil
            for page in leased { begin(page, &group) }
        } catch {
            refuse(error.description)
        }
    }

    private mutating func begin(_ leased: LeasedPage, _ group: inout TaskGroup<Finished>) {
        pagesInHand += 1
        let (worker, store) = (plan.worker, plan.store)
        let offset = byID[leased.page.found.source].map { plan.zone($0, plan.time.now()) } ?? 0
        group.addTask {
            let result = await worker.visit(leased, utcOffset: offset)
            // The lease's end is recorded even where the visit was called off.
            return .page(await Task { await SchedulerLoop.end(result, in: store) }.value, leased)
        }
    }

    /// Ends the lease as the visit ended.
    private static func end(_ result: PageWorker.Result, in store: any StateStore) async -> PageWorker.Result {
        do throws(StorageFailure) {
            switch result {
            case .completed(let completion, _): _ = try await store.complete([completion])
            case .postponed(let lease, let until, let reason):
                try await store.giveBack([lease], due: until, reason: oneLine(reason))
            case .calledOff(let lease), .broken(let lease, _):
                try await store.giveBack([lease], due: nil, reason: nil)
            }
            return result
        } catch {
            // The lease runs out by itself; the article, if there was one, is kept, and found to be known then.
            return .broken(result.lease, reason: error.description)
        }
    }

    private mutating func tick(_ group: inout TaskGroup<Finished>) {
        isTicking = true
        let time = plan.time
        let isBusy = pagesInHand + visitsUnderway > 0
        let wait = isBusy ? .milliseconds(100) : SchedulerLoop.longestTick
        group.addTask {
            try? await time.sleep(wait)  // a cancelled sleep is over, too
            return .tick
        }
    }

    private mutating func take(_ finished: Finished) async {
        switch finished {
        case .tick: isTicking = false
        case .page(let result, let leased): take(result, leased)
        case .source(let id, let result): take(id, result)
        }
    }

    private mutating func take(_ result: PageWorker.Result, _ leased: LeasedPage) {
        pagesInHand -= 1
        isFrontierIdle = false
        nextPage = nil
        let data: Logger.Metadata = ["source": "\(leased.page.found.source)", "url": "\(leased.page.found.url)"]
        let logger = plan.hearing.logger
        switch result {
        case .completed(let completion, let news):
            brokenSince = nil
            tally.pagesVisited += 1
            switch news {
            case .published(let event):
                tally.count(event)
                logger.info(
                    "archived", metadata: data.merging(["event": "\(event.name)", "id": "\(event.id)"]) { $1 })
            case .unchanged: break
            case .nothing(let reason):
                let told = data.merging(["reason": "\(reason)"]) { $1 }
                if case .ignored = completion.outcome {
                    logger.info("no article", metadata: told)
                } else if case .walled(let kind, _) = completion.outcome {
                    // A page that only says that it is missing is an answer like any other.
                    logger.info("a wall instead of a page", metadata: told.merging(["wall": "\(kind)"]) { $1 })
                } else {
                    tally.pagesFailed += 1
                    plan.hearing.failed(reason)
                    if completion.next == nil {
                        logger.error("a page was lost", metadata: told)
                    } else {
                        logger.notice("a page failed", metadata: told)
                    }
                }
            }
        case .postponed(_, _, let reason):
            tally.pagesFailed += plan.settings.isOnePass ? 1 : 0
            if plan.settings.isOnePass { plan.hearing.failed(reason) }
            logger.info("a page waits", metadata: data.merging(["reason": "\(reason)"]) { $1 })
        case .calledOff: break
        case .broken(_, let reason): refuse(reason)
        }
    }

    private mutating func take(_ id: String, _ result: Result<SourceVisitor.Result, StorageFailure>) {
        visitsUnderway -= 1
        isFrontierIdle = false
        nextPage = nil
        switch result {
        case .failure(let failure):
            agenda.finish(id, next: plan.settings.isOnePass ? nil : plan.time.now().adding(seconds: 60))
            // Called off in the midst of it: as though it had not been.
            if failure != .cancelled { refuse(failure.description) }
        case .success(let visit):
            let next = visit.state.next ?? plan.time.now().adding(seconds: 60)
            agenda.finish(id, next: plan.settings.isOnePass ? nil : next)
            guard !visit.report.isCalledOff else { return }
            tell(id, visit)
        }
    }

    private mutating func tell(_ id: String, _ visit: SourceVisitor.Result) {
        let logger = plan.hearing.logger
        tally.sourcesVisited += 1
        for reason in visit.report.failures {
            plan.hearing.failed(reason)
            logger.warning("a list could not be read", metadata: ["source": "\(id)", "reason": "\(reason)"])
        }
        if !visit.report.failures.isEmpty { tally.sourcesFailed += 1 }
        for cut in visit.report.cuts {
            logger.notice("not all of a list was read", metadata: ["source": "\(id)", "reason": "\(cut)"])
        }
        if visit.report.traps > 0 {
            logger.notice(
                "links that lead on without end are left out",
                metadata: ["source": "\(id)", "count": "\(visit.report.traps)"])
        }
        if visit.report.isCutOff, visit.state.visits > 1 {
            logger.notice("there was news on the last page that max_pages allows", metadata: ["source": "\(id)"])
        }
        for alert in visit.raised {
            logger.warning(
                "alert", metadata: ["source": "\(id)", "kind": "\(alert.kind.rawValue)", "detail": "\(alert.detail)"])
        }
        for kind in visit.cleared {
            logger.notice("alert is over", metadata: ["source": "\(id)", "kind": "\(kind.rawValue)"])
        }
        logger.debug(
            "visited",
            metadata: ["source": "\(id)", "found": "\(visit.report.found)", "new": "\(visit.report.new)"])
    }

    /// Archive or database refuse: a single pass ends, a daemon waits, but not for ever.
    private mutating func refuse(_ reason: String) {
        let now = plan.time.elapsed()
        let since = brokenSince ?? now
        brokenSince = since
        if brokenSince == now || pausedUntil.map({ $0 <= now }) ?? true {
            plan.hearing.logger.error("nothing can be kept", metadata: ["reason": "\(reason)"])
        }
        pausedUntil = now + SchedulerLoop.pauseAfterRefusal
        if plan.settings.isOnePass || now - since > SchedulerLoop.longestRefusal {
            fatal = fatal ?? CommandFailure(.inputOutput, reason)
        }
    }
}

extension PageWorker.Result {
    fileprivate var lease: Lease {
        switch self {
        case .completed(let completion, _): completion.lease
        case .postponed(let lease, _, _), .calledOff(let lease), .broken(let lease, _): lease
        }
    }
}
