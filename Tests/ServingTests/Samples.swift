import Foundation
import Model
import Storage

func id(_ number: Int) -> ArticleID { ArticleID(bits: UInt64(number)) }

func time(_ seconds: Int) -> Timestamp { Timestamp(secondsSinceEpoch: 1_686_873_600 + seconds) }

/// A draft of text `number`, of 2023-06-16 unless said otherwise.
func draft(
    _ number: Int, title: String? = nil, source: String = "manual", day: String = "2023-06-16",
    topics: [String]? = nil
) -> EventDraft {
    var metadata = ArticleMetadata()
    metadata.title = title ?? "题目\(number)"
    metadata.publisher = "示范网"
    metadata.date = Day(day)
    let record = ArticleRecord(
        file: TextFile(day: Day(day)!, number: number, id: id(number)).description,
        sha256: Digest(bytes: Array(repeating: UInt8(number & 0xFF), count: 32))!, simhash: Simhash(bits: 9), chars: 6,
        extractor: "1.0.0", metadata: metadata, topics: topics)
    return EventDraft(
        at: time(number), id: id(number), url: "http://www.example.gov.cn/\(number).html", source: source,
        kind: .article(record))
}

/// A daemon with one source.
let standing = StatusReport(
    at: time(0), daemon: .init(running: true), disks: [],
    totals: .init(sources: 1, waiting: 0, events: 0, pages: [:], alerts: 0),
    sources: [
        .init(
            id: "jiangmen", name: "江门", enabled: true, waiting: false, visits: 3, lastSuccess: time(-60), failures: 0,
            today: .init(day: Day("2023-06-16")!, captured: 2, expected: 5, pending: 1, missed: 0), pages: [:],
            walls: [], alerts: [])
    ])

/// The tests' own JSON of events, so that Serving is tested without the floors beside it.
struct PlainCoder: EventCoder {
    func line(of event: Event) throws(EventCodingError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        do { return String(decoding: try encoder.encode(event), as: UTF8.self) } catch {
            throw EventCodingError("\(error)")
        }
    }

    func event(of line: String) throws(EventCodingError) -> Event {
        do { return try JSONDecoder().decode(Event.self, from: Data(line.utf8)) } catch {
            throw EventCodingError("\(error)")
        }
    }
}
