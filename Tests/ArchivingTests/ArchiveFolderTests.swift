import Archiving
import Foundation
import Glibc
import Model
import Testing

@Suite struct ArchiveFolderTests {
    @Test(arguments: [
        "../etc/passwd", "/etc/passwd", "2023/06/16/index.jsonl", "2023/06/16/../16/000_0000000000000001.txt", "",
    ])
    func readRefusesNamesThatNoTextHas(name: String) async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            #expect(throws: ArchiveError.misnamed(name)) { try archive.read(name) }
        }
    }

    @Test func readOfAMissingTextSaysSo() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let name = "2023/06/16/000_0000000000000001.txt"
            #expect(throws: ArchiveError.missing(file: name)) { try archive.read(name) }
        }
    }

    @Test func symbolicLinksInsideAreNotFollowed() async throws {
        try await withTemporaryFolder { path in
            let outside = "\(path)/outside"
            let archive = try ArchiveFolder(root: "\(path)/archive")
            try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
            try FileManager.default.createDirectory(
                atPath: "\(path)/archive/2023/06", withIntermediateDirectories: true)
            symlink(outside, "\(path)/archive/2023/06/16")
            let writer = try await archive.lock()
            #expect(throws: ArchiveError.notAFolder(path: "\(path)/archive/2023/06/16")) {
                try writer.place([text(1)])
            }
            mkdir("\(path)/archive/2023/06/17", 0o755)
            symlink("\(outside)/index", "\(path)/archive/2023/06/17/index.jsonl")
            #expect(throws: ArchiveError.self) { try writer.append([try entry(1, day: Day("2023-06-17")!)]) }
            #expect(files(below: outside) == [])
        }
    }

    @Test func aRootThatIsAFileIsRefused() async throws {
        try await withTemporaryFolder { path in
            try write("", to: "\(path)/file")
            #expect(throws: ArchiveError.notAFolder(path: "\(path)/file")) {
                try ArchiveFolder(root: "\(path)/file")
            }
            #expect(throws: ArchiveError.notAFolder(path: "\(path)/file/archive")) {
                try ArchiveFolder(root: "\(path)/file/archive")
            }
        }
    }

    /// Root may write everywhere, so the attempt is made as nobody, in a process of its own.
    @Test(.enabled(if: geteuid() == 0, "only root can become nobody"))
    func anUnwritableRootNamesThePathAndTheRemedy() async throws {
        try await withTemporaryFolder { path in
            chmod(path, 0o755)
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                [path = path as String] in
                guard setuid(65534) == 0 else { exit(1) }
                do {
                    _ = try ArchiveFolder(root: "\(path)/archive")
                } catch {
                    print("\(error)", terminator: "")
                }
            }
            let message = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
            #expect(
                message == "cannot make the folder \(path)/archive: Permission denied (errno 13). "
                    + "Give the user that runs dibao (uid 65534) write access, or set archive.root elsewhere.")
        }
    }

    @Test func badLinesOfAnIndexAreReportedAndPassedOver() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let elsewhere = TextFile(day: Day("2020-01-01")!, number: 0, id: id(1))
            mkdir("\(path)/2023", 0o755)
            mkdir("\(path)/2023/06", 0o755)
            mkdir("\(path)/2023/06/16", 0o755)
            let bad = [
                "", "{}", #"{"v":2}"#, "[1]", try entry(3, elsewhere).line,
                String(repeating: "x", count: (16 << 20) + 1),
            ]
            var bytes = Data()
            for line in [try entry(1).line] + bad { bytes += Data("\(line)\n".utf8) }
            bytes += [0xFF, 0x0A] + Data(try entry(2).line.utf8)
            try bytes.write(to: URL(filePath: "\(path)/2023/06/16/index.jsonl"))
            let found = try lines(archive)
            #expect(found.count == 9)
            #expect(found.first == "1" && found.last == "2")
            #expect(found[2] == "3: field v is missing")
            #expect(found[3] == "4: field v: expected version 1, found 2")
            #expect(found[5] == #"6: names "2020/01/01/000_0000000000000001.txt", which is no text of this day"#)
            #expect(found[6] == "7: longer than 16777216 bytes")
            #expect(found[7] == "8: not UTF-8")
        }
    }

    @Test func daysPassOverWhatIsNoDay() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let folders = ["2023/06/16", "2023/02/30", "2023/6/17", "warc", "2024/01/01", "abcd/01/01"]
            for folder in folders {
                try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
            }
            try write("", to: "\(path)/2025")
            #expect(try archive.days() == [day, Day("2024-01-01")!])
        }
    }
}
