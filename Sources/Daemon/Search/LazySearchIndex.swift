internal import Extraction
internal import Logging
internal import Serving
internal import Storage

/// The server's search index: opened when it is first wanted, off the threads that all tasks share, and tried again if
/// it cannot be opened. Reading goes on meanwhile.
actor LazySearchIndex {
    private let configuration: Configuration
    private let pool: BlockingPool
    private let time: Timepiece
    private let logger: Logger
    private var opened: SearchDesk?
    private var opening: Task<Result<SearchDesk, CommandFailure>, Never>?
    private var failedAt: Duration?

    /// Between two tries.
    private static let pause = Duration.seconds(10)

    init(_ configuration: Configuration, pool: BlockingPool, time: Timepiece, logger: Logger) {
        self.configuration = configuration
        self.pool = pool
        self.time = time
        self.logger = logger
    }

    /// Nil if there is no index now.
    func desk() async -> SearchDesk? {
        if let opened { return opened }
        if let opening { return try? await opening.value.get() }  // whoever began to open it logs why not
        if let failedAt, time.elapsed() - failedAt < LazySearchIndex.pause { return nil }
        let task = Task { [configuration, pool] () -> Result<SearchDesk, CommandFailure> in
            do throws(CommandFailure) {
                let index = try await pool.run { () throws(CommandFailure) in try Works.searchIndex(configuration) }
                return .success(SearchDesk(index: index, fold: FoldedText.bytes))
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
            failedAt = time.elapsed()
            logger.warning("cannot open the search index", metadata: ["reason": "\(error)"])
        }
        return opened
    }
}
