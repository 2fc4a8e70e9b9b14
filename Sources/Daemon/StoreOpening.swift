package import Archiving
internal import Foundation
internal import Model
package import Storage

extension Wiring {
    /// The database of an archive, for commands that only look at what is there: one that has all that the archive has.
    ///
    /// - Throws: `.inputOutput` where it is missing, damaged, or ends before the archive's files do, so that nobody takes
    ///   that for an empty archive; `.tryAgain` where another process keeps it.
    package static func currentStore(
        _ configuration: Configuration, _ archive: ArchiveFolder
    ) async throws(CommandFailure) -> SQLiteStore {
        do {
            let store = try openStore(configuration)
            let last = try await store?.lastSequence() ?? 0
            let files = try archive.lastSequence(after: last)
            let path = configuration.state.path
            if files > last {
                guard store != nil else { throw StorageFailure.missing(path: path) }
                throw StorageFailure.older(path: path, last: last, files: files)
            }
            if let store { return store }
        } catch {
            throw (error as? CommandFailure) ?? CommandFailure(WorkFailure(error))
        }
        return try store(configuration)
    }

    /// The same for commands that have something to say without an archive; nil where neither archive nor database was
    /// made yet.
    ///
    /// - Throws: as `currentStore`.
    static func currentStoreIfAny(_ configuration: Configuration) async throws(CommandFailure) -> SQLiteStore? {
        guard FileManager.default.fileExists(atPath: configuration.archive.root) else {
            return try existingStore(configuration)
        }
        if try existingStore(configuration) == nil, try !hasEvents(configuration) { return nil }
        return try await currentStore(configuration, try archive(configuration))
    }

    private static func hasEvents(_ configuration: Configuration) throws(CommandFailure) -> Bool {
        let archive = try archive(configuration)
        do throws(ArchiveError) { return try archive.lastSequence() > 0 } catch {
            throw CommandFailure(WorkFailure(error))
        }
    }

    /// The database; nil where there is none.
    ///
    /// - Throws: what keeps it from being opened.
    static func openStore(_ configuration: Configuration) throws(StorageFailure) -> SQLiteStore? {
        guard FileManager.default.fileExists(atPath: configuration.state.path) else { return nil }
        return try SQLiteStore(path: configuration.state.path, coder: EventLine())
    }

}
