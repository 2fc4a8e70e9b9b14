package import Model

/// Adds lines to a day's `index.jsonl`, for the archive's owner.
struct IndexAppender {
    private let file: OpenFile
    private let day: Day

    /// Bytes looked at in one piece.
    private static let pieceBytes = 1 << 16

    init(_ file: OpenFile, day: Day) {
        self.file = file
        self.day = day
    }

    /// Makes the file end with a whole line, as it did before the system went down in the middle of a write.
    ///
    /// | at the end is | it is |
    /// |---|---|
    /// | a whole event without a line end | ended |
    /// | the beginning of an event, or anything else without a line end | cut off |
    /// | empty lines, lines with NUL bytes or that are not UTF-8: blocks that were never written | cut off |
    ///
    /// - Returns: what was done, nil if nothing had to be.
    func mend() throws(ArchiveError) -> MendedIndex? {
        let end = try file.length()
        var kept = try lineStart(before: end)
        if kept < end, let tail = try line(kept..<end), isEvent(tail) {
            try file.append([UInt8(ascii: "\n")], at: end)
            return MendedIndex(day: day, cutBytes: 0)
        }
        kept = try endOfText(before: kept)
        if kept == end { return nil }
        try file.truncate(to: kept)
        try file.synchronize()
        return MendedIndex(day: day, cutBytes: end - kept)
    }

    /// Where the last line ends that is one, of the lines up to `end`. Blocks may be large, and their lines many: each
    /// piece is read once.
    private func endOfText(before end: Int) throws(ArchiveError) -> Int {
        var kept = end
        while kept > 0 {
            let start = try lineStart(before: max(0, kept - IndexAppender.pieceBytes))
            guard let piece = try line(start..<kept) else { break }
            var position = piece.count
            while position > 0 {
                let lineStart = piece[..<(position - 1)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
                guard isNoText(piece[lineStart..<(position - 1)]) else { return start + position }
                position = lineStart
            }
            kept = start
        }
        return kept
    }

    /// The greatest number of the last events that is not beyond a limit; 0 where there is none. Mostly it is the last
    /// one's; lines that were put back stand behind later ones.
    func lastSequence(upTo limit: Int) throws(ArchiveError) -> Int {
        try lastEvents().map(\.sequence).filter { $0 <= limit }.max() ?? 0
    }

    /// Adds the entries that are not there yet, in one write; how many there were.
    ///
    /// - Precondition: the file ends with a line end, or is empty.
    func append(_ entries: [JournalEntry]) throws(ArchiveError) -> Int {
        let end = try file.length()
        let fresh = try withoutPresent(entries, end: end)
        if fresh.isEmpty { return 0 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fresh.reduce(0) { $0 + $1.line.utf8.count + 1 })
        for entry in fresh {
            bytes += entry.line.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        try file.append(bytes, at: end)
        return fresh.count
    }

    /// Indexes grow in the order of sequence numbers, so that mostly the last line tells that nothing is there yet, and
    /// the last lines that all is.
    private func withoutPresent(_ entries: [JournalEntry], end: Int) throws(ArchiveError) -> [JournalEntry] {
        if end == 0 { return entries }
        // Where the last line is none, all are read.
        let last = try line(lineStart(before: end - 1)..<(end - 1)).flatMap { event(of: $0) }
        if let last, entries.allSatisfy({ $0.event.sequence > last.sequence }) { return entries }
        var present = Set(try lastEvents().map(\.sequence))
        if entries.allSatisfy({ present.contains($0.event.sequence) }) { return [] }
        let reader = IndexReader(file, day: day)
        while let line = try reader.next() {
            if case .entry(let entry) = line { present.insert(entry.event.sequence) }
        }
        return entries.filter { !present.contains($0.event.sequence) }
    }

    /// The events of the last piece of the file, in no order; at least that of the last line.
    private func lastEvents() throws(ArchiveError) -> [Event] {
        let end = try file.length()
        guard end > 0 else { return [] }
        let isEnded = try file.read(at: end - 1, count: 1) == [UInt8(ascii: "\n")]
        let lastStart = try lineStart(before: isEnded ? end - 1 : end)
        let start = min(lastStart, try lineStart(before: max(0, end - IndexAppender.pieceBytes)))
        guard end - start <= IndexReader.lineLimitBytes + IndexAppender.pieceBytes else { return [] }
        return try file.read(at: start, count: end - start).split(separator: UInt8(ascii: "\n")).compactMap {
            event(of: Array($0))
        }
    }

    /// Where the line begins that goes on up to `end`.
    private func lineStart(before end: Int) throws(ArchiveError) -> Int {
        var start = end
        while start > 0 {
            let count = min(start, IndexAppender.pieceBytes)
            let piece = try file.read(at: start - count, count: count)
            if let lineEnd = piece.lastIndex(of: UInt8(ascii: "\n")) { return start - count + lineEnd + 1 }
            start -= count
        }
        return 0
    }

    /// Nil for what is too long to be a line.
    private func line(_ range: Range<Int>) throws(ArchiveError) -> [UInt8]? {
        guard range.count <= IndexReader.lineLimitBytes else { return nil }
        return try file.read(at: range.lowerBound, count: range.count)
    }

    private func isNoText(_ line: ArraySlice<UInt8>) -> Bool {
        line.isEmpty || line.contains(0) || String(validating: line, as: UTF8.self) == nil
    }

    /// Nil for what is none; where the index is read, it is told of.
    private func event(of line: [UInt8]) -> Event? {
        guard let text = String(validating: line, as: UTF8.self) else { return nil }
        return try? EventLine().event(of: text)
    }

    private func isEvent(_ line: [UInt8]) -> Bool { event(of: line) != nil }
}

/// An index that a crash had left without its last line end, or that was gone.
package struct MendedIndex: Hashable, Sendable {
    package let day: Day
    /// Bytes cut off; 0 where only the line end was missing.
    package let cutBytes: Int
    /// There was no index, though there were texts.
    package let wasMissing: Bool

    package init(day: Day, cutBytes: Int, wasMissing: Bool = false) {
        self.day = day
        self.cutBytes = cutBytes
        self.wasMissing = wasMissing
    }

    /// Whether lines may be missing that the journal has.
    package var mayLack: Bool { cutBytes > 0 || wasMissing }
}
