internal import Glibc

/// A command's standard output with somebody at its other end: says how much of what was written they have taken.
///
/// | the output is | taken is |
/// |---|---|
/// | a pipe | what is no longer in it |
/// | a file | what the disk has |
/// | else | what was written |
final class EventOutput {
    private let descriptor: CInt
    private let kind: Kind
    /// Bytes so far.
    private(set) var written = 0

    private enum Kind { case pipe, file, other }

    init(_ descriptor: CInt) {
        self.descriptor = descriptor
        var status = stat()
        let mode = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
        kind = mode == S_IFIFO ? .pipe : mode == S_IFREG ? .file : .other
    }

    /// What the system puts into a pipe at once or not at all, so that a pipe with room never blocks the writer.
    private static let pieceBytes = 4096

    /// Writes all of it; waits while the other end takes nothing, until the task is cancelled.
    ///
    /// - Throws: `.inputOutput`, with no words where the reader went away; `.tryAgain` where the task was cancelled.
    func write(_ text: String) throws(CommandFailure) {
        var text = text
        let result: Result<Void, CommandFailure> = text.withUTF8 { bytes in
            do throws(CommandFailure) {
                return .success(try write(UnsafeRawBufferPointer(bytes)))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(CommandFailure) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            try waitForRoom()
            let count = Glibc.write(descriptor, start, min(rest.count, EventOutput.pieceBytes))
            guard count >= 0 else {
                if errno == EINTR || errno == EAGAIN { continue }
                throw EventOutput.failure(errno)
            }
            written += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func waitForRoom() throws(CommandFailure) {
        var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&question, 1, 100) <= 0 {
            if Task.isCancelled { throw CommandFailure(.tryAgain, "stopped while its reader took nothing") }
        }
    }

    /// A file's bytes that the disk has for certain.
    private var synced = 0
    /// How much of a file is written between two waits for the disk.
    private static let syncBytes = 8 << 20

    /// As `taken`; the disk is waited for where much was written to a file.
    ///
    /// - Throws: `.inputOutput`.
    func takenByNow() throws(CommandFailure) -> Int {
        if kind == .file, written - synced >= EventOutput.syncBytes { try sync() }
        return taken
    }

    private func sync() throws(CommandFailure) {
        if fdatasync(descriptor) != 0, errno != EINVAL { throw EventOutput.failure(errno) }
        synced = written
    }

    /// Bytes that the other end has taken.
    var taken: Int {
        if kind == .file { return synced }
        guard kind == .pipe else { return written }
        var unread: CInt = 0
        guard ioctl(descriptor, UInt(FIONREAD), &unread) == 0 else { return written }
        return written - Int(unread)
    }

    /// Whether the reader of a pipe has gone away.
    var isDeserted: Bool {
        var question = pollfd(fd: descriptor, events: 0, revents: 0)
        return kind == .pipe && poll(&question, 1, 0) > 0 && question.revents & Int16(POLLERR) != 0
    }

    /// Returns when the reader has taken all, and is still there a moment later: one that only wanted the beginning,
    /// such as `head`, is gone by then, though it has emptied the pipe.
    ///
    /// - Throws: `.inputOutput`, with no words where the reader went away; `.tryAgain` where the task was cancelled.
    func settle(_ time: DaemonClock) async throws(CommandFailure) {
        if kind == .file { try sync() }
        guard kind == .pipe else { return }
        do {
            while taken < written, !isDeserted { try await time.sleep(.milliseconds(5)) }
            for _ in 0..<10 where !isDeserted { try await time.sleep(.milliseconds(10)) }
        } catch {
            throw CommandFailure(.tryAgain, "stopped before its reader had taken all")
        }
        if isDeserted { throw EventOutput.failure(EPIPE) }
    }

    /// Tells the reader that nothing more comes.
    func end() {
        let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nothing >= 0 else { return }
        dup2(nothing, descriptor)  // its number stays taken: others may still use it
        close(nothing)
    }

    private static func failure(_ code: CInt) -> CommandFailure {
        let reason = code == EPIPE ? "" : "cannot write the output: \(String(cString: strerror(code)))"
        return CommandFailure(.inputOutput, reason)
    }
}
