import Archiving
import Compressing
import Foundation
import PropertyTesting
import Testing

@testable import Model

/// Records and gzip members that are spoilt in any way: they are read, or refused, and nothing else.
@Suite struct CapturePropertyTests {
    @Test func everySpoiltRecordIsReadOrRefused() async throws {
        try await withTemporaryFolder { path in
            let reader = try CaptureReader(folder: path, label: "warc")
            let good = WARCRecord(CaptureTests.page)
            let record = try Gzip.expand(good.member, limit: 1 << 20)
            await checkProperty { choices -> [UInt8] in
                if choices.oneIn(3) { return choices.spoilt(good.member) }
                var spoilt = choices.spoilt(record, edits: 6)
                if choices.oneIn(3) { spoilt = CapturePropertyTests.withLength(choices.numeral(), record) }
                return Gzip.compress(spoilt)
            } claim: { member in
                let name = "record.warc.gz"
                do {
                    try Data(member).write(to: URL(filePath: "\(path)/\(name)"))
                    let read = try reader.read(Capture(file: "warc/\(name)", offset: 0, length: member.count))
                    return read.body == CaptureTests.page.body ? nil : "another body with the digest of the first"
                } catch let error as ArchiveError {
                    if case .damaged = error { return nil }
                    return "\(error)"
                } catch { return "\(error)" }
            }
        }
    }

    @Test func aRecordThatExpandsWithoutEndIsRefused() throws {
        let bomb = Gzip.compress([UInt8](repeating: 0, count: 64 << 20))
        #expect(bomb.count < 1 << 20)
        #expect(throws: GzipFailure.tooLarge) { try Gzip.expand(bomb, limit: 1 << 20) }
    }

    @Test func wholeMembersAreFoundHoweverTheyAreCut() async {
        await checkProperty { choices -> (members: [[UInt8]], cut: Int, piece: Int, garbage: [UInt8]) in
            let members = choices.array(0...4) { Gzip.compress($0.bytes(0...200)) }
            let length = members.reduce(0) { $0 + $1.count }
            return (
                members, choices.int(0...length), choices.int(1...97), choices.oneIn(3) ? choices.bytes(1...40) : []
            )
        } claim: { input in
            let bytes = Array(input.members.joined().prefix(input.cut)) + input.garbage
            let reader = GzipMembers()
            for start in stride(from: 0, to: bytes.count, by: input.piece) {
                guard reader.take(Array(bytes[start..<min(bytes.count, start + input.piece)])) else { break }
            }
            var (expected, whole) = (0, 0)
            for member in input.members {
                whole += member.count
                if whole <= input.cut { expected = whole }
            }
            // Garbage may, by chance, complete what was cut.
            guard reader.wholeBytes == expected || !input.garbage.isEmpty && reader.wholeBytes > expected else {
                return "found \(reader.wholeBytes) whole bytes, expected \(expected)"
            }
            return nil
        }
    }

    @Test func whatWasCompressedExpandsAndNothingElseDoes() async {
        await checkProperty { choices -> (content: [UInt8], member: [UInt8], isSpoilt: Bool) in
            let content = choices.bytes(0...300)
            let member = Gzip.compress(content)
            let isSpoilt = choices.oneIn(2)
            return (content, isSpoilt ? choices.spoilt(member) : member, isSpoilt)
        } claim: { input in
            // The header has fields that no checksum covers.
            let expanded = try? Gzip.expand(input.member, limit: 1 << 20)
            if let expanded { return expanded == input.content ? nil : "expanded to something else" }
            return input.isSpoilt ? nil : "did not expand"
        }
    }

    private static func withLength(_ length: String, _ record: [UInt8]) -> [UInt8] {
        let text = String(decoding: record, as: UTF8.self)
        let lines = text.components(separatedBy: "\r\n").map {
            $0.hasPrefix("Content-Length: ") ? "Content-Length: \(length)" : $0
        }
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}
