internal import Glibc

/// An open file of the archive; closed when the last owner lets go.
final class OpenFile: Sendable {
    let handle: CInt
    /// For messages only.
    let path: String
    private let disk: any Disk

    init(handle: CInt, path: String, disk: any Disk) {
        self.handle = handle
        self.path = path
        self.disk = disk
    }

    deinit { close(handle) }

    /// Bytes in the file.
    ///
    /// - Throws: also where it is not a regular file.
    func length() throws(ArchiveError) -> Int {
        let status = try status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged(file: path, reason: "not a regular file") }
        return Int(status.st_size)
    }

    /// When it was changed last, in nanoseconds of Unix time.
    func modified() throws(ArchiveError) -> Int {
        let moment = try status().st_mtim
        return moment.tv_sec * 1_000_000_000 + moment.tv_nsec
    }

    private func status() throws(ArchiveError) -> stat {
        var status = stat()
        _ = try explaining("examine", path) { () throws(Errno) in try number { fstat(handle, &status) } }
        return status
    }

    /// Up to `count` bytes from `offset` on; fewer only at the file's end.
    func read(at offset: Int, count: Int) throws(ArchiveError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let wanted = min(count - bytes.count, 1 << 20)
            let start = offset + bytes.count
            let piece = try explaining("read", path) { () throws(Errno) -> [UInt8] in
                var failure: Errno?
                let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                    do throws(Errno) {
                        filled = try number { pread(handle, buffer.baseAddress, wanted, off_t(start)) }
                    } catch { failure = error }
                }
                if let failure { throw failure }
                return piece
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    /// Writes all bytes where the file's writing position is.
    func write(_ bytes: [UInt8]) throws(ArchiveError) {
        var written = 0
        while written < bytes.count {
            written += try explaining("write", path) { () throws(Errno) -> Int in
                let result: Result<Int, Errno> = bytes.withUnsafeBytes { buffer in
                    Result { () throws(Errno) in
                        try disk.write(UnsafeRawBufferPointer(rebasing: buffer[written...]), to: handle)
                    }
                }
                return try result.get()
            }
        }
    }

    /// Writes all bytes at the end, or none: what was written of them before a failure is cut off again.
    ///
    /// - Parameter end: the file's length before.
    func append(_ bytes: [UInt8], at end: Int) throws(ArchiveError) {
        do {
            try write(bytes)
            try synchronize()
        } catch {
            try? truncate(to: end)  // the first failure says more; whoever appends next cuts what is left
            throw error
        }
    }

    func truncate(to length: Int) throws(ArchiveError) {
        try explaining("truncate", path) { () throws(Errno) in try disk.truncate(handle, to: length) }
    }

    /// Returns when the bytes would survive a loss of power.
    func synchronize() throws(ArchiveError) {
        try explaining("synchronize", path) { () throws(Errno) in try disk.synchronize(handle) }
    }
}
