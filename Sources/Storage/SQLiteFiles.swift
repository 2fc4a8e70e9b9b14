internal import Foundation
package import Model

/// The files that a database consists of, as a rebuild moves them.
package enum SQLiteFiles {
    /// A database's write-ahead log and the index of that: left behind beside another database, they would be taken for
    /// its own.
    private static let companions = ["-wal", "-shm"]

    /// Where a rebuild makes a database that is to come in the place of the one at this path.
    package static func draft(of path: String) -> String { "\(path).rebuilding" }

    /// Takes the files of a database away; nobody may have it open.
    ///
    /// - Throws: `.readOnly`.
    package static func remove(_ path: String) throws(StorageFailure) {
        for file in ["", "-wal", "-shm"].map({ path + $0 }) {
            // What is not there, or has just gone with its last connection, need not be removed.
            guard unlink(file) != 0, errno != ENOENT else { continue }
            throw .readOnly(path: file, reason: "it cannot be removed: \(String(cString: strerror(errno)))")
        }
    }

    /// Puts a database that is closed in the place of another; that one stays, under another name, until then and after.
    /// Killed at any point, there is one of the two at the path.
    ///
    /// Nobody may have either of them open: call this while holding the archive's lock.
    ///
    /// - Parameter moment: names the one that is set aside.
    /// - Returns: where the old one is now; nil where there was none.
    /// - Throws: `.notAFile` where a folder is in the way, or `.readOnly`.
    package static func put(_ draft: String, inPlaceOf path: String, at moment: Timestamp) throws(StorageFailure)
        -> String?
    {
        if isFolder(path) { throw .notAFile(path: path) }
        // Closed, it leaves an empty log behind.
        guard FileManager.default.contents(atPath: draft + "-wal")?.isEmpty ?? true else {
            throw .failed(path: draft, reason: "not all of it is in its file yet")
        }
        for companion in companions { unlink(draft + companion) }
        var aside: String?
        if FileManager.default.fileExists(atPath: path) {
            let name = freeName(of: path, at: moment)
            for companion in companions where FileManager.default.fileExists(atPath: path + companion) {
                try renameFile(path + companion, name + companion)
            }
            // A second name first, so that the path always leads to one of the two; where there are no second names, the
            // path leads nowhere for a moment.
            if link(path, name) != 0 { try renameFile(path, name) }
            aside = name
        } else {
            for companion in companions { unlink(path + companion) }
        }
        try renameFile(draft, path)
        synchronizeFolder(of: path)
        return aside
    }

    /// `state/dibao.db.damaged-20261130-170353`.
    private static func freeName(of path: String, at moment: Timestamp) -> String {
        let digits = moment.description.filter(\.isNumber)
        let name = "\(path).damaged-\(digits.prefix(8))-\(digits.dropFirst(8))"
        var free = name
        var number = 2
        while FileManager.default.fileExists(atPath: free) {
            free = "\(name)-\(number)"
            number += 1
        }
        return free
    }

    private static func renameFile(_ old: String, _ new: String) throws(StorageFailure) {
        guard rename(old, new) == 0 else {
            throw .readOnly(path: old, reason: "it cannot be renamed: \(String(cString: strerror(errno)))")
        }
    }

    private static func synchronizeFolder(of path: String) {
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}

/// Which file a path leads to, whatever its name.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Nil where there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
