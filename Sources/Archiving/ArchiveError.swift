internal import Glibc

/// Why the archive could not do what it was asked to: a case for each thing that somebody can do about it.
package enum ArchiveError: Error, Hashable, Sendable {
    /// No permission, or a read-only file system: somebody must grant it.
    case unwritable(SystemFailure)
    /// No space, or over the quota: nothing was kept of what did not fit, and the same call may succeed later.
    case full(SystemFailure)
    /// Any other refusal of the system.
    case failed(SystemFailure)
    /// The path leads to something else than a folder.
    case notAFolder(path: String)
    /// Another process has held the archive for longer than the caller would wait.
    case locked(by: LockHolder?, waited: Duration)
    /// The task was cancelled while it waited for its turn.
    case cancelled
    /// No such file in the archive.
    case missing(file: String)
    /// The file is there, but does not hold what it should.
    case damaged(file: String, reason: String)
    /// The name is none that the archive gives.
    case misnamed(String)
}

extension ArchiveError {
    /// The case that a refusal of the system belongs to.
    init(_ failure: SystemFailure) {
        switch failure.code {
        case EACCES, EPERM, EROFS: self = .unwritable(failure)
        case ENOSPC, EDQUOT, EFBIG: self = .full(failure)
        case ENOTDIR, ELOOP: self = .notAFolder(path: failure.path)
        default: self = .failed(failure)
        }
    }
}

extension ArchiveError: CustomStringConvertible {
    /// One line for the operator: what happened, where, and what to do.
    package var description: String {
        switch self {
        case .unwritable(let failure):
            "\(failure). Give the user that runs dibao (uid \(geteuid())) write access, or set archive.root elsewhere."
        case .full(let failure):
            "\(failure). Nothing was left half-written; free some space, or move archive.root, and run it again."
        case .failed(let failure): "\(failure)"
        case .notAFolder(let path): "\(path) is not a folder (symbolic links inside the archive are not followed)"
        case .locked(let holder, let waited):
            "the archive is in use by \(holder?.description ?? "another process") "
                + "and was not free within \(waited.components.seconds) s; try again later"
        case .cancelled: "cancelled while waiting for the archive"
        case .missing(let file): "\(file) is not in the archive"
        case .damaged(let file, let reason): "\(file) is damaged: \(reason)"
        case .misnamed(let name): "\(name.debugDescription) is not the name of a file of the archive"
        }
    }
}

/// A system call that said no.
package struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, as a verb: `write`.
    package let operation: String
    package let path: String
    /// The errno.
    package let code: CInt

    package init(operation: String, path: String, code: CInt) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// `cannot write archive/2023: No space left on device (errno 28)`.
    package var description: String {
        "cannot \(operation) \(path): \(Errno(code).description) (errno \(code))"
    }
}

/// What a system call left in errno.
package struct Errno: Error, Hashable, Sendable, CustomStringConvertible {
    package let code: CInt

    package init(_ code: CInt) { self.code = code }

    /// The errno of the call that failed just now, on this thread.
    static var last: Errno { Errno(errno) }

    /// The system's own text.
    package var description: String {
        var buffer = [CChar](repeating: 0, count: 256)
        // The XSI function: 0 on success; an unknown code still leaves its text in the buffer.
        _ = strerror_r(code, &buffer, buffer.count)
        return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }  // 256 bytes, never empty
    }
}
