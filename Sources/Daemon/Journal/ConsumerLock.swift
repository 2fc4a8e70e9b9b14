/// The right to read the journal under one consumer's name: held by one process at a time.
struct ConsumerLock: Sendable {
    private let lock: FileLock

    /// Waits until nobody else has it.
    ///
    /// - Parameters:
    ///   - configuration: says which database; the lock's file is beside it.
    ///   - whenHeld: called once, before waiting.
    /// - Throws: `.inputOutput` where the file cannot be made; `.tryAgain` where the task was cancelled while waiting.
    static func take(
        _ name: ConsumerName, _ configuration: Configuration, time: DaemonClock,
        whenHeld: (FileLock.Holder) -> Void
    ) async throws(CommandFailure) -> ConsumerLock {
        let path = try path(name, configuration)
        var hasSaid = false
        while true {
            switch try FileLock.take(path) {
            case .taken(let lock): return ConsumerLock(lock: lock)
            case .held(let holder):
                if !hasSaid { whenHeld(holder) }
                hasSaid = true
            }
            do { try await time.sleep(.milliseconds(200)) } catch {
                throw CommandFailure(.tryAgain, "stopped while it waited for its turn")
            }
        }
    }

    /// Takes it now.
    ///
    /// - Throws: `.tryAgain` where another process has it, `.inputOutput` where the file cannot be made.
    static func takeNow(_ name: ConsumerName, _ configuration: Configuration) throws(CommandFailure) -> ConsumerLock {
        switch try FileLock.take(path(name, configuration)) {
        case .taken(let lock): return ConsumerLock(lock: lock)
        case .held(let holder):
            throw CommandFailure(.tryAgain, "\(name) is reading (\(holder)); stop it first")
        }
    }

    private static func path(
        _ name: ConsumerName, _ configuration: Configuration
    ) throws(CommandFailure) -> String {
        let path = configuration.state.path
        return "\(path).consumer-\(name).lock"
    }
}
