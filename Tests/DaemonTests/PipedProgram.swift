import Foundation
import Testing

/// The built `dibao` with the test at the other ends of its standard input and output.
final class PipedProgram {
    let id: pid_t
    private var input: Int32
    private var output: Int32
    private var buffer: [UInt8] = []
    private var isReaped = false

    init(_ arguments: [String]) throws {
        var (inward, outward): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        try #require(pipe(&inward) == 0 && pipe(&outward) == 0)
        for end in inward + outward { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, inward[0], 0)
        posix_spawn_file_actions_adddup2(&actions, outward[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let words = ([try Program.path] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, try Program.path, &actions, &attributes, words + [nil], environ)
        close(inward[0])
        close(outward[1])
        try #require(code == 0, "\(String(cString: strerror(code)))")
        (self.id, input, output) = (id, inward[1], outward[0])
    }

    deinit {
        if !isReaped { kill() }
        hangUp()
        stopReading()
    }

    /// The numbers of the next so many lines; fewer where the output ends before, or nothing comes for so many
    /// milliseconds.
    func numbers(_ count: Int, patience: Int32 = 900_000) -> [Int] {
        var numbers: [Int] = []
        while numbers.count < count, let line = nextLine(patience) { numbers += sequenceNumbers(in: line) }
        return numbers
    }

    private func nextLine(_ patience: Int32) -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            var question = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            var piece = [UInt8](repeating: 0, count: 4096)
            guard poll(&question, 1, patience) > 0 else { return nil }
            let got = read(output, &piece, piece.count)
            guard got > 0 else { return nil }
            buffer += piece[..<got]
        }
    }

    /// Writes to its standard input.
    func say(_ text: String) {
        signal(SIGPIPE, SIG_IGN)
        _ = text.withCString { write(input, $0, strlen($0)) }
    }

    /// Closes its standard input.
    func hangUp() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Closes the test's end of its standard output.
    func stopReading() {
        if output >= 0 { close(output) }
        output = -1
    }

    func send(_ signal: Int32) { Foundation.kill(id, signal) }

    /// Ends it without warning.
    func kill() {
        send(SIGKILL)
        _ = ended()
    }

    /// Waits for its end; the exit status, -1 where a signal ended it, also the test's after a quarter of an hour.
    func ended() -> Int32 {
        var status: Int32 = 0
        for _ in 0..<200_000 where !isReaped {
            if waitpid(id, &status, WNOHANG) == id {
                isReaped = true
            } else {
                usleep(5000)
            }
        }
        if !isReaped {
            send(SIGKILL)
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            isReaped = true
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }
}
