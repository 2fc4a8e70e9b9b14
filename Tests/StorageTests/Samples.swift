import Model
import Storage

func id(_ number: Int) -> ArticleID { ArticleID(bits: UInt64(number)) }

func url(_ number: Int) -> String { "http://www.example.gov.cn/\(number).html" }

func time(_ seconds: Int) -> Timestamp { Timestamp(secondsSinceEpoch: 1_686_873_600 + seconds) }

/// A text of 2023-06-16, the day of most samples.
func record(_ number: Int, day: String = "2023/06/16") -> ArticleRecord {
    var metadata = ArticleMetadata()
    metadata.title = "题目\(number)"
    metadata.publisher = "示范网"
    metadata.date = Day("2023-06-16")
    return ArticleRecord(
        file: TextFile("\(day)/\(zeroPadded(number, to: 3))_\(id(number)).txt")!.description,
        sha256: Digest(bytes: Array(repeating: 7, count: 32))!, simhash: Simhash(bits: 9), chars: 6,
        extractor: "1.0.0", metadata: metadata)
}

let reprint = Reprint(title: "题目1", publisher: "示范网", date: Day("2023-06-16"))

/// A draft of text `number` at `url(page)`.
func draft(_ number: Int, at page: Int, _ kind: Event.Kind? = nil, seconds: Int = 0, visit: Visit? = nil) -> EventDraft
{
    EventDraft(
        at: time(seconds), id: id(number), url: url(page), source: "manual", kind: kind ?? .article(record(number)),
        visit: visit)
}

/// What happened to each draft, in short.
func names(_ publications: [Publication]) -> [String] {
    publications.map { $0.entry.map { "\($0.event.sequence) \($0.event.name)" } ?? "unchanged" }
}

/// A life of five texts at four URLs, with every kind of event.
let story: [EventDraft] = [
    draft(1, at: 1), draft(2, at: 2, seconds: 1), draft(1, at: 3, .duplicate(of: id(1), reprint), seconds: 2),
    draft(
        3, at: 1, .revision(of: id(1), changes: [Change(kind: .added, before: nil, after: "新")], record(3)), seconds: 3),
    draft(2, at: 2, .gone(reason: "http-404", evidence: "three looks"), seconds: 4),
    draft(2, at: 2, .back, seconds: 5),
    draft(4, at: 3, .reextracted(of: id(1), record(4)), seconds: 6),
    draft(5, at: 4, .article(record(5, day: "2023/06/17")), seconds: 7),
    draft(5, at: 4, .gone(reason: "soft-404", evidence: ""), seconds: 8),
]
