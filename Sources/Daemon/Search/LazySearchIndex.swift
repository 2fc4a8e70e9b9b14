internal import Extraction
internal import Logging
internal import Serving
internal import Storage
internal import Threading

/// The server's search index: opened when it is first wanted, off the threads that all tasks share, and tried again if
/// it cannot be opened. Reading goes on meanwhile.
actor LazySearchIndex {
    private let configuration: Configuration
    private let disk: WorkerThreads
    private let time: DaemonClock
    private let logger: Logger
    private var opened: Opened?
    private var opening: Task<Result<Opened, CommandFailure>, Never>?
    private var failedAt: Duration?

    private struct Opened: Sendable {
        let desk: SearchClient
        let index: SQLiteSearchIndex
    }

    /// Between two tries.
    private static let pause = Duration.seconds(10)

    init(_ configuration: Configuration, disk: WorkerThreads, time: DaemonClock, logger: Logger) {
        self.configuration = configuration
        self.disk = disk
        self.time = time
        self.logger = logger
    }

    /// Nil if there is no index now.
    func desk() async -> SearchClient? {
        // One that is damaged, or that a rebuild has replaced, is opened again.
        if let opened, opened.index.isUsable { return opened.desk }
        if let opening { return try? await opening.value.get().desk }  // whoever began to open it logs why not
        if let failedAt, time.elapsed() - failedAt < LazySearchIndex.pause { return nil }
        let task = Task { [configuration, disk, logger, old = opened?.index] () -> Result<Opened, CommandFailure> in
            do throws(CommandFailure) {
                let index = try await disk.run { () throws(CommandFailure) in
                    try Wiring.searchIndex(configuration, insteadOf: old) { reason in
                        logger.warning("search index damaged, rebuilding it", metadata: ["reason": "\(reason)"])
                    }
                }
                return .success(Opened(desk: SearchClient(index: index, fold: FoldedText.bytes), index: index))
            } catch {
                return .failure(error)
            }
        }
        opening = task
        let result = await task.value
        opening = nil
        do throws(CommandFailure) {
            opened = try result.get()
        } catch {
            opened = nil
            failedAt = time.elapsed()
            logger.warning("cannot open the search index", metadata: ["reason": "\(error)"])
        }
        return opened?.desk
    }
}
