internal import Foundation
internal import GRDB
internal import Model

extension StorageFailure {
    /// The case that an engine's error belongs to.
    init(_ error: any Error, path: String) {
        switch error {
        case let failure as StorageFailure: self = failure
        case let failure as EventCodingError: self = .unreadable(failure)
        case is CancellationError: self = .cancelled
        case let failure as UnreadableRow: self = .corrupt(path: path, reason: failure.description)
        case let failure as DatabaseError: self = StorageFailure(failure, path: path)
        default: self = .failed(path: path, reason: "\(error)")
        }
    }

    /// Source: https://www.sqlite.org/rescode.html
    private init(_ error: DatabaseError, path: String) {
        let message = error.message ?? "no message"
        let reason = "SQLite \(error.extendedResultCode.rawValue): \(message)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy(path: path, reason: reason)
        case .SQLITE_FULL: self = .full(path: path, reason: reason)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path, reason: reason)
        case .SQLITE_CANTOPEN:
            self = isFolder(path) ? .notAFile(path: path) : .unopenable(path: path, reason: reason)
        case .SQLITE_IOERR where StorageFailure.damagedContent.contains(error.extendedResultCode.rawValue),
            .SQLITE_CORRUPT:
            self = .corrupt(path: path, reason: reason)
        case .SQLITE_IOERR: self = .inputOutput(path: path, reason: reason)
        case .SQLITE_NOTADB: self = .notADatabase(path: path, reason: reason)
        // Our statements are sound: what they do not find was there when the database was made.
        case .SQLITE_ERROR where StorageFailure.damagedSchema.contains(where: message.contains):
            self = .corrupt(path: path, reason: reason)
        default: self = .failed(path: path, reason: reason)
        }
    }

    /// A read that came to the file's end, a checksum that does not hold, a file system that is damaged.
    private static let damagedContent: Set<Int32> = [10 | 2 << 8, 10 | 32 << 8, 10 | 33 << 8]
    private static let damagedSchema = ["no such table", "no such column", "already exists", "malformed"]
}

/// Whether a path leads to a folder.
func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
