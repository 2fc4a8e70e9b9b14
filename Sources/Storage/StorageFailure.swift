package import Model

/// Why the store could not do what it was asked to: a case for each thing that somebody can do about it.
package enum StorageFailure: Error, Hashable, Sendable {
    /// Another process has kept the database for longer than the store waits.
    case busy(path: String, reason: String)
    /// The disk is full; the transaction left nothing behind.
    case full(path: String, reason: String)
    /// The file or its folder may not be written.
    case readOnly(path: String, reason: String)
    /// The file cannot be opened or made: no permission, no such folder, no descriptor left.
    case unopenable(path: String, reason: String)
    /// The path leads to a folder.
    case notAFile(path: String)
    /// The disk failed while the file was read or written.
    case inputOutput(path: String, reason: String)
    /// The file is a database, and a part of it is spoilt.
    case corrupt(path: String, reason: String)
    /// The file is no database, or not dibao's.
    case notADatabase(path: String, reason: String)
    /// The database was last used by a later dibao.
    case newerSchema(path: String, found: Int, known: Int)
    /// There is no such file, and the archive has articles.
    case missing(path: String)
    /// The database ends before the archive's files do: it is new, or an older copy was put back.
    case older(path: String, last: Int, files: Int)
    /// Another file was put in the place of the one that is open.
    case replaced(path: String)
    /// An event is about an article or a URL that the store has never seen.
    case unknown(String)
    /// An event does not fit its line of JSON.
    case unreadable(EventCodingError)
    /// The task was cancelled; the transaction left nothing behind.
    case cancelled
    /// Anything else that the engine says.
    case failed(path: String, reason: String)
}

extension StorageFailure {
    /// Whether a rebuild puts another file in this one's place.
    package var isDamage: Bool {
        switch self {
        case .corrupt, .notADatabase, .newerSchema: true
        default: false
        }
    }
}

extension StorageFailure: CustomStringConvertible {
    /// One line for the operator: what happened, where, and what to do.
    package var description: String {
        switch self {
        case .busy(let path, let reason):
            "\(path) is in use by another process (\(reason)); wait until it is done, or end it, and try again"
        case .full(let path, let reason):
            "no space left for \(path) (\(reason)); nothing was recorded: free some space and try again"
        case .readOnly(let path, let reason):
            "\(path) cannot be written (\(reason)); "
                + "give the user that runs dibao write access to it and its folder, or set state.url elsewhere"
        case .unopenable(let path, let reason):
            "\(path) cannot be opened (\(reason)); "
                + "give the user that runs dibao access to it and its folder, or set state.url elsewhere"
        case .notAFile(let path):
            "\(path) is a folder, and the database is a file: set state.url to a file, or move the folder away and run "
                + StorageFailure.rebuild
        case .inputOutput(let path, let reason):
            "the disk failed while \(path) was read or written (\(reason)); nothing was recorded: look into the system's log "
                + "for the disk, then try again; if it is sound, run \(StorageFailure.rebuild)"
        case .corrupt(let path, let reason):
            "\(path) is damaged (\(reason)); run \(StorageFailure.rebuildAside)"
        case .notADatabase(let path, let reason):
            "\(path) is damaged, or no database of dibao's (\(reason)); see state.url, or run \(StorageFailure.rebuildAside)"
        case .newerSchema(let path, let found, let known):
            "\(path) has schema \(found), and this dibao knows \(known): install the newer dibao, or run "
                + StorageFailure.rebuildAside
        case .missing(let path):
            "\(path): there is no database here, and the archive has articles; see state.url, or run "
                + "\(StorageFailure.rebuild), which makes it from the files"
        case .older(let path, let last, let files):
            "\(path) ends at event \(last), and the archive at \(files): run \(StorageFailure.rebuild), which reads the rest "
                + "from the files"
        case .replaced(let path):
            "\(path) was replaced by another file while it was in use; start again"
        case .unknown(let what): "the store does not know \(what)"
        case .unreadable(let error): "an event cannot be written: \(error)"
        case .cancelled: "cancelled before the database was done"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }

    private static let rebuild = "`dibao index --rebuild`"
    private static let rebuildAside = "\(rebuild), which sets it aside and makes another from the files"
}
