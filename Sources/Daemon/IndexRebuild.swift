package import Archiving
internal import Foundation
package import Model
package import Storage

/// Makes the database anew from the indexes of every day. The caller holds the archive's lock.
package struct IndexRebuild: Sendable {
    private let archive: ArchiveFolder
    private let store: any Store

    package init(archive: ArchiveFolder, store: any Store) {
        self.archive = archive
        self.store = store
    }

    /// What came of it.
    package struct Report: Sendable {
        package var store: RebuildReport
        /// Lines of indexes that are no events; the first 1000.
        package var unreadable: [UnreadableLine]
        /// Texts that no line of their index names, nor the database; the first 1000.
        package var unnamed: [TextFile]
    }

    /// - Throws: `ArchiveError` or `StorageFailure`; the database is as it was then.
    package func run() async throws -> Report {
        let archive = archive
        let walk = IndexWalk(archive)
        let report = try await store.rebuild { add in
            try walk.run(add)
        } keeping: { entry in
            // Whoever has removed a day or a text has removed it.
            guard let file = entry.event.record?.file else { return try archive.holds(entry.day) }
            return try TextFile(file).map { try archive.holds($0) } ?? false
        }
        var unnamed: [TextFile] = []
        for file in walk.unnamed where try await !store.keeps(file) {
            if unnamed.count < IndexWalk.tellLimit { unnamed.append(file) }
        }
        var unreadable = walk.unreadable
        for entry in report.implausible { unreadable.append(try line(of: entry)) }
        return Report(store: report, unreadable: unreadable, unnamed: unnamed)
    }

    /// Where an entry stands whose number is none.
    private func line(of entry: JournalEntry) throws -> UnreadableLine {
        let reason = "field seq: \(entry.event.sequence) is far above the numbers of all other events"
        if let index = try archive.index(of: entry.day) {
            while let line = try index.next() {
                if case .entry(entry) = line {
                    return UnreadableLine(file: index.path, line: index.lineNumber, reason: reason)
                }
            }
        }
        return UnreadableLine(file: entry.day.description, line: 0, reason: reason)
    }
}

/// Reads every index of an archive while the store asks for its lines, and notes what is odd.
private final class IndexWalk: @unchecked Sendable {
    // Sendable: the store asks from one thread, and the notes are read after it has ended; `lock` is for the compiler's
    // sake and that of whoever changes this.
    private let archive: ArchiveFolder
    private let lock = NSLock()
    private var lines: [UnreadableLine] = []
    private var texts: [TextFile] = []

    static let tellLimit = 1000

    init(_ archive: ArchiveFolder) { self.archive = archive }

    var unreadable: [UnreadableLine] { lock.withLock { lines } }
    /// Texts that no line names.
    var unnamed: [TextFile] { lock.withLock { texts } }

    func run(_ add: (JournalEntry) throws -> Void) throws {
        for day in try archive.days() {
            var named: Set<String> = []
            if let index = try archive.index(of: day) {
                while let line = try index.next() {
                    switch line {
                    case .entry(let entry):
                        if let file = entry.event.record?.file { named.insert(file) }
                        try add(entry)
                    case .unreadable(let line): note(line)
                    }
                }
            }
            let unnamed = try archive.texts(of: day).filter { !named.contains($0.description) }
            lock.withLock { texts += unnamed }
        }
    }

    private func note(_ line: UnreadableLine) {
        lock.withLock { if lines.count < IndexWalk.tellLimit { lines.append(line) } }
    }
}
