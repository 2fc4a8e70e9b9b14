internal import Fetching
internal import Logging
internal import Model
internal import Storage

/// What `backfill` and `gaps --heal` work with. Where no daemon runs they are the daemon meanwhile, and visit the pages
/// themselves; where one runs, the pages that they bring into the frontier are its.
struct BackfillSession: Sendable {
    let visitor: SourceVisitor
    let store: SQLiteStore
    /// Nil where a daemon runs.
    private let scheduler: Scheduler?
    private let lock: DaemonLock?
    private let connections: Fetcher
    private let halt = StopFlag()

    /// - Parameters:
    ///   - sources: whose past it is about; they are worked on even where they are turned off.
    ///   - progress: told whenever pages were visited.
    /// - Throws: `.badConfiguration` where one of them waits for `fetch.contact`; what keeps all from being kept.
    init(
        _ configuration: Configuration, sources: [SourceConfiguration], time: DaemonClock, console: Console,
        logger: Logger, progress: @escaping @Sendable (RunTally) -> Void
    ) async throws(CommandFailure) {
        var configuration = configuration
        configuration.sources = sources.map { source in
            var source = source
            source.isEnabled = true
            return source
        }
        if let notice = configuration.waitingNotice { throw CommandFailure(.badConfiguration, notice) }
        let path = configuration.state.path
        let holder = try DaemonLock.holder(beside: path)
        lock = holder == nil ? try DaemonLock.take(beside: path) : nil
        store = try Wiring.store(configuration)
        connections = try Wiring.fetcher(configuration)
        if let holder {
            console.say("dibao: the daemon runs (\(holder)): it visits the pages that are found.")
            scheduler = nil
            visitor = try await BackfillSession.visitor(configuration, store, connections, time, logger)
            return
        }
        let session = RunSession(
            configuration: configuration, isOnePass: true, archive: try Wiring.archive(configuration), store: store,
            time: time, room: RoomWatch(configuration).shortage, pulse: LivenessMonitor(time: time),
            hearing: RunObserver(
                logger: logger, failed: { console.say("dibao: \(oneLine($0))") },
                progress: { tally, _ in progress(tally) }),
            visitsSources: false)
        let scheduler = try await session.scheduler(connections)
        self.scheduler = scheduler
        visitor = scheduler.visitor
    }

    /// Visits every page of these sources that is due; returns when none is.
    ///
    /// The task that is cancelled gets what was done until then: what is in hand is finished, or given back.
    func visitPages() async throws(CommandFailure) -> RunTally {
        guard let scheduler else { return RunTally() }
        let (halt, lock) = (halt, lock)
        let work = Task { () -> Result<RunTally, CommandFailure> in
            defer { withExtendedLifetime(lock) {} }
            do throws(CommandFailure) {
                return .success(try await scheduler.run(until: halt))
            } catch {
                return .failure(error)
            }
        }
        return try await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            halt.request()
        }
        .get()
    }

    func close() async { await connections.shutDown() }

    /// With the daemon's manners: pauses between requests are kept together with it.
    private static func visitor(
        _ configuration: Configuration, _ store: SQLiteStore, _ connections: Fetcher, _ time: DaemonClock,
        _ logger: Logger
    ) async throws(CommandFailure) -> SourceVisitor {
        let shared = try Wiring.sharedTurns(configuration)
        let pool = try await Wiring.readingPool(configuration, store, now: time.now(), logger: logger)
        let fetch = try await Wiring.pageFetch(
            configuration, .pass, connections, memory: store, shared: shared, time: time, pool: pool)
        return SourceVisitor(
            fetch: fetch, store: store, time: time, maxBodyBytes: configuration.fetch.maxBodyBytes,
            zone: { Wiring.utcOffset(configuration, of: $0.timeZone, at: $1) })
    }
}
