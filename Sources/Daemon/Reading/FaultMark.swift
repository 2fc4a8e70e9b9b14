internal import Glibc
internal import Synchronization

/// Writes down that the process dies of a fault of its own, before it does.
enum FaultMark {
    /// Guards the writers of `place`; the handler only reads it.
    private static let lock = Mutex(())
    // A handler of signals gets nothing but the signal's number. A word is written and read in one piece.
    private nonisolated(unsafe) static var place: UnsafeMutableRawPointer?

    private static let faults = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

    /// From now on a fault's number is stored at this place, as four bytes, before the process ends as it would without.
    static func install(_ memory: UnsafeMutableRawPointer) {
        lock.withLock { _ in place = memory }
        for fault in faults {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                FaultMark.place?.storeBytes(of: UInt32(number), as: UInt32.self)
                signal(number, SIG_DFL)
                raise(number)
            }
            action.sa_flags = SA_ONSTACK
            sigaction(fault, &action, nil)
        }
    }

    /// The place is no more.
    static func remove(_ memory: UnsafeMutableRawPointer) {
        lock.withLock { _ in
            if place == memory { place = nil }
        }
    }
}
