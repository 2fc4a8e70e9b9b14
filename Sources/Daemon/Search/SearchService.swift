internal import Archiving
internal import Logging
internal import Model
internal import Storage
internal import Threading

/// Keeps the search index up to the journal while the daemon runs. Trouble with it keeps nobody from archiving.
struct SearchService: Sendable {
    let configuration: Configuration
    let archive: ArchiveFolder
    let store: SQLiteStore
    let time: DaemonClock
    let logger: Logger
    /// Where the index is opened, and texts are read.
    private let disk = WorkerThreads(label: "dibao.searching", count: 1)

    /// Between two looks at the journal, and after trouble.
    private static let pause = Duration.seconds(2)
    private static let pauseAfterTrouble = Duration.seconds(60)

    /// Wiring until the task is cancelled.
    func run() async {
        var index: SQLiteSearchIndex?
        while !Task.isCancelled {
            var pause = SearchService.pause
            do throws(CommandFailure) {
                let usable = try await usableIndex(index)
                index = usable
                try await follower(of: usable).catchUp()
            } catch {
                if Task.isCancelled { return }
                logger.error("the search index does not follow", metadata: ["reason": "\(error)"])
                pause = SearchService.pauseAfterTrouble
            }
            do { try await time.sleep(pause) } catch { return }
        }
    }

    /// Brings what there is now into the index; trouble is logged.
    func catchUp() async {
        do throws(CommandFailure) { try await follower(of: await usableIndex(nil)).catchUp() } catch
            where !Task.isCancelled
        {
            logger.error("the search index does not follow", metadata: ["reason": "\(error)"])
        } catch {}  // the task was cancelled: the next run goes on from there
    }

    private func usableIndex(_ index: SQLiteSearchIndex?) async throws(CommandFailure) -> SQLiteSearchIndex {
        if let index, index.isUsable { return index }
        return try await disk.run { () throws(CommandFailure) in
            func tell(_ reason: String) {
                logger.warning("search index damaged, rebuilding it", metadata: ["reason": "\(reason)"])
            }
            if index?.isDamaged == true { tell("a query found it so") }
            return try Wiring.searchIndex(configuration, insteadOf: index) { tell("\($0)") }
        }
    }

    private func follower(of index: SQLiteSearchIndex) -> SearchFollower {
        let logger = logger
        return SearchFollower(
            archive: archive, store: store, index: index, disk: disk,
            whenMissing: { logger.warning("a text is not in the search index", metadata: ["reason": "\($0)"]) })
    }
}

extension Wiring {
    /// The search index, beside the state's database. One that is damaged is thrown away for an empty one: whoever follows
    /// the journal fills it from the files.
    ///
    /// - Parameters:
    ///   - old: the one that was used until now, and is usable no longer.
    ///   - whenDamaged: is told why one is thrown away.
    /// - Throws: `.inputOutput`, or `.tryAgain` where another process keeps it.
    static func searchIndex(
        _ configuration: Configuration, insteadOf old: SQLiteSearchIndex? = nil,
        whenDamaged: (StorageFailure) -> Void
    ) throws(CommandFailure) -> SQLiteSearchIndex {
        let (path, state) = try searchPath(configuration)
        do throws(StorageFailure) {
            try old?.discardIfDamaged()
            do throws(StorageFailure) { return try SQLiteSearchIndex(path: path, state: state) } catch {
                guard error.isDamage else { throw error }
                whenDamaged(error)
                try SQLiteFiles.remove(path)
                return try SQLiteSearchIndex(path: path, state: state)
            }
        } catch {
            throw CommandFailure(WorkFailure(error))
        }
    }

    /// Where the index is, and the database that it belongs to.
    static func searchPath(_ configuration: Configuration) throws(CommandFailure) -> (index: String, state: String) {
        let path = configuration.state.path
        return (path + ".search", path)
    }
}
