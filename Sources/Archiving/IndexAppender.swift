package import Model

/// Adds lines to a day's `index.jsonl`, for the archive's owner.
struct IndexAppender {
    private let file: OpenFile
    private let day: Day

    init(_ file: OpenFile, day: Day) {
        self.file = file
        self.day = day
    }

    /// Makes the file end with a line end: a whole event without one gets it, the beginning of one is cut off.
    ///
    /// - Returns: what was done, nil if nothing had to be.
    func mend() throws(ArchiveError) -> MendedIndex? {
        let end = try file.length()
        let tail = try lastLine(before: end)
        if tail.isEmpty { return nil }
        if isEvent(tail) {
            try file.append([UInt8(ascii: "\n")], at: end)
            return MendedIndex(day: day, cutBytes: 0)
        }
        try file.truncate(to: end - tail.count)
        try file.synchronize()
        return MendedIndex(day: day, cutBytes: tail.count)
    }

    /// The number of the last event; 0 where the last line is none.
    func lastSequence() throws(ArchiveError) -> Int {
        let end = try file.length()
        guard end > 0 else { return 0 }
        let isEnded = try file.read(at: end - 1, count: 1) == [UInt8(ascii: "\n")]
        let line = try lastLine(before: isEnded ? end - 1 : end)
        // A line that is no event has no number, and is told of where the index is read.
        return (try? EventLine().event(of: String(decoding: line, as: UTF8.self)))?.sequence ?? 0
    }

    /// Adds the entries that are not there yet, in one write.
    ///
    /// - Precondition: the file ends with a line end, or is empty.
    func append(_ entries: [JournalEntry]) throws(ArchiveError) {
        let end = try file.length()
        let fresh = try withoutPresent(entries, end: end)
        if fresh.isEmpty { return }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fresh.reduce(0) { $0 + $1.line.utf8.count + 1 })
        for entry in fresh {
            bytes += entry.line.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        try file.append(bytes, at: end)
    }

    /// Indexes grow in the order of sequence numbers, so that mostly the last line tells that nothing is there yet.
    private func withoutPresent(_ entries: [JournalEntry], end: Int) throws(ArchiveError) -> [JournalEntry] {
        if end == 0 { return entries }
        let last = try lastLine(before: end - 1)
        if let event = try? EventLine().event(of: String(decoding: last, as: UTF8.self)),  // else all lines are read
            entries.allSatisfy({ $0.event.sequence > event.sequence })
        {
            return entries
        }
        var present: Set<Int> = []
        let reader = IndexReader(file, day: day)
        while let line = try reader.next() {
            if case .entry(let entry) = line { present.insert(entry.event.sequence) }
        }
        return entries.filter { !present.contains($0.event.sequence) }
    }

    /// The bytes between the last line end before `end` and `end`.
    private func lastLine(before end: Int) throws(ArchiveError) -> [UInt8] {
        var start = end
        var line: [UInt8] = []
        while start > 0 {
            let count = min(start, 1 << 16)
            let piece = try file.read(at: start - count, count: count)
            if let lineEnd = piece.lastIndex(of: UInt8(ascii: "\n")) { return piece[(lineEnd + 1)...] + line }
            line = piece + line
            start -= count
        }
        return line
    }

    private func isEvent(_ line: [UInt8]) -> Bool {
        guard let text = String(validating: line, as: UTF8.self) else { return false }
        return (try? EventLine().event(of: text)) != nil  // only whether it is one matters
    }
}

/// An index that a crash had left without its last line end.
package struct MendedIndex: Hashable, Sendable {
    package let day: Day
    /// Bytes cut off; 0 where only the line end was missing.
    package let cutBytes: Int

    package init(day: Day, cutBytes: Int) {
        self.day = day
        self.cutBytes = cutBytes
    }
}
