import Archiving
import Foundation
import Glibc
import Model
import Testing

@Suite struct CaptureTests {
    static let now = Timestamp("2023-06-16T01:02:03Z")!

    static let page = CapturedResponse(
        url: "http://www.example.gov.cn/a.html", at: now, remoteAddress: "203.0.113.7", httpVersion: "1.1", status: 200,
        headers: [
            .init(name: "Content-Type", value: "text/html; charset=gb2312"),
            .init(name: "Content-Encoding", value: "gzip"),
            .init(name: "content-length", value: "77"),
            .init(name: "Set-Cookie", value: "a=1"), .init(name: "Set-Cookie", value: "b=2"),
        ],
        body: Array("<p>正文</p>\r\n\r\nWARC/1.1\r\n".utf8))

    static func response(_ body: [UInt8], version: String = "1.1", isTruncated: Bool = false) -> CapturedResponse {
        CapturedResponse(
            url: "http://www.example.gov.cn/", at: now, remoteAddress: nil, httpVersion: version, status: 404,
            headers: [], body: body, isTruncated: isTruncated)
    }

    @Test func whatIsWrittenReadsBack() async throws {
        try await withTemporaryFolder { path in
            let writer = try CaptureWriter(folder: "\(path)/warc", label: "warc", software: "dibao/1.0.0")
            let responses = [
                CaptureTests.page, CaptureTests.response([], version: "2"),
                CaptureTests.response(Array(repeating: 0, count: 300_000), version: "1.0", isTruncated: true),
            ]
            let first = try writer.append(responses[..<2].map { WARCRecord($0) }, now: CaptureTests.now)
            let second = try writer.append([WARCRecord(responses[2])], now: CaptureTests.now)
            let reader = try CaptureReader(folder: "\(path)/warc", label: "warc")
            #expect(try (first + second).map { try reader.read($0) } == responses)
            #expect(Set((first + second).map(\.file)).count == 1)
            #expect(first[0].file.hasPrefix("warc/dibao-20230616010203-00000-"))
            #expect(first[1].offset == first[0].offset + first[0].length)
        }
    }

