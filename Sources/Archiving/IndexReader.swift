package import Model

/// Reads a day's `index.jsonl` line by line, in pieces, so that its length does not matter.
package final class IndexReader {
    static let fileName = "index.jsonl"

    /// Longer lines are no events; they are passed over without being kept in memory.
    static let lineLimitBytes = 16 << 20

    private let file: OpenFile
    private let day: Day
    private let coder = EventLine()
    private var buffer: [UInt8] = []
    private var start = 0
    private var offset = 0

    /// Of the line that was read last, counted from 1.
    package private(set) var lineNumber = 0
    /// Of the file, for messages.
    package var path: String { file.path }

    init(_ file: OpenFile, day: Day) {
        self.file = file
        self.day = day
    }

    /// The next line; nil after the last. A line that cannot be read is reported in its place.
    ///
    /// - Throws: when the file itself cannot be read.
    package func next() throws(ArchiveError) -> IndexLine? {
        guard let (bytes, ended) = try nextLine() else { return nil }
        lineNumber += 1
        guard let bytes else { return unreadable("longer than \(IndexReader.lineLimitBytes) bytes") }
        guard let line = String(validating: bytes, as: UTF8.self) else { return unreadable("not UTF-8") }
        let event: Event
        do {
            event = try coder.event(of: line)
        } catch {
            return unreadable(ended ? error.description : "cut off in the middle (\(bytes.count) bytes)")
        }
        if let record = event.record, TextFile(record.file)?.day != day {
            return unreadable("names \(record.file.debugDescription), which is no text of this day")
        }
        return .entry(JournalEntry(event: event, day: day, line: line))
    }

    private func unreadable(_ reason: String) -> IndexLine {
        .unreadable(UnreadableLine(file: file.path, line: lineNumber, reason: reason))
    }

    /// The bytes up to the next line end, nil if they are too many; and whether there was a line end.
    private func nextLine() throws(ArchiveError) -> (bytes: [UInt8]?, ended: Bool)? {
        var searched = start
        var tooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return (tooLong || end - start > IndexReader.lineLimitBytes ? nil : Array(buffer[start..<end]), true)
            }
            if buffer.count - start > IndexReader.lineLimitBytes {
                tooLong = true
                start = buffer.count
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            let piece = try file.read(at: offset, count: 1 << 16)
            if piece.isEmpty {
                defer { buffer = [] }
                return tooLong ? (nil, false) : buffer.isEmpty ? nil : (buffer, false)
            }
            offset += piece.count
            buffer += piece
        }
    }
}

/// A line of an index: an event, or something that is none.
package enum IndexLine: Hashable, Sendable {
    case entry(JournalEntry)
    case unreadable(UnreadableLine)
}

/// A line that could not be read; the lines around it can.
package struct UnreadableLine: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int
    package let reason: String

    package init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// `archive/2023/06/16/index.jsonl:12: field seq is missing`.
    package var description: String { "\(file):\(line): \(reason)" }
}
