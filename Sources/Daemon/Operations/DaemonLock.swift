/// The right to be the daemon over one database: held by one process at a time.
package struct DaemonLock: Sendable {
    private let lock: FileLock

    package typealias Holder = FileLock.Holder

    /// Takes the lock.
    ///
    /// - Parameter database: the path of the SQLite file; the lock's file is beside it.
    /// - Throws: `.tryAgain` where another daemon has it, `.inputOutput` where the file cannot be made.
    package static func take(beside database: String) throws(CommandFailure) -> DaemonLock {
        switch try FileLock.take(path(beside: database)) {
        case .taken(let lock): return DaemonLock(lock: lock)
        case .held(let holder):
            throw CommandFailure(
                .tryAgain,
                "another dibao works on \(database) (\(holder)); stop it, or set state.url to another database")
        }
    }

    /// The daemon that runs over this database; nil where none does.
    ///
    /// - Throws: `.inputOutput` where the lock's file is there and cannot be opened.
    package static func holder(beside database: String) throws(CommandFailure) -> Holder? {
        try FileLock.holder(of: path(beside: database))
    }

    /// The file that is locked.
    package static func path(beside database: String) -> String { database + ".lock" }
}
