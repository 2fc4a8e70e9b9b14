import Foundation

/// A program that runs beside a test, ended by its process id.
///
/// Foundation's `Process` is not used: waiting for it needs a run loop, and it hands its signal mask down, so that
/// children of test threads ignore SIGTERM.
final class ChildProcess: Sendable {
    private let id: pid_t
    private let isReaped = Guarded(false)

    /// - Parameter output: the descriptor that becomes its standard output; nil discards it.
    /// - Throws: `LoopbackError` when it cannot be started.
    init(_ path: String, _ arguments: [String], output: Int32? = nil) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let words = ([path] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, path, &actions, &attributes, words + [nil], environ)
        guard code == 0 else { throw LoopbackError("start \(path)", code) }
        self.id = id
    }

    deinit { kill() }

    /// Waits for its own end; its exit status, or -1 where a signal ended it.
    func wait() -> Int32 {
        isReaped.withLock { isReaped in
            guard !isReaped else { return -1 }
            isReaped = true
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
        }
    }

    /// Ends it at once, unless it has ended.
    func kill() {
        isReaped.withLock { isReaped in
            guard !isReaped else { return }
            isReaped = true
            Foundation.kill(id, SIGKILL)
            while waitpid(id, nil, 0) < 0, errno == EINTR {}
        }
    }
}
