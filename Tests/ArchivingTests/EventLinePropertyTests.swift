import Archiving
import Foundation
import Model
import PropertyTesting
import Testing

/// Lines of an index as a damaged disk leaves them, and as somebody might write them by hand.
@Suite struct EventLinePropertyTests {
    @Test(arguments: [
        "9223372036854775807", "9223372036854775808", "-1", "0", "-9223372036854775808", "9007199254740992", "1.5",
        "\"1\"", "null", "1e400", "[1]", "true",
    ])
    func aNumberThatIsNoneIsRefused(number: String) throws {
        let line = try entry(1).line.replacing("\"seq\":1,", with: "\"seq\":\(number),")
        #expect(throws: EventCodingError.self) { try EventLine().event(of: line) }
    }

    @Test(arguments: [
        ("\"chars\":6", "\"chars\":-9223372036854775808"), ("\"chars\":6", "\"chars\":9223372036854775807"),
        ("\"at\":\"2023", "\"at\":\"99999"), ("\"chars\":6", "\"chars\":6,\"date\":\"2023-02-30\""),
        ("\"chars\":6", "\"chars\":6,\"capture\":{\"file\":\"a\",\"offset\":9223372036854775807,\"length\":9}"),
        ("\"chars\":6", "\"chars\":6,\"capture\":{\"file\":\"a\",\"offset\":1,\"length\":-9}"),
        ("\"chars\":6", "\"chars\":6,\"further_captures\":[{\"file\":\"a\",\"offset\":-1,\"length\":9}]"),
    ])
    func aFieldThatIsAbsurdIsRefused(part: String, absurd: String) throws {
        let line = try entry(1).line
        try #require(line.contains(part))
        #expect(throws: EventCodingError.self) { try EventLine().event(of: line.replacing(part, with: absurd)) }
    }

    @Test func everySpoiltLineIsAnEventOrIsNone() async throws {
        let lines = try EventLinePropertyTests.lines()
        await checkProperty { choices in
            String(decoding: EventLinePropertyTests.spoilt(choices.pick(lines), &choices), as: UTF8.self)
        } claim: { line in
            guard let event = try? EventLine().event(of: line) else { return nil }
            guard (1...Event.sequenceLimit).contains(event.sequence) else { return "the number \(event.sequence)" }
            do {
                let again = try EventLine().line(of: event)
                return try EventLine().event(of: again) == event ? nil : "it does not come back"
            } catch { return "\(error)" }
        }
    }

    @Test func everySpoiltIndexIsReadToItsEnd() async throws {
        let lines = try EventLinePropertyTests.lines()
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(1)])
            let file = URL(filePath: "\(path)/2023/06/16/index.jsonl")
            await checkProperty(count: 3_000) { choices -> [UInt8] in
                var bytes: [UInt8] = []
                for _ in 0..<choices.int(0...5) {
                    bytes += EventLinePropertyTests.spoilt(choices.pick(lines), &choices)
                    bytes += choices.pick([[0x0A], [0x0A], [0x0A], [], [0x0D, 0x0A], [0x0A, 0x0A], [0, 0]])
                }
                return bytes
            } claim: { bytes in
                do {
                    try Data(bytes).write(to: file)
                    guard let index = try archive.index(of: day) else { return "no index" }
                    var count = 0
                    while try index.next() != nil { count += 1 }
                    let ends = bytes.count { $0 == 0x0A } + (bytes.isEmpty || bytes.last == 0x0A ? 0 : 1)
                    guard count == ends else { return "\(count) of \(ends) lines" }
                    _ = try archive.lastSequence()
                    // Whoever appends next finds whole lines, and its own comes back.
                    try writer.append([try entry(77)])
                    let after = try ArchivingTests.lines(archive)
                    return after.contains("77") ? nil : "the next line is lost: \(after)"
                } catch { return "\(error)" }
            }
        }
    }

    private static func spoilt(_ line: String, _ choices: inout Choices) -> [UInt8] {
        var line = line
        // A number of the line becomes another.
        if choices.oneIn(2) {
            let numbers = line.matches(of: /-?[0-9]+/)
            if !numbers.isEmpty { line.replaceSubrange(choices.pick(numbers).range, with: choices.numeral()) }
        }
        return choices.oneIn(2) ? choices.spoilt(Array(line.utf8)) : Array(line.utf8)
    }

    /// A line of each kind of event.
    private static func lines() throws -> [String] {
        let file = TextFile(day: day, number: 1, id: id(1))
        var record = record(file.description)
        record.capture = Capture(file: "warc/a.warc.gz", offset: 4711, length: 815)
        record.furtherCaptures = [Capture(file: "warc/a.warc.gz", offset: 5526, length: 1)]
        record.metadata.date = day
        record.metadata.title = "题目"
        record.metadata.confidence = 0.5
        let kinds: [Event.Kind] = [
            .article(record), .revision(of: id(2), changes: [Change(kind: .number, before: "1", after: nil)], record),
            .duplicate(of: id(1), Reprint(title: "题目", publisher: nil, date: day)),
            .gone(reason: "http-404", evidence: "three looks"), .back, .reextracted(of: id(2), record),
        ]
        return try kinds.map { kind in
            var event = event(12, file)
            event.kind = kind
            return try EventLine().line(of: event)
        }
    }
}
