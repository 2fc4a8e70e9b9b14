internal import Hashing
package import Model

/// The right to change the archive: its owner holds the archive's lock, across tasks and processes, until the writer
/// goes out of scope. Every call blocks its thread until the disk is done.
///
/// One batch's life, in this order:
///
/// | step | what a crash right after it leaves |
/// |---|---|
/// | `place` | files that no event names; `recover` of the next owner removes them |
/// | the store's transaction | events that no index has; the next owner appends the store's unindexed ones |
/// | `append` | lines that the store calls unindexed; appended again, they are found and left as they are |
/// | the store marks them, `settle` | nothing |
package struct ArchiveWriter: ~Copyable, Sendable {
    package let archive: ArchiveFolder
    private let lock: HeldLock
    private let note: PlacementJournal

    init(archive: ArchiveFolder, lock: consuming HeldLock) throws(ArchiveError) {
        note = try PlacementJournal(in: archive.root)
        self.archive = archive
        self.lock = lock
    }

    /// Puts texts into the folders of their days, numbered in the order given, and attachments beside them, all or none;
    /// they survive a loss of power once this returns. The system is asked to synchronise once a file and once a folder.
    ///
    /// - Parameters:
    ///   - attachments: under names that are free.
    ///   - tail: where records are to be added next, noted for the next owner, should this one die meanwhile.
    /// - Throws: `.full`, `.unwritable` or `.failed`; none of the files is there then.
    package func place(
        _ texts: [NewText], with attachments: [NewAttachment] = [], before tail: CaptureTail? = nil
    ) throws(ArchiveError) -> [PlacedText] {
        var placements: [Placement] = []
        var placed: [TextFile] = []
        var folders: [Day: (folder: Folder, next: Int)] = [:]
        for text in texts {
            if folders[text.day] == nil {
                let next = try archive.nextNumber(of: text.day)
                folders[text.day] = (try archive.makeFolder(of: text.day), next)
            }
            let (folder, number) = folders[text.day]!  // set just above
            folders[text.day]!.next += 1
            placed.append(TextFile(day: text.day, number: number, id: text.id))
            placements.append(Placement(placed[placed.count - 1], bytes: text.bytes, in: folder))
        }
        var above: [Folder] = []
        for attachment in attachments {
            let folders = try archive.makeFolders(of: attachment.file)
            above += folders.dropLast()
            placements.append(Placement(attachment.file, bytes: attachment.bytes, in: folders[folders.count - 1]))
        }
        try note.add(placements.map(\.path) + (tail.map { [$0.line] } ?? []))
        var named = 0
        do {
            try ArchiveWriter.writeDrafts(placements)
            for placement in placements {
                try placement.giveName()
                named += 1
            }
            for placement in placements { try placement.removeDraft() }
            for (folder, _) in folders.values { try folder.synchronize() }
            for placement in placements.dropFirst(texts.count) { try placement.folder.synchronize() }
            for folder in above { try folder.synchronize() }
        } catch {
            for (position, placement) in placements.enumerated() { placement.withdraw(isNamed: position < named) }
            archive.arrivals.forget(folders.keys)
            throw error
        }
        for (day, place) in folders { archive.arrivals.remember(place.next, of: day) }
        return zip(placed, texts).map { PlacedText(file: $0, sha256: Digest(sha256Of: $1.bytes)) }
    }

    /// Writes in groups, all of a group's bytes before the first synchronisation, which then carries most of the rest.
    private static func writeDrafts(_ placements: [Placement]) throws(ArchiveError) {
        for start in stride(from: 0, to: placements.count, by: openFilesLimit) {
            let group = placements[start..<min(start + openFilesLimit, placements.count)]
            let drafts = try group.map { (placement) throws(ArchiveError) in try placement.writeDraft() }
            for draft in drafts { try draft.synchronize() }
        }
    }

    /// Drafts that are open at the same time.
    private static let openFilesLimit = 64

    /// Removes a text that `place` put there and no event names.
    package func remove(_ file: TextFile) throws(ArchiveError) {
        archive.arrivals.forget([file.day])
        guard let folder = try archive.folder(of: file.day) else { return }
        try ArchiveWriter.remove(file.name, in: folder)
    }

    /// Removes an attachment that `place` put there and no event names.
    package func remove(_ file: AttachmentFile) throws(ArchiveError) {
        if let folder = try archive.folder(of: file) { try ArchiveWriter.remove(file.name.description, in: folder) }
    }

    private static func remove(_ name: String, in folder: Folder) throws(ArchiveError) {
        try folder.remove(Placement.draftName(of: name))
        if try folder.remove(name) { try folder.synchronize() }
    }

    /// Writes events into the indexes of their days; lines that are there already are left as they are.
    ///
    /// Each day gets one write and one synchronisation. What an earlier crash left of a line at an index's end is
    /// mended first: completed where only the line end is missing, else cut off.
    ///
    /// - Returns: how many lines were not there yet, and the indexes that were mended, or were missing.
    /// - Throws: `.full`, `.unwritable` or `.failed`; the lines of the day that failed are not there then, those of
    ///   earlier days are.
    @discardableResult
    package func append(_ entries: [JournalEntry]) throws(ArchiveError) -> AppendedLines {
        var appended = AppendedLines()
        for (day, entries) in Dictionary(grouping: entries, by: \.day).sorted(by: { $0.key < $1.key }) {
            let folder = try archive.makeFolder(of: day)
            let isNew = try folder.file(IndexReader.fileName) == nil
            if isNew, try ArchiveWriter.hasOtherTexts(than: entries, in: folder) {
                appended.mended.append(MendedIndex(day: day, cutBytes: 0, wasMissing: true))
            }
            let index = IndexAppender(try folder.openForAppending(IndexReader.fileName), day: day)
            if let mend = try index.mend() { appended.mended.append(mend) }
            appended.lines += try index.append(entries)
            if isNew { try folder.synchronize() }
        }
        return appended
    }

    private static func hasOtherTexts(than entries: [JournalEntry], in folder: Folder) throws(ArchiveError) -> Bool {
        let own = Set(entries.compactMap { $0.event.record.flatMap { TextFile($0.file)?.name } })
        return try folder.names().contains { TextFile.number(inName: $0) != nil && !own.contains($0) }
    }

    /// Makes the indexes of these days end with whole lines.
    ///
    /// - Returns: those that did not.
    package func mend(_ days: [Day]) throws(ArchiveError) -> [MendedIndex] {
        var mended: [MendedIndex] = []
        for day in days {
            guard let folder = try archive.folder(of: day), try folder.file(IndexReader.fileName) != nil else {
                continue
            }
            let index = IndexAppender(try folder.openForAppending(IndexReader.fileName), day: day)
            if let mend = try index.mend() { mended.append(mend) }
        }
        return mended
    }

    /// The ends of the WARC files that owners before this one wrote to, as they were before that.
    package func unsettledCaptures() throws(ArchiveError) -> [CaptureTail] { try note.captures() }

    /// Removes what owners before this one placed but did not see published: they died in between, or gave up.
    ///
    /// - Parameter isKept: Whether the store knows the text under this name. Texts that an index names are kept
    ///   without asking.
    /// - Returns: the texts that were removed.
    nonisolated(nonsending)
        package func recover<Failure: Error>(
            keeping isKept: (TextFile) async throws(Failure) -> Bool
        ) async throws -> [TextFile]
    {
        var removed: [TextFile] = []
        let unsettled = try note.texts()
        for (day, files) in Dictionary(grouping: unsettled, by: \.day) {
            let orphans = Set(try archive.orphans(of: day))
            for file in files where orphans.contains(file) {
                if try await isKept(file) { continue }
                removed.append(file)
            }
        }
        for file in unsettled { try archive.folder(of: file.day)?.remove(Placement.draftName(of: file.name)) }
        for file in removed { try remove(file) }
        try settle()
        return removed.sorted { ($0.day, $0.number) < ($1.day, $1.number) }
    }

    /// The same for attachments; to be called before `recover`, which settles.
    ///
    /// - Parameter isKept: Whether the store knows the file. Files that the index of their day names are kept without
    ///   asking.
    /// - Returns: the files that were removed.
    nonisolated(nonsending)
        package func recoverAttachments<Failure: Error>(
            keeping isKept: (AttachmentFile) async throws(Failure) -> Bool
        ) async throws -> [AttachmentFile]
    {
        var removed: [AttachmentFile] = []
        for (day, files) in Dictionary(grouping: try note.attachments(), by: \.day).sorted(by: { $0.key < $1.key }) {
            let named = try archive.attachmentsNamed(on: day)
            for file in files {
                try archive.folder(of: file)?.remove(Placement.draftName(of: file.name.description))
                guard !named.contains(file.description), try archive.holds(file) else { continue }
                if try await isKept(file) { continue }
                try remove(file)
                removed.append(file)
            }
        }
        return removed
    }

    /// Tells the archive that every text and attachment placed so far is published or removed.
    package func settle() throws(ArchiveError) {
        try note.clear()
    }
}

/// What became of lines for indexes.
package struct AppendedLines: Hashable, Sendable {
    /// Lines that were not there yet.
    package var lines = 0
    package var mended: [MendedIndex] = []

    package init(lines: Int = 0, mended: [MendedIndex] = []) {
        self.lines = lines
        self.mended = mended
    }
}

/// A text for the archive.
package struct NewText: Hashable, Sendable {
    package let id: ArticleID
    package let day: Day
    /// UTF-8.
    package let bytes: [UInt8]

    package init(id: ArticleID, day: Day, bytes: [UInt8]) {
        self.id = id
        self.day = day
        self.bytes = bytes
    }

    package init(id: ArticleID, day: Day, text: String) {
        self.init(id: id, day: day, bytes: Array(text.utf8))
    }
}

/// An attachment for the archive.
package struct NewAttachment: Hashable, Sendable {
    package let file: AttachmentFile
    package let bytes: [UInt8]

    package init(file: AttachmentFile, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }
}

/// A text in the archive.
package struct PlacedText: Hashable, Sendable {
    package let file: TextFile
    /// Of the bytes.
    package let sha256: Digest

    package init(file: TextFile, sha256: Digest) {
        self.file = file
        self.sha256 = sha256
    }
}
