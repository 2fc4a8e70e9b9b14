import Archiving
import Glibc

/// The machine's disk, of which one call goes wrong.
final class FaultyDisk: Disk, @unchecked Sendable {  // each test uses it in one task, call after call
    enum Fault {
        /// One call fails, later ones pass: a full disk where somebody makes room.
        case once(CInt)
        /// All calls from there on fail: a disk that stays full.
        case everAfter(CInt)
        /// The process is killed instead of the call.
        case kill
    }

    private let disk = LocalDisk()
    private let fault: Fault
    private let position: Int
    private(set) var calls = 0

    /// - Parameter position: The call that goes wrong, from 1.
    init(_ fault: Fault, at position: Int) {
        self.fault = fault
        self.position = position
    }

    /// Whether the faulty call was made at all.
    var hasFailed: Bool { calls >= position }

    func create(_ name: String, in folder: CInt) throws(Errno) -> CInt {
        try step()
        return try disk.create(name, in: folder)
    }

    func openForAppending(_ name: String, in folder: CInt) throws(Errno) -> CInt {
        try step()
        return try disk.openForAppending(name, in: folder)
    }

    func makeFolder(_ name: String, in folder: CInt) throws(Errno) {
        try step()
        try disk.makeFolder(name, in: folder)
    }

    /// A faulty write leaves half of the bytes, as a full disk does.
    func write(_ bytes: UnsafeRawBufferPointer, to file: CInt) throws(Errno) -> Int {
        try step { _ = try? disk.write(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]), to: file) }
        return try disk.write(bytes, to: file)
    }

    func synchronize(_ file: CInt) throws(Errno) {
        try step()
        try disk.synchronize(file)
    }

    func truncate(_ file: CInt, to length: Int) throws(Errno) {
        try step()
        try disk.truncate(file, to: length)
    }

    func link(_ name: String, as newName: String, in folder: CInt) throws(Errno) {
        try step()
        try disk.link(name, as: newName, in: folder)
    }

    func remove(_ name: String, in folder: CInt) throws(Errno) {
        try step()
        try disk.remove(name, in: folder)
    }

    private func step(_ before: () -> Void = {}) throws(Errno) {
        calls += 1
        switch fault {
        case .once(let code) where calls == position, .everAfter(let code) where calls >= position:
            before()
            throw Errno(code)
        case .kill where calls == position:
            before()
            raise(SIGKILL)
        default: break
        }
    }
}
