internal import Glibc

/// The right to be the daemon over one database: held by one process at a time.
package struct DaemonLock: Sendable {
    private let lock: FileLock

    package typealias Holder = FileLock.Holder

    /// Takes the lock.
    ///
    /// - Parameter database: the path of the SQLite file; the lock's file is beside it.
    /// - Throws: `.tryAgain` where another daemon has it, `.inputOutput` where the file cannot be made.
    package static func take(beside database: String) throws(CommandFailure) -> DaemonLock {
        var tries = 0
        while true {
            switch try FileLock.take(path(beside: database)) {
            case .taken(let lock): return DaemonLock(lock: lock)
            case .held(let holder):
                // A child that has not begun its own program yet still has the lock of a daemon that ended in this
                // process; it lets go of it in a moment.
                if holder.processID == Int(getpid()), tries < DaemonLock.mostTries {
                    tries += 1
                    usleep(DaemonLock.pauseMicroseconds)
                    continue
                }
                throw CommandFailure(
                    .tryAgain,
                    "another dibao works on \(database) (\(holder)); stop it, or set state.url to another database")
            }
        }
    }

    private static let mostTries = 60
    private static let pauseMicroseconds: UInt32 = 50_000

    /// The daemon that runs over this database; nil where none does.
    ///
    /// - Throws: `.inputOutput` where the lock's file is there and cannot be opened.
    package static func holder(beside database: String) throws(CommandFailure) -> Holder? {
        try FileLock.holder(of: path(beside: database))
    }

    /// The file that is locked.
    package static func path(beside database: String) -> String { database + ".lock" }
}
