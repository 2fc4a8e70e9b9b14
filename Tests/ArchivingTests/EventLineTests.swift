import Archiving
import Foundation
import Model
import Testing

@Suite struct EventLineTests {
    static let file = TextFile(day: day, number: 0, id: id(1))

    /// Everything that a record can say.
    static let fullRecord: ArticleRecord = {
        var metadata = ArticleMetadata()
        metadata.title = "“百千万工程”\t与\u{1B}[31m/ \\ \" \u{0} 题目"
        metadata.introtitle = "引题"
        metadata.subtitle = "副题"
        metadata.date = day
        metadata.published = "2023-06-16T12:20:00+08:00"
        metadata.dateFrom = .text
        metadata.publisher = "南方杂志"
        metadata.authors = ["甲", "乙"]
        metadata.contributors = ["丙"]
        metadata.editor = "丁"
        metadata.site = "示范网"
        metadata.column = "要闻"
        metadata.page = "A01"
        metadata.script = .hant
        metadata.document = OfficialDocument()
        metadata.document?.indexNumber = "000014349/2023-00031"
        metadata.document?.written = Day("2023-06-01")
        metadata.attachments = [Attachment(url: "http://a.example/1.pdf", name: nil)]
        metadata.images = [Image(url: "http://a.example/1.jpg", caption: "图")]
        metadata.confidence = 0.95
        metadata.flags = [.charsetGuessed, .noDate]
        metadata.charset = "gb18030"
        var record = record(file.description)
        record.metadata = metadata
        record.near = id(2)
        record.topics = ["bqw"]
        record.capture = Capture(file: "warc/a.warc.gz", offset: 318, length: 4096)
        record.furtherCaptures = [Capture(file: "warc/a.warc.gz", offset: 4414, length: 99)]
        return record
    }()

    static let kinds: [Event.Kind] = [
        .article(fullRecord), .article(record(file.description)),
        .revision(of: id(2), changes: [Change(kind: .number, before: "3", after: "4")], fullRecord),
        .revision(of: id(2), changes: [], record(file.description)),
        .duplicate(of: id(1), Reprint(title: "题", publisher: nil, date: day)),
        .duplicate(of: id(1), Reprint(title: nil, publisher: nil, date: nil)),
        .gone(reason: "http-404", evidence: "三次"), .gone(reason: "dns", evidence: ""), .back,
        .reextracted(of: id(2), fullRecord), .attachment(fullRecord.metadata.attachments ?? []),
    ]

    static func event(_ kind: Event.Kind) -> Event {
        Event(
            sequence: 7, at: Timestamp("2023-06-16T04:20:00Z")!, id: id(1), url: "https://www.example.gov.cn/a/b.html",
            source: "manual", kind: kind)
    }

    @Test(arguments: kinds.indices)
    func everyKindReadsBack(kind: Int) throws {
        let event = EventLineTests.event(EventLineTests.kinds[kind])
        let line = try EventLine().line(of: event)
        #expect(try EventLine().event(of: line) == event)
        #expect(try EventLine().line(of: EventLine().event(of: line)) == line)
        #expect(!line.utf8.contains { $0 < 0x20 })
        #expect(!line.contains("null") && !line.contains(#""""#))
    }

    @Test func aLineIsSpelledAsTheContractSays() throws {
        var metadata = ArticleMetadata()
        metadata.title = "题目"
        metadata.date = day
        metadata.dateFrom = .meta
        var record = record(EventLineTests.file.description)
        record.metadata = metadata
        #expect(
            try EventLine().line(of: EventLineTests.event(.article(record)))
                == #"{"at":"2023-06-16T04:20:00Z","chars":6,"date":"2023-06-16","date_from":"meta","event":"article","#
                + #""extractor":"1.0.0","file":"2023/06/16/000_0000000000000001.txt","id":"0000000000000001","seq":7,"#
                + #""sha256":"\#(String(repeating: "07", count: 32))","simhash":"0000000000000009","source":"manual","#
                + #""title":"题目","url":"https://www.example.gov.cn/a/b.html","v":1}"#)
        #expect(
            try EventLine().line(
                of: EventLineTests.event(.duplicate(of: id(1), Reprint(title: "题", publisher: "网", date: day))))
                == #"{"at":"2023-06-16T04:20:00Z","date":"2023-06-16","duplicate_of":"0000000000000001","#
                + #""event":"duplicate","id":"0000000000000001","publisher":"网","seq":7,"source":"manual","title":"题","#
                + #""url":"https://www.example.gov.cn/a/b.html","v":1}"#)
        #expect(
            try EventLine().line(of: EventLineTests.event(.gone(reason: "soft-404", evidence: "页面不存在")))
                == #"{"at":"2023-06-16T04:20:00Z","event":"gone","evidence":"页面不存在","id":"0000000000000001","#
                + #""reason":"soft-404","seq":7,"source":"manual","url":"https://www.example.gov.cn/a/b.html","v":1}"#)
    }

    @Test func fieldsOfLaterVersionsAreIgnored() throws {
        let line = try EventLine().line(of: EventLineTests.event(.back))
        let extended = #"{"zzz":[1,{"a":null}],"# + line.dropFirst()
        #expect(try EventLine().event(of: extended) == EventLineTests.event(.back))
    }

    @Test(arguments: [
        ("", "not valid JSON"), ("{", "not valid JSON"), ("{} {}", "not valid JSON"), ("[]", "found an array"),
        (#"{"seq":1}"#, "field v is missing"), (#"{"v":2}"#, "field v: expected version 1, found 2"),
        (#"{"v":"1"}"#, "field v: "),
    ])
    func anythingElseIsRefusedWithItsReason(line: String, reason: String) throws {
        let error = try #require(throws: EventCodingError.self) { try EventLine().event(of: line) }
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test(arguments: [
        (#""event":"back""#, #""event":"born""#, "field event: unknown event born"),
        (#""id":"0000000000000001""#, #""id":"1""#, "field id: expected 16 hex digits, found 1"),
        (#""at":"2023-06-16T04:20:00Z""#, #""at":"yesterday""#, "field at: expected an RFC 3339 time, found yesterday"),
        (#""url":"https"#, #""ur":"https"#, "field url is missing"),
        (#""seq":7"#, #""seq":"7""#, "field seq: "),
    ])
    func aWrongFieldIsNamed(right: String, wrong: String, reason: String) throws {
        let line = try EventLine().line(of: EventLineTests.event(.back))
        let bad = try #require(line.ranges(of: right).first.map { line.replacingCharacters(in: $0, with: wrong) })
        let error = try #require(throws: EventCodingError.self) { try EventLine().event(of: bad) }
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test func aNumberThatJSONCannotSayIsRefused() {
        var record = record(EventLineTests.file.description)
        record.metadata.confidence = .infinity
        let event = EventLineTests.event(.article(record))
        let error = #expect(throws: EventCodingError.self) { try EventLine().line(of: event) }
        #expect("\(error!)".contains("event 7 does not fit JSON: field confidence"))
    }
}
