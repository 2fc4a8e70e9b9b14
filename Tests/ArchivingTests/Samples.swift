import Archiving
import Model
import Testing

let day = Day("2023-06-16")!

func id(_ number: Int) -> ArticleID { ArticleID(bits: UInt64(number)) }

func text(_ number: Int, day: Day = day) -> NewText {
    NewText(id: id(number), day: day, text: "题目\(number)\n正文\(number)\n")
}

/// A small record of a text in the archive.
func record(_ file: String) -> ArticleRecord {
    ArticleRecord(
        file: file, sha256: Digest(bytes: Array(repeating: 7, count: 32))!, simhash: Simhash(bits: 9), chars: 6,
        extractor: "1.0.0", metadata: ArticleMetadata())
}

func event(_ sequence: Int, _ file: TextFile) -> Event {
    Event(
        sequence: sequence, at: Timestamp(secondsSinceEpoch: 1_686_873_600 + sequence), id: file.id,
        url: "http://www.example.gov.cn/\(sequence).html", source: "manual", kind: .article(record(file.description)))
}

func entry(_ sequence: Int, _ file: TextFile) throws -> JournalEntry {
    let event = event(sequence, file)
    return JournalEntry(event: event, day: file.day, line: try EventLine().line(of: event))
}

func entry(_ sequence: Int, day: Day = day) throws -> JournalEntry {
    try entry(sequence, TextFile(day: day, number: sequence, id: id(sequence)))
}

/// The lines of a day's index: sequence numbers, or what is wrong with them.
func lines(_ archive: ArchiveFolder, _ day: Day = day) throws -> [String] {
    guard let index = try archive.index(of: day) else { return [] }
    var lines: [String] = []
    while let line = try index.next() {
        switch line {
        case .entry(let entry): lines.append("\(entry.event.sequence)")
        case .unreadable(let line): lines.append("\(line.line): \(line.reason)")
        }
    }
    return lines
}