    @Test func theFileIsAChainOfGzipMembersThatBeginsWithItsDescription() async throws {
        try await withTemporaryFolder { path in
            let writer = try CaptureWriter(folder: path, label: "warc", software: "dibao/1.0.0")
            _ = try writer.append([WARCRecord(CaptureTests.page)], now: CaptureTests.now)
            let text = try gunzip("\(path)/\(try #require(files(below: path).first))")
            #expect(text.hasPrefix("WARC/1.1\r\nWARC-Type: warcinfo\r\n"))
            #expect(text.contains("\r\n\r\nsoftware: dibao/1.0.0\r\n"))
            #expect(text.contains("WARC-Type: response\r\nWARC-Target-URI: http://www.example.gov.cn/a.html\r\n"))
            #expect(text.contains("WARC-IP-Address: 203.0.113.7\r\n"))
            #expect(text.contains("\r\nX-Archive-Orig-Content-Encoding: gzip\r\nX-Archive-Orig-content-length: 77\r\n"))
            #expect(text.contains("\r\nContent-Length: 27\r\n\r\n<p>正文</p>"))
            // Computed with Python's hashlib and base64.
            #expect(
                text.contains(
                    "WARC-Payload-Digest: sha256:JNCZLIPQBFCB53HJXYTVGVVOFNQKUZYOABWYKXT2T4I7XYXWPLFQ====\r\n"))
        }
    }

    @Test func aFullFileIsFollowedByAnother() async throws {
        try await withTemporaryFolder { path in
            let writer = try CaptureWriter(folder: path, label: "warc", software: "dibao", sizeLimitBytes: 400)
            let captures = try (0..<4).flatMap { _ in
                try writer.append([WARCRecord(CaptureTests.page)], now: CaptureTests.now)
            }
            #expect(Set(captures.map(\.file)).count > 1)
            #expect(files(below: path).count == Set(captures.map(\.file)).count)
            let reader = try CaptureReader(folder: path, label: "warc")
            for capture in captures { #expect(try reader.read(capture) == CaptureTests.page) }
        }
    }

    @Test func twoWritersOfOneSecondShareNoFile() async throws {
        try await withTemporaryFolder { path in
            let captures = try (0..<2).flatMap { _ in
                try CaptureWriter(folder: path, label: "warc", software: "dibao")
                    .append([WARCRecord(CaptureTests.page)], now: CaptureTests.now)
            }
            #expect(captures[0].file != captures[1].file)
        }
    }

    @Test func headersCannotBeginLinesOfTheirOwn() async throws {
        try await withTemporaryFolder { path in
            let evil = CapturedResponse(
                url: "http://a/\r\nWARC-Type: metadata", at: CaptureTests.now, remoteAddress: "1\n2",
                httpVersion: "1.1",
                status: 200, headers: [.init(name: "A\r\nB", value: "1\r\n\r\nC: 2")], body: [])
            let writer = try CaptureWriter(folder: path, label: "warc", software: "dibao")
            let captures = try writer.append([WARCRecord(evil)], now: CaptureTests.now)
            let response = try CaptureReader(folder: path, label: "warc").read(captures[0])
            #expect(response.url == "http://a/  WARC-Type: metadata")
            #expect(response.headers == [.init(name: "A  B", value: "1    C: 2")])
        }
    }

    @Test(arguments: ["", "warc/", "warc/..", "warc/../x", "other/x", "warc/a/b", "/etc/passwd"])
    func readRefusesNamesOutsideTheFolder(name: String) async throws {
        try await withTemporaryFolder { path in
            let reader = try CaptureReader(folder: path, label: "warc")
            #expect(throws: ArchiveError.misnamed(name)) { try reader.read(Capture(file: name, offset: 0, length: 1)) }
        }
    }

    @Test func damagedRecordsAreRefused() async throws {
        try await withTemporaryFolder { path in
            let writer = try CaptureWriter(folder: path, label: "warc", software: "dibao")
            let good = try writer.append([WARCRecord(CaptureTests.page)], now: CaptureTests.now)[0]
            let reader = try CaptureReader(folder: path, label: "warc")
            for (offset, length) in [
                (0, good.offset), (good.offset + 1, good.length - 1), (good.offset, good.length - 1),
                (good.offset, good.length + 1), (-1, 5), (Int.max, Int.max), (good.offset, 0), (0, good.offset + 9),
            ] {
                let error = #expect(throws: ArchiveError.self) {
                    try reader.read(Capture(file: good.file, offset: offset, length: length))
                }
                guard case .damaged = error else {
                    Issue.record("found \(String(describing: error)) for \(offset), \(length)")
                    continue
                }
            }
            #expect(throws: ArchiveError.missing(file: "warc/none")) {
                try reader.read(Capture(file: "warc/none", offset: 0, length: 1))
            }
            // One bit of the body: gzip's own checksum or the digest tells.
            let file = "\(path)/\(good.file.dropFirst(5))"
            var bytes = try Data(contentsOf: URL(filePath: file))
            bytes[bytes.count - 20] ^= 1
            try bytes.write(to: URL(filePath: file))
            #expect(throws: ArchiveError.self) { try reader.read(good) }
        }
    }

    /// A writer that dies in the middle of a record, at each byte of it.
    @Test func theBeginningOfARecordIsCutOffByTheNextOwner() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: "\(path)/archive")
            let writer = try CaptureWriter(folder: "\(path)/warc", label: "warc", software: "dibao")
            let record = WARCRecord(CaptureTests.page)
            let tail = try writer.tail(now: CaptureTests.now)
            _ = try await archive.lock().place([text(1)], before: tail)
            _ = try writer.append([record, record], now: CaptureTests.now)
            let file = "\(path)/warc/\(tail.name)"
            let whole = try Data(contentsOf: URL(filePath: file))
            #expect(try await archive.lock().unsettledCaptures() == [tail])
            #expect(try writer.mending.mend(tail) == 0)
            for cut in [1, 10, record.member.count - 1, record.member.count + 7] {
                try whole.dropLast(cut).write(to: URL(filePath: file))
                let kept = whole.count - record.member.count * (cut > record.member.count ? 2 : 1)
                #expect(try writer.mending.mend(tail) == whole.count - cut - kept)
                #expect(try Data(contentsOf: URL(filePath: file)) == whole.prefix(kept))
            }
            try (whole + Data(count: 4096)).write(to: URL(filePath: file))
            #expect(try writer.mending.mend(tail) == 4096)
            try await archive.lock().settle()
            #expect(try await archive.lock().unsettledCaptures() == [])
        }
    }

    @Test func aFailedAppendLeavesNoRecordAndTheNextOneSucceeds() async throws {
        for position in 1..<50 {
            let done = try await withTemporaryFolder { path in
                let disk = FaultyDisk(.once(ENOSPC), at: position)
                let record = WARCRecord(CaptureTests.page)
                let writer = try CaptureWriter(folder: path, label: "warc", software: "dibao", disk: disk)
                var captures: [Capture] = []
                for _ in 0..<3 {
                    do throws(ArchiveError) {
                        captures += try writer.append([record], now: CaptureTests.now)
                    } catch {
                        guard case .full = error else {
                            Issue.record("found \(error)")
                            continue
                        }
                    }
                }
                let reader = try CaptureReader(folder: path, label: "warc")
                for capture in captures { #expect(try reader.read(capture) == CaptureTests.page) }
                #expect(captures.count == (disk.hasFailed ? 2 : 3))
                let whole = try files(below: path).map { try gunzip("\(path)/\($0)") }.joined()
                #expect(whole.components(separatedBy: "WARC-Type: response").count == captures.count + 1)
                return !disk.hasFailed
            }
            if done { return }
        }
        Issue.record("no end")
    }
}

/// The content of a file, all gzip members one after the other, by the system's gzip.
func gunzip(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gzip")
    process.arguments = ["-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "gzip finds \(path) damaged")
    return String(decoding: data, as: UTF8.self)
}
