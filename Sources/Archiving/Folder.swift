internal import Glibc

/// An open folder. Everything inside is reached from it, one component at a time, without following symbolic links,
/// so that nothing below the archive's root leads out of it.
final class Folder: Sendable {
    /// The folder's file descriptor, open as long as this lives.
    let handle: CInt
    /// For messages only.
    let path: String
    let disk: any Disk

    /// Opens a path that the operator gave; symbolic links in it are followed.
    init(at path: String, disk: any Disk) throws(ArchiveError) {
        self.path = path
        self.disk = disk
        handle = try explaining("open", path) { () throws(Errno) in
            try number { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        }
    }

    private init(handle: CInt, path: String, disk: any Disk) {
        self.handle = handle
        self.path = path
        self.disk = disk
    }

    deinit { close(handle) }

    /// Opens a path that the operator gave, and makes what is missing of it.
    static func make(at path: String, disk: any Disk) throws(ArchiveError) -> Folder {
        do {
            return try Folder(at: path, disk: disk)
        } catch {
            guard case .failed(let failure) = error, failure.code == ENOENT else { throw error }
        }
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        guard let name = names.last else { throw .missing(file: path) }
        let above = names.dropLast().joined(separator: "/")
        let parent = path.utf8.first == UInt8(ascii: "/") ? "/" + above : above.isEmpty ? "." : above
        let folder = try make(at: parent, disk: disk)
        let made = try folder.makeSubfolder(name)
        try folder.synchronize()
        return made
    }

    /// A folder inside this one; nil where there is none.
    func subfolder(_ name: String) throws(ArchiveError) -> Folder? {
        let inner = "\(path)/\(name)"
        do {
            let handle = try number { openat(self.handle, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
            return Folder(handle: handle, path: inner, disk: disk)
        } catch {
            if error.code == ENOENT { return nil }
            throw ArchiveError(SystemFailure(operation: "open", path: inner, code: error.code))
        }
    }

    /// A folder inside this one, made where it is missing; its name survives a loss of power once this one is
    /// synchronised.
    func makeSubfolder(_ name: String) throws(ArchiveError) -> Folder {
        if let folder = try subfolder(name) { return folder }
        do {
            try disk.makeFolder(name, in: handle)
        } catch {
            // Where the name exists, another process was faster, or a file bars the way: opening it tells.
            guard error.code == EEXIST else {
                throw ArchiveError(
                    SystemFailure(operation: "make the folder", path: "\(path)/\(name)", code: error.code))
            }
        }
        guard let folder = try subfolder(name) else { throw .missing(file: "\(path)/\(name)") }
        return folder
    }

    /// Every name in the folder but `.` and `..`, in no order.
    func names() throws(ArchiveError) -> [String] {
        let copy = try explaining("list", path) { () throws(Errno) in
            try number { openat(handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        }
        guard let stream = fdopendir(copy) else {
            let failure = SystemFailure(operation: "list", path: path, code: errno)
            close(copy)
            throw ArchiveError(failure)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            // d_name ends with NUL; its declared length is not the entry's, so it is read through the pointer.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name)!  // a stored property of a C struct
            let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
            if name != "." && name != ".." { names.append(name) }
        }
        if errno != 0 { throw ArchiveError(SystemFailure(operation: "list", path: path, code: errno)) }
        return names
    }

    /// A file to read; nil where there is none.
    func file(_ name: String) throws(ArchiveError) -> OpenFile? {
        do {
            let handle = try number { openat(self.handle, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
            return OpenFile(handle: handle, path: "\(path)/\(name)", disk: disk)
        } catch {
            if error.code == ENOENT { return nil }
            throw ArchiveError(SystemFailure(operation: "open", path: "\(path)/\(name)", code: error.code))
        }
    }

    /// A new file to write; the name must be free.
    func create(_ name: String) throws(ArchiveError) -> OpenFile {
        let handle = try explaining("create", "\(path)/\(name)") { () throws(Errno) in
            try disk.create(name, in: self.handle)
        }
        return OpenFile(handle: handle, path: "\(path)/\(name)", disk: disk)
    }

    /// A file to read and to write at its end, made where it is missing.
    func openForAppending(_ name: String) throws(ArchiveError) -> OpenFile {
        let handle = try explaining("open", "\(path)/\(name)") { () throws(Errno) in
            try disk.openForAppending(name, in: self.handle)
        }
        return OpenFile(handle: handle, path: "\(path)/\(name)", disk: disk)
    }

    func link(_ name: String, as newName: String) throws(ArchiveError) {
        try explaining("name", "\(path)/\(newName)") { () throws(Errno) in
            try disk.link(name, as: newName, in: handle)
        }
    }

    /// Removes a file; false where there was none.
    @discardableResult
    func remove(_ name: String) throws(ArchiveError) -> Bool {
        do {
            try disk.remove(name, in: handle)
            return true
        } catch {
            if error.code == ENOENT { return false }
            throw ArchiveError(SystemFailure(operation: "remove", path: "\(path)/\(name)", code: error.code))
        }
    }

    /// Returns when the names inside would survive a loss of power.
    func synchronize() throws(ArchiveError) {
        try explaining("synchronize", path) { () throws(Errno) in try disk.synchronize(handle) }
    }
}

/// Runs a system call and says, when it fails, what it was for.
func explaining<Result>(
    _ operation: String, _ path: String, _ call: () throws(Errno) -> Result
) throws(ArchiveError) -> Result {
    do {
        return try call()
    } catch {
        throw ArchiveError(SystemFailure(operation: operation, path: path, code: error.code))
    }
}
