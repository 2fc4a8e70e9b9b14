internal import Archiving
internal import Fetching
internal import Judging
internal import Logging
internal import Model
internal import Storage

/// The daemon's work under one configuration: every object of it is made here, and ended here.
struct RunSession: Sendable {
    let configuration: Configuration
    let isOnePass: Bool
    let archive: ArchiveFolder
    let store: SQLiteStore
    let time: DaemonClock
    let room: @Sendable () -> String?
    let pulse: LivenessMonitor
    let hearing: RunObserver
    /// False leaves the sources alone: only pages that are in the frontier are visited.
    var visitsSources = true
    /// Where pages are read; nil: a pool of the session's own.
    var pool: ReadingPool?

    /// - Parameter whenReady: called once, before the first visit.
    /// - Throws: what keeps everything from being kept.
    func run(until halt: StopFlag, whenReady: () -> Void = {}) async throws(CommandFailure) -> RunTally {
        let fetcher = try Wiring.fetcher(configuration)
        let result: Result<RunTally, CommandFailure>
        do throws(CommandFailure) {
            let scheduler = try await scheduler(fetcher, until: halt)
            whenReady()
            result = .success(try await scheduler.run(until: halt))
        } catch {
            result = .failure(error)
        }
        await fetcher.shutDown()
        return try result.get()
    }

    /// What the work needs before its first visit: what was left unfinished is settled, and what was in hand waits again.
    func scheduler(_ fetcher: Fetcher, until halt: StopFlag = StopFlag()) async throws(CommandFailure) -> Scheduler {
        let archivist = try Wiring.archivist(configuration, archive, store, hearing.logger)
        let shared = try Wiring.sharedTurns(configuration)
        do throws(WorkFailure) { try await archivist.settle() } catch { throw CommandFailure(error) }
        let pool: ReadingPool
        if let own = self.pool {
            pool = own
        } else {
            pool = try await Wiring.readingPool(configuration, store, now: time.now(), logger: hearing.logger)
        }
        do throws(StorageFailure) {
            let returned = try await store.giveBack(ownedBy: Scheduler.owner)
            if returned > 0 {
                hearing.logger.notice("pages of a run that was cut off wait again", metadata: ["pages": "\(returned)"])
            }
            let plan = RecheckPlan(after: configuration.recheck.after)
            let adopted = try await FrontierAdoption(store: store, plan: plan, time: time, pulse: pulse).run(
                until: halt)
            if adopted > 0 {
                hearing.logger.notice("kept pages joined the frontier", metadata: ["pages": "\(adopted)"])
            }
        } catch {
            throw CommandFailure(WorkFailure(error))
        }
        let fetch = try await Wiring.pageFetch(
            configuration, isOnePass ? .pass : .daemon, fetcher, memory: store, shared: shared, time: time,
            meters: hearing.meters, pool: pool)
        return scheduler(fetch, archivist)
    }

    private func scheduler(_ fetch: PageFetch, _ archivist: Archivist) -> Scheduler {
        let configuration = configuration
        let zone: @Sendable (SourceConfiguration, Timestamp) -> Int = { source, now in
            Wiring.utcOffset(configuration, of: source.timeZone, at: now)
        }
        let visitor = SourceVisitor(
            fetch: fetch, store: store, time: time, maxBodyBytes: configuration.fetch.maxBodyBytes, zone: zone)
        let worker = PageWorker(
            Wiring.pageVisit(configuration, fetch, archivist, store, meters: hearing.meters),
            recheckAfter: configuration.recheck.after, time: time)
        let waiting = Set(configuration.waitingSources.map(\.id))
        return Scheduler(
            sources: configuration.sources.filter { $0.isEnabled && !waiting.contains($0.id) },
            settings: Scheduler.Settings(
                pages: min(configuration.fetch.concurrency * 4, 1024), pagesPerSite: configuration.fetch.perHost,
                visits: max(4, configuration.fetch.concurrency / 4), isOnePass: isOnePass,
                visitsSources: visitsSources),
            store: store, visitor: visitor, worker: worker, fetcher: fetch.fetcher, time: time, zone: zone, room: room,
            pulse: pulse, hearing: hearing)
    }
}
