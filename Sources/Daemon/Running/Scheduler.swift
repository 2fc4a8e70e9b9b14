package import Logging
package import Model
package import Serving
package import Storage

/// The daemon's loop: visits the sources whose time has come, and the pages that wait in the frontier, as many at once
/// as the configuration allows, until it is told to end.
///
/// ```
/// tick → disk? → sources due → visits ─┐            ┌→ the frontier grows
///      → free hands → leases → pages ──┴→ finished ─┴→ leases end, events are logged → tick
/// ```
///
/// A source has one visit at a time. Pages are shared out by the store, fair between sources; pauses between requests
/// are kept by `PoliteFetcher`. Nobody else logs what fails.
package struct Scheduler: Sendable {
    /// What the loop is to do, and how much at once.
    package struct Settings: Sendable {
        /// Pages in hand; most of them wait for their host's turn.
        package var pages: Int
        package var pagesPerSite: Int
        /// Source visits at once.
        package var visits: Int
        /// Every source once, whatever its rhythm, and every page that is due; then the end.
        package var isOnePass: Bool
        /// False leaves the sources alone: only pages that are in the frontier are visited.
        package var visitsSources: Bool
        /// From the request to end until what is under way is called off.
        package var grace: Duration

        package init(
            pages: Int, pagesPerSite: Int, visits: Int, isOnePass: Bool, visitsSources: Bool = true,
            grace: Duration = .seconds(12)
        ) {
            self.pages = pages
            self.pagesPerSite = pagesPerSite
            self.visits = visits
            self.isOnePass = isOnePass
            self.visitsSources = visitsSources
            self.grace = grace
        }
    }

    let sources: [SourceConfiguration]
    let settings: Settings
    let store: any StateStore
    let visitor: SourceVisitor
    let worker: PageWorker
    let fetcher: PoliteFetcher
    let time: DaemonClock
    let zone: @Sendable (SourceConfiguration, Timestamp) -> Int
    let room: @Sendable () -> String?
    let pulse: LivenessMonitor
    let hearing: RunObserver

    /// The daemon's name as an owner of leases: one daemon runs over a database, and has this name again when it comes
    /// back.
    package static let owner = "dibao"

    /// - Parameters:
    ///   - sources: those that may be visited.
    ///   - room: why there is no room on a disk; nil while there is. Asked every few seconds.
    package init(
        sources: [SourceConfiguration], settings: Settings, store: any StateStore, visitor: SourceVisitor,
        worker: PageWorker, fetcher: PoliteFetcher, time: DaemonClock,
        zone: @escaping @Sendable (SourceConfiguration, Timestamp) -> Int, room: @escaping @Sendable () -> String?,
        pulse: LivenessMonitor, hearing: RunObserver
    ) {
        self.sources = sources
        self.settings = settings
        self.store = store
        self.visitor = visitor
        self.worker = worker
        self.fetcher = fetcher
        self.time = time
        self.zone = zone
        self.room = room
        self.pulse = pulse
        self.hearing = hearing
    }

    /// Runs until the halt, or until the pass is over.
    ///
    /// - Throws: `.inputOutput` or `.tryAgain` where archive or database take nothing more; what was in hand is given
    ///   back first.
    package func run(until halt: StopFlag) async throws(CommandFailure) -> RunTally {
        var loop: SchedulerLoop
        do throws(StorageFailure) {
            loop = SchedulerLoop(self, states: try await store.sources(), halt: halt)
        } catch {
            throw CommandFailure(WorkFailure(error))
        }
        let tally = try await loop.run()
        do throws(WorkFailure) { try await worker.close() } catch { throw CommandFailure(error) }
        return tally
    }
}

/// Where the scheduler says what happens: the log of a daemon, the console of a single pass.
package struct RunObserver: Sendable {
    package let logger: Logger
    /// One line: something was to be done and was not.
    package let failed: @Sendable (String) -> Void
    package let progress: @Sendable (RunTally, _ sources: Int) -> Void
    /// Told how long requests and reading take.
    package let meters: Meters

    package init(
        logger: Logger, failed: @escaping @Sendable (String) -> Void = { _ in },
        progress: @escaping @Sendable (RunTally, _ sources: Int) -> Void = { _, _ in }, meters: Meters = Meters()
    ) {
        self.logger = logger
        self.failed = failed
        self.progress = progress
        self.meters = meters
    }
}
