internal import CSpawn
internal import Foundation
internal import Logging
internal import Model

/// One run of a hook's program: the events go to its standard input, what it says to its errors goes to the log.
///
/// No shell is in between, and nothing that a page says becomes an argument or a variable. The program leads a process
/// group of its own, which ends with it when it takes too long or the daemon stops: SIGTERM, 5 seconds later SIGKILL.
final class HookProcess: @unchecked Sendable {
    // Sendable: the fields are only touched by the one thread that `run` starts; `halt` guards itself.
    private let id: pid_t
    private var input: CInt
    private let errors: CInt
    private var rest: ArraySlice<UInt8>
    private var said: [UInt8] = []
    private let halt: StopFlag

    /// How it ended.
    struct End: Hashable, Sendable {
        /// Nil: exit status 0.
        var problem: String?
        /// What it said to the errors, the beginning of it, line by line.
        var lines: [String] = []
    }

    /// Of what a program says, this much is kept.
    private static let saidLimitBytes = 64 << 10
    private static let starting = NSLock()
    private static let grace = Duration.seconds(5)

    /// Runs a program to its end; cancelling the task ends it.
    ///
    /// - Parameters:
    ///   - command: an absolute path, then arguments.
    ///   - timeout: how long it may take.
    static func run(
        _ command: [String], input: [UInt8], environment: [String: String], timeout: Duration
    ) async -> End {
        let halt = StopFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { done in
                Thread.detachNewThread {
                    do throws(CommandFailure) {
                        let process = try HookProcess(command, input: input, environment: environment, halt: halt)
                        done.resume(returning: process.attend(until: .now + timeout, timeout))
                    } catch {
                        done.resume(returning: End(problem: error.description))
                    }
                }
            }
        } onCancel: {
            halt.request()
        }
    }

    /// - Throws: where it cannot be started.
    private init(
        _ command: [String], input: [UInt8], environment: [String: String], halt: StopFlag
    ) throws(CommandFailure) {
        self.halt = halt
        rest = input[...]
        var (inward, outward): ([CInt], [CInt]) = ([-1, -1], [-1, -1])
        // One at a time: a program that starts between a pipe and its close-on-exec flag would keep the pipe open.
        HookProcess.starting.lock()
        defer { HookProcess.starting.unlock() }
        guard pipe(&inward) == 0 else { throw HookProcess.failure("make a pipe", errno) }
        guard pipe(&outward) == 0 else {
            let code = errno
            for end in inward { close(end) }
            throw HookProcess.failure("make a pipe", code)
        }
        for end in inward + outward { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        for end in [inward[1], outward[0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        let started = HookProcess.spawn(command, environment, input: inward[0], errors: outward[1])
        close(inward[0])
        close(outward[1])
        (self.input, errors) = (inward[1], outward[0])
        switch started {
        case .success(let id): self.id = id
        case .failure(let failure):
            id = 0
            close(self.input)
            close(errors)
            throw failure
        }
    }

    private static func spawn(
        _ command: [String], _ environment: [String: String], input: CInt, errors: CInt
    ) -> Result<pid_t, CommandFailure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        // What the daemon listens on and talks through is not the program's: it would keep ports and connections open.
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The daemon ignores some signals and blocks others; its programs start as everybody does.
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let words = command.map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for word in words + variables { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, command[0], &actions, &attributes, words + [nil], variables + [nil])
        return code == 0 ? .success(id) : .failure(failure("start \(command[0])", code))
    }

    /// Feeds it and listens until it has ended.
    private func attend(until deadline: ContinuousClock.Instant, _ timeout: Duration) -> End {
        defer {
            closeInput()
            close(errors)
        }
        var verdict: String?
        var killAt: ContinuousClock.Instant?
        while true {
            if hasEnded {
                // What it started and what did not end with it.
                if verdict != nil { kill(-id, SIGKILL) }
                var status: CInt = 0
                waitpid(id, &status, 0)
                listen()
                // One that finished though it was told to end has taken what it was given.
                return End(problem: HookProcess.problem(status).map { verdict ?? $0 }, lines: lines)
            }
            if let moment = killAt {
                if .now >= moment { kill(-id, SIGKILL) }
            } else if halt.isSet || .now >= deadline {
                verdict = halt.isSet ? "stopped with the daemon" : "not done after \(TimeSpan.text(timeout))"
                kill(-id, SIGTERM)
                killAt = .now + HookProcess.grace
            }
            var questions = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),  // one below zero is passed over
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            // Its end does not wake the poll: look for it often at first, 20 times a second in the end.
            _ = poll(&questions, 2, 20)
            if questions[0].revents != 0 { feed() }
            if questions[1].revents & Int16(POLLIN) != 0 {
                listen()
            } else if questions[1].revents != 0 {
                usleep(20_000)
            }
        }
    }

    /// Whether it is over; until somebody waits for it, its process group is no other's.
    private var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo != 0
    }

    private func feed() {
        let count = rest.withUnsafeBytes { write(input, $0.baseAddress, min($0.count, 1 << 16)) }
        if count > 0 { rest = rest.dropFirst(count) }
        // One that does not want to read all is as good: its exit status counts.
        if rest.isEmpty || count < 0 && errno != EAGAIN && errno != EINTR { closeInput() }
    }

    private func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Takes what it has said by now.
    private func listen() {
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        for _ in 0..<64 {
            let count = read(errors, &piece, piece.count)
            guard count > 0 else { return }
            said += piece[..<min(count, max(0, HookProcess.saidLimitBytes - said.count))]
        }
    }

    private var lines: [String] {
        String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline).map { oneLine($0) }
            .filter { !$0.isEmpty }
    }

    private static func problem(_ status: CInt) -> String? {
        let signal = status & 0x7F
        if signal != 0 { return "ended by signal \(signal)" }
        let code = status >> 8 & 0xFF
        return code == 0 ? nil : "exit status \(code)"
    }

    private static func failure(_ verb: String, _ code: CInt) -> CommandFailure {
        CommandFailure(.inputOutput, "cannot \(verb): \(String(cString: strerror(code)))")
    }
}
