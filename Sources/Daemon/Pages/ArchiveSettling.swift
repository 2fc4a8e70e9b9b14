package import Archiving
internal import Extraction
package import Logging
package import Model
package import Storage

/// Brings files and database together again, whatever moment an owner of the archive's lock died at, and whatever the
/// disk has lost since: whoever takes the lock begins with this.
///
/// | found | done |
/// |---|---|
/// | a database that ends before the files do | rebuilt from the files |
/// | an index that ends in the middle of a line, in NUL bytes, or without its last lines | completed from the database |
/// | no index beside texts that the database knows | written from the database |
/// | events that no index has yet | written to it |
/// | texts and attachments that no event names | removed |
/// | the beginning of a record at the end of a WARC file | cut off |
struct ArchiveSettling: Sendable {
    let archive: ArchiveFolder
    let store: any Store
    /// Nil where raw responses are not kept.
    let captures: CaptureMending?
    let logger: Logger

    /// Indexes that are looked at: a batch that a loss of power has cut off wrote to fewer.
    private static let latestIndexes = 512
    /// Events that are looked for in their indexes: as many as a batch has.
    private static let latestEvents = 256

    /// Looks once for what a loss of power has left.
    func begin(_ writer: borrowing ArchiveWriter) async throws {
        try await compareAges()
        try await complete(writer.mend(try archive.latestDays(ArchiveSettling.latestIndexes)), writer)
        let last = try await store.lastSequence()
        let latest = try await store.events(
            after: max(0, last - ArchiveSettling.latestEvents), limit: ArchiveSettling.latestEvents)
        let lines = try await append(latest, writer)
        if lines > 0 { logger.notice("lines of an index were written again", metadata: ["lines": "\(lines)"]) }
    }

    /// Completes or removes what owners of the lock before this one left.
    func settle(_ writer: borrowing ArchiveWriter) async throws {
        // An empty database may be a new one.
        if try await store.lastSequence() == 0 { try await rebuild() }
        while true {
            let entries = try await store.unindexed(limit: 1000)
            if entries.isEmpty { break }
            _ = try await append(entries, writer)
            try await store.markIndexed(entries)
        }
        for tail in try writer.unsettledCaptures() {
            guard let cut = try captures?.mend(tail), cut > 0 else { continue }
            logger.notice(
                "cut the beginning of a record off a WARC file", metadata: ["file": "\(tail.name)", "bytes": "\(cut)"])
        }
        let store = store
        let files = try await writer.recoverAttachments { (file) throws(StorageFailure) in try await store.keeps(file) }
        for file in files {
            logger.notice("removed an attachment that was never published", metadata: ["file": "\(oneLine("\(file)"))"])
        }
        let removed = try await writer.recover { (file) throws(StorageFailure) in
            try await store.keeps(file)
        }
        for file in removed {
            logger.notice("removed a text that was never published", metadata: ["file": "\(file)"])
        }
    }

    /// Writes events into the indexes of their days, and with them what these have lost.
    ///
    /// - Returns: how many lines were not there yet.
    func append(_ entries: [JournalEntry], _ writer: borrowing ArchiveWriter) async throws -> Int {
        let appended = try writer.append(entries)
        try await complete(appended.mended, writer)
        return appended.lines
    }

    /// Writes what the database has of the day of a mended index, and the index no longer.
    private func complete(_ mended: [MendedIndex], _ writer: borrowing ArchiveWriter) async throws {
        for index in mended {
            var restored = 0
            if index.mayLack { restored = try writer.append(try await store.entries(of: index.day)).lines }
            logger.notice(
                index.wasMissing ? "an index was missing" : "mended the end of an index",
                metadata: [
                    "day": "\(index.day)", "cut": "\(index.cutBytes) bytes", "restored": "\(restored) events",
                ])
        }
    }

    /// A database that is empty, or was put back from an older copy, gives numbers again that the files have: they know
    /// better.
    private func compareAges() async throws {
        let last = try await store.lastSequence()
        let files = try archive.lastSequence(after: last)
        guard files > last else { return }
        if last > 0 {
            logger.warning(
                "the database is older than the files", metadata: ["database": "\(last)", "files": "\(files)"])
        }
        try await rebuild()
    }

    private func rebuild() async throws {
        let report = try await IndexRebuild(archive: archive, store: store).run()
        if report.store.events > 0 {
            logger.notice("rebuilt the database from the files", metadata: ["events": "\(report.store.events)"])
        }
        for line in report.unreadable { logger.error("unreadable index line", metadata: ["line": "\(line)"]) }
    }
}
