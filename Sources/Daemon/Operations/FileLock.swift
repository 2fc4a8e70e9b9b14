internal import Glibc
internal import Model

/// A file that one process at a time has, freed by the system when that ends, however it ends.
///
/// It is a lock on the open file, not on the process: two owners in one process exclude each other, and looking at
/// the holder takes nothing from anybody.
package final class FileLock: Sendable {
    private let handle: CInt

    private init(handle: CInt) { self.handle = handle }

    deinit { close(handle) }

    /// Who has it, as it wrote into the file.
    package struct Holder: Hashable, Sendable, CustomStringConvertible {
        /// Nil where it has not written it yet.
        package let processID: Int?
        package let host: String?

        /// `process 4711 on news1`.
        package var description: String {
            guard let processID else { return "a process that has not named itself" }
            return "process \(processID)" + (host.map { " on \($0)" } ?? "")
        }
    }

    /// What came of asking for it.
    package enum Taking: Sendable {
        case taken(FileLock)
        case held(Holder)
    }

    /// Takes the lock, unless another has it.
    ///
    /// - Parameter path: of the file; it is made where it is missing, with the folders above it.
    /// - Throws: `.inputOutput` where the file cannot be made.
    package static func take(_ path: String) throws(CommandFailure) -> Taking {
        try makeFolder(of: path)
        let handle = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard handle >= 0 else { throw refusal("open", path) }
        var wanted = wholeFile()
        guard fcntl(handle, setLock, &wanted) == 0 else {
            let code = errno
            defer { close(handle) }
            guard code == EAGAIN || code == EACCES else { throw refusal("lock", path, code) }
            return .held(read(handle))
        }
        // The names only serve messages: on a full disk the lock is as good without them.
        let name = "\(getpid()) \(hostName())\n"
        _ = ftruncate(handle, 0)
        _ = pwrite(handle, name, name.utf8.count, 0)
        return .taken(FileLock(handle: handle))
    }

    /// Who has the lock; nil where nobody does.
    ///
    /// - Throws: `.inputOutput` where the file is there and cannot be opened.
    package static func holder(of path: String) throws(CommandFailure) -> Holder? {
        let handle = open(path, O_RDWR | O_CLOEXEC)
        guard handle >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw refusal("open", path)
        }
        defer { close(handle) }
        var asked = wholeFile()
        guard fcntl(handle, getLock, &asked) == 0 else { throw refusal("look at the lock on", path) }
        return asked.l_type == Int16(F_UNLCK) ? nil : read(handle)
    }

    // F_OFD_GETLK and F_OFD_SETLK, which the Glibc module does not show.
    // Source: Linux, include/uapi/asm-generic/fcntl.h.
    private static let getLock: CInt = 36
    private static let setLock: CInt = 37

    private static func wholeFile() -> flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    private static func read(_ handle: CInt) -> Holder {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = max(0, pread(handle, &bytes, bytes.count, 0))
        let words = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return Holder(processID: words.first.flatMap { Int($0) }, host: words.dropFirst().first.map { oneLine($0) })
    }

    private static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Makes the folders above the file.
    private static func makeFolder(of path: String) throws(CommandFailure) {
        let folders = path.indices.filter { path[$0] == "/" && $0 != path.startIndex }.map { String(path[..<$0]) }
        for folder in folders where mkdir(folder, 0o755) != 0 && errno != EEXIST {
            // Read-only places above a folder that is there already refuse with other codes.
            var status = stat()
            guard stat(folder, &status) != 0 else { continue }
            throw refusal("make", folder)
        }
    }

    private static func refusal(_ verb: String, _ path: String, _ code: CInt = errno) -> CommandFailure {
        CommandFailure(
            .inputOutput,
            "cannot \(verb) \(path) (\(String(cString: strerror(code)))); give dibao write access there, or set "
                + "state.url elsewhere")
    }
}
