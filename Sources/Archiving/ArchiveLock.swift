internal import Glibc

/// Who holds the archive, as they wrote it into the lock file.
package struct LockHolder: Hashable, Sendable, CustomStringConvertible {
    package let processID: Int
    /// What they called themselves: `dibao fetch`.
    package let command: String

    package init(processID: Int, command: String) {
        self.processID = processID
        self.command = command
    }

    /// Reads what `line` writes; nil for anything else.
    init?(line: String) {
        let parts = line.split(separator: "\n").first?.split(separator: " ", maxSplits: 1) ?? []
        guard parts.count == 2, let processID = Int(parts[0]) else { return nil }
        self.init(processID: processID, command: String(parts[1]))
    }

    var line: String { "\(processID) \(command)\n" }

    /// `dibao fetch (process 4711)`.
    package var description: String { "\(command) (process \(processID))" }
}

extension ArchiveFolder {
    static let lockName = ".lock"

    /// Waits until no other process, and no other task of this one, changes the archive; then it is the caller's
    /// until the writer goes out of scope.
    ///
    /// The lock belongs to the open file, so that the system frees it when its process dies, however it dies. Waiting
    /// asks again every few milliseconds: it blocks no thread and ends with its task.
    ///
    /// - Parameters:
    ///   - command: What others are told about the caller.
    ///   - patience: How long to wait before giving up; nil for ever.
    ///   - notice: How long to wait before `onWait` is told, once, who holds the archive.
    /// - Throws: `.locked` when patience ends, `.cancelled`, `.unwritable`, or the system's refusal.
    nonisolated(nonsending)
        package func lock(
            as command: String = "dibao", patience: Duration? = nil, notice: Duration = .seconds(2),
            clock: some Clock<Duration> = ContinuousClock(), onWait: (LockHolder?) -> Void = { _ in }
        ) async throws(ArchiveError) -> ArchiveWriter
    {
        let file = try root.openForAppending(ArchiveFolder.lockName)
        let start = clock.now
        var pause = Duration.milliseconds(1)
        var noticed = false
        while true {
            if let lock = try HeldLock(on: file) {
                sign(file, LockHolder(processID: Int(getpid()), command: command))
                return try ArchiveWriter(archive: self, lock: lock)
            }
            let waited = start.duration(to: clock.now)
            if let patience, waited >= patience { throw .locked(by: ArchiveFolder.holder(file), waited: waited) }
            if !noticed, waited >= notice {
                noticed = true
                onWait(ArchiveFolder.holder(file))
            }
            do { try await clock.sleep(for: pause) } catch { throw .cancelled }
            pause = min(pause * 2, .milliseconds(20))
        }
    }

    /// Writes the holder's name and mark into the lock's file, unless it was the last to do so.
    private func sign(_ file: OpenFile, _ holder: LockHolder) {
        let lines = Array((holder.line + arrivals.mark + "\n").utf8)
        // A file that cannot be read is as good as another's.
        if let before = try? file.read(at: 0, count: 4096), before == lines { return }
        arrivals.forgetAll()
        // The name only serves a message, and without the mark numbers are counted anew: on a full disk the lock is as
        // good without them.
        try? file.truncate(to: 0)
        try? file.write(lines)
    }

    /// Nil where the file says nothing that can be read: its holder is about to write it.
    private static func holder(_ file: OpenFile) -> LockHolder? {
        guard let bytes = try? file.read(at: 0, count: 4096) else { return nil }  // it only serves a message
        return LockHolder(line: String(decoding: bytes, as: UTF8.self))
    }
}

/// An open file's advisory lock (flock); the last owner frees it.
///
/// It is freed by name, not only by closing the file: a child process that is about to be started still has a copy of
/// the file open for a moment, which would keep the lock.
struct HeldLock: ~Copyable, Sendable {
    private let file: OpenFile

    /// Nil while another open file has the lock.
    init?(on file: OpenFile) throws(ArchiveError) {
        do {
            _ = try number { flock(file.handle, LOCK_EX | LOCK_NB) }
        } catch {
            if error.code == EWOULDBLOCK { return nil }
            throw ArchiveError(SystemFailure(operation: "lock", path: file.path, code: error.code))
        }
        self.file = file
    }

    deinit { flock(file.handle, LOCK_UN) }
}
