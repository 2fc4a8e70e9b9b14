package import Model

/// Why the store could not do what it was asked to: a case for each thing that somebody can do about it.
package enum StorageFailure: Error, Hashable, Sendable {
    /// Another process has kept the database for longer than the store waits.
    case busy(path: String, reason: String)
    /// The disk is full; the transaction left nothing behind.
    case full(path: String, reason: String)
    /// The file or its folder may not be written or opened.
    case unwritable(path: String, reason: String)
    /// The file is no sound database.
    case corrupt(path: String, reason: String)
    /// The database was last used by a later dibao.
    case newerSchema(path: String, found: Int, known: Int)
    /// An event is about an article or a URL that the store has never seen.
    case unknown(String)
    /// An event does not fit its line of JSON, or a stored line is no event.
    case unreadable(EventCodingError)
    /// The task was cancelled; the transaction left nothing behind.
    case cancelled
    /// Anything else that the engine says.
    case failed(path: String, reason: String)
}

extension StorageFailure: CustomStringConvertible {
    /// One line for the operator: what happened, where, and what to do.
    package var description: String {
        switch self {
        case .busy(let path, let reason):
            "\(path) is in use by another process (\(reason)); wait until it is done, or end it, and try again"
        case .full(let path, let reason):
            "no space left for \(path) (\(reason)); nothing was recorded: free some space and try again"
        case .unwritable(let path, let reason):
            "\(path) cannot be opened or written (\(reason)); "
                + "give the user that runs dibao write access to it and its folder, or set state.url elsewhere"
        case .corrupt(let path, let reason):
            "\(path) is damaged (\(reason)); run `dibao index --rebuild`, which sets it aside and makes another from the files"
        case .newerSchema(let path, let found, let known):
            "\(path) has schema \(found), and this dibao knows \(known): install the newer dibao, or set state.url elsewhere "
                + "and run `dibao index --rebuild`"
        case .unknown(let what): "the store does not know \(what)"
        case .unreadable(let error): "an event cannot be read or written: \(error)"
        case .cancelled: "cancelled before the database was done"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
