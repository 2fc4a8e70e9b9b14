internal import Glibc

/// The calls that change a disk, and nothing else: a test stands in for it and lets any of them fail.
///
/// Names are single path components, relative to an open folder; symbolic links are not followed.
package protocol Disk: Sendable {
    /// A new, empty file to write to; fails where the name exists.
    func create(_ name: String, in folder: CInt) throws(Errno) -> CInt
    /// A file to read, and to write at its end; made where it is missing.
    func openForAppending(_ name: String, in folder: CInt) throws(Errno) -> CInt
    func makeFolder(_ name: String, in folder: CInt) throws(Errno)
    /// Bytes taken, at least 1 of a non-empty buffer; may be fewer than given.
    func write(_ bytes: UnsafeRawBufferPointer, to file: CInt) throws(Errno) -> Int
    /// Returns when the file's bytes, or the folder's names, would survive a loss of power.
    func synchronize(_ file: CInt) throws(Errno)
    func truncate(_ file: CInt, to length: Int) throws(Errno)
    /// Gives a file a second name; fails where the new name exists.
    func link(_ name: String, as newName: String, in folder: CInt) throws(Errno)
    func remove(_ name: String, in folder: CInt) throws(Errno)
}

/// The machine's file systems.
package struct LocalDisk: Disk {
    package init() {}

    package func create(_ name: String, in folder: CInt) throws(Errno) -> CInt {
        try number { openat(folder, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o644) }
    }

    package func openForAppending(_ name: String, in folder: CInt) throws(Errno) -> CInt {
        try number { openat(folder, name, O_CREAT | O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o644) }
    }

    package func makeFolder(_ name: String, in folder: CInt) throws(Errno) {
        _ = try number { mkdirat(folder, name, 0o755) }
    }

    package func write(_ bytes: UnsafeRawBufferPointer, to file: CInt) throws(Errno) -> Int {
        try number { Glibc.write(file, bytes.baseAddress, bytes.count) }
    }

    package func synchronize(_ file: CInt) throws(Errno) {
        _ = try number { fsync(file) }
    }

    package func truncate(_ file: CInt, to length: Int) throws(Errno) {
        _ = try number { ftruncate(file, off_t(length)) }
    }

    package func link(_ name: String, as newName: String, in folder: CInt) throws(Errno) {
        _ = try number { linkat(folder, name, folder, newName, 0) }
    }

    package func remove(_ name: String, in folder: CInt) throws(Errno) {
        _ = try number { unlinkat(folder, name, 0) }
    }
}

/// A system call's result, with interrupted calls made again.
func number<Result: SignedInteger>(_ call: () -> Result) throws(Errno) -> Result {
    while true {
        let result = call()
        if result >= 0 { return result }
        let error = Errno.last
        if error.code != EINTR { throw error }
    }
}
