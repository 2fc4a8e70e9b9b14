package import Archiving
internal import Foundation
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
    }

    /// - Throws: `ArchiveError` or `StorageFailure`; the database is as it was then.
    package func run() async throws -> Report {
        let archive = archive
        let lines = UnreadableLines()
        let report = try await store.rebuild { add in
            for day in try archive.days() {
                guard let index = try archive.index(of: day) else { continue }
                while let line = try index.next() {
                    switch line {
                    case .entry(let entry): try add(entry)
                    case .unreadable(let line): lines.add(line)
                    }
                }
            }
        }
        return Report(store: report, unreadable: lines.all)
    }
}

/// The lines that could not be read, collected while the store asks for the others.
private final class UnreadableLines: @unchecked Sendable {
    // Sendable: `lines` is touched only while `lock` is held.
    private let lock = NSLock()
    private var lines: [UnreadableLine] = []

    func add(_ line: UnreadableLine) {
        lock.withLock { if lines.count < 1000 { lines.append(line) } }
    }

    var all: [UnreadableLine] { lock.withLock { lines } }
}
