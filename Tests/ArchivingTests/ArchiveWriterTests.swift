import Archiving
import Foundation
import Hashing
import Model
import Testing

@Suite struct ArchiveWriterTests {
    @Test func textsLieUnderTheirDayInTheOrderOfArrival() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: "\(path)/new/archive")
            let writer = try await archive.lock()
            let placed = try writer.place([text(1), text(2, day: Day("2023-06-17")!), text(3)])
            #expect(
                placed.map(\.file.description) == [
                    "2023/06/16/000_0000000000000001.txt", "2023/06/17/000_0000000000000002.txt",
                    "2023/06/16/001_0000000000000003.txt",
                ])
            #expect(placed[0].sha256 == Digest(sha256Of: text(1).bytes))
            #expect(try archive.read("2023/06/16/001_0000000000000003.txt") == text(3).bytes)
            #expect(try archive.days() == [day, Day("2023-06-17")!])
            #expect(files(below: archive.path).filter { $0.hasSuffix(".draft") } == [])
        }
    }

    @Test func numbersGoOnAfterTheHighestAndPast999() async throws {
        try await withTemporaryFolder { path in
            _ = try await ArchiveFolder(root: path).lock().place([text(1)])
            try write("", to: "\(path)/2023/06/16/0999_not-a-text.txt")
            try write("", to: "\(path)/2023/06/16/999_00000000000003e7.txt")
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            let placed = try writer.place([text(2), text(3)])
            #expect(placed.map(\.file.name) == ["1000_0000000000000002.txt", "1001_0000000000000003.txt"])
        }
    }

    @Test func aRemovedTextGivesItsNumberBack() async throws {
        try await withTemporaryFolder { path in
            let writer = try await ArchiveFolder(root: path).lock()
            let placed = try writer.place([text(1), text(2)])
            try writer.remove(placed[1].file)
            #expect(try writer.place([text(3)]).map(\.file.number) == [1])
        }
    }

    @Test func aBatchLargerThanTheOpenFilesLimitIsPlacedWhole() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            #expect(try writer.place((0..<150).map { text($0) }).count == 150)
            #expect(try archive.texts(of: day).map(\.number) == Array(0..<150))
        }
    }

    @Test func appendedLinesReadBackInOrderAndOnlyOnce() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(1), try entry(2), try entry(3, day: Day("2023-06-17")!)])
            try writer.append([try entry(4), try entry(2)])
            try writer.append([try entry(4)])
            #expect(try lines(archive) == ["1", "2", "4"])
            #expect(try lines(archive, Day("2023-06-17")!) == ["3"])
        }
    }

    @Test func aTornLastLineIsCutOffBeforeTheNext() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(1)])
            let index = "\(path)/2023/06/16/index.jsonl"
            let torn = String(try entry(2).line.prefix(40))
            try write(contents(index) + torn, to: index)
            #expect(try lines(archive) == ["1", "2: cut off in the middle (40 bytes)"])
            #expect(
                try writer.append([try entry(3)])
                    == AppendedLines(lines: 1, mended: [MendedIndex(day: day, cutBytes: 40)]))
            #expect(try lines(archive) == ["1", "3"])
        }
    }

    @Test func aLastLineThatOnlyLacksItsEndIsKept() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(1)])
            let index = "\(path)/2023/06/16/index.jsonl"
            try write(contents(index) + (try entry(2).line), to: index)
            #expect(
                try writer.append([try entry(2), try entry(3)])
                    == AppendedLines(lines: 1, mended: [MendedIndex(day: day, cutBytes: 0)]))
            #expect(try lines(archive) == ["1", "2", "3"])
        }
    }

    /// What a file system leaves of a write that a loss of power has cut off: blocks of zeros, and parts of other files.
    @Test(arguments: [
        "0000", "0A00000A00", "00000A0A0067610A", "6761726261", "7B2276223A312C2273", "0A0A", "FFFE0A80",
    ])
    func whatIsNoTextAtTheEndIsCutOff(hex: String) async throws {
        let garbage = stride(from: 0, to: hex.count, by: 2).map {
            UInt8(hex.dropFirst($0).prefix(2), radix: 16)!
        }
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(1)])
            let index = "\(path)/2023/06/16/index.jsonl"
            let whole = try contents(index)
            try (Data(whole.utf8) + garbage).write(to: URL(filePath: index))
            let mended = try writer.mend(try archive.latestDays(9))
            #expect(mended == [MendedIndex(day: day, cutBytes: garbage.count)])
            #expect(try contents(index) == whole)
            try writer.append([try entry(2)])
            #expect(try lines(archive).filter { Int($0) != nil } == ["1", "2"])
        }
    }

    @Test(arguments: [[0], [0x0A], [0x80, 0x0A]] as [[UInt8]])
    func anIndexOfGarbageAloneIsEmptiedAtOnce(garbage: [UInt8]) async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(1)])
            let bytes = Data(Array(repeatElement(garbage, count: 2 << 20).joined()))
            try bytes.write(to: URL(filePath: "\(path)/2023/06/16/index.jsonl"))
            #expect(try writer.append([try entry(1)]).mended == [MendedIndex(day: day, cutBytes: bytes.count)])
            #expect(try lines(archive) == ["1"])
        }
    }

    @Test func anIndexThatIsMissingBesideTextsIsTold() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            let placed = try writer.place([text(1), text(2)])
            #expect(try writer.append([try entry(1, placed[0].file), try entry(2, placed[1].file)]).mended == [])
            try FileManager.default.removeItem(atPath: "\(path)/2023/06/16/index.jsonl")
            let appended = try writer.append([try entry(2, placed[1].file)])
            #expect(appended.mended == [MendedIndex(day: day, cutBytes: 0, wasMissing: true)])
            #expect(try writer.append([try entry(1, placed[0].file)]).lines == 1)
        }
    }

    @Test func aFolderWhoseNumbersHaveComeToTheirEndIsNamed() async throws {
        try await withTemporaryFolder { path in
            _ = try await ArchiveFolder(root: path).lock().place([text(1)])
            try write("", to: "\(path)/2023/06/16/99999999999999_foreign")
            let placed = try await ArchiveFolder(root: path).lock().place([text(2)])
            #expect(placed.map(\.file.number) == [100_000_000_000_000])
            try write("", to: "\(path)/2023/06/16/999999999999999_0000000000000009.txt")
            let writer = try await ArchiveFolder(root: path).lock()
            let error = #expect(throws: ArchiveError.self) { try writer.place([text(3)]) }
            #expect("\(error!)".contains("2023/06/16 is damaged") && "\(error!)".contains("move it away"))
        }
    }

    @Test func theLastNumberIsFoundBehindLinesThatWerePutBack() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            try writer.append([try entry(4), try entry(7)])
            try writer.append([try entry(5)])
            #expect(try archive.lastSequence() == 7)
            let index = "\(path)/2023/06/16/index.jsonl"
            let absurd = try contents(index).replacing("\"seq\":7,", with: "\"seq\":4000000000000000,")
            try write(absurd, to: index)
            #expect(try archive.lastSequence(after: 7) == 5)
        }
    }

    @Test func unsettledTextsThatNobodyKnowsAreRemoved() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            try await { () async throws in
                let dead = try await archive.lock()
                let placed = try dead.place([text(1), text(2), text(3)])
                try dead.append([try entry(1, placed[0].file)])
            }()
            let writer = try await archive.lock()
            let removed = try await writer.recover { $0.id == id(2) }
            #expect(removed.map(\.id) == [id(3)])
            #expect(try archive.texts(of: day).map(\.id) == [id(1), id(2)])
            #expect(try await writer.recover { _ in false } == [])
            #expect(try archive.orphans(of: day).map(\.id) == [id(2)])
        }
    }

    @Test func settledTextsAreNotAskedFor() async throws {
        try await withTemporaryFolder { path in
            let writer = try await ArchiveFolder(root: path).lock()
            _ = try writer.place([text(1)])
            try writer.settle()
            #expect(try await writer.recover { _ in false } == [])
            #expect(try writer.archive.texts(of: day).map(\.id) == [id(1)])
        }
    }

    @Test func removeLeavesNothingOfTheText() async throws {
        try await withTemporaryFolder { path in
            let writer = try await ArchiveFolder(root: path).lock()
            let placed = try writer.place([text(1)])
            try writer.remove(placed[0].file)
            try writer.remove(placed[0].file)
            #expect(try writer.archive.texts(of: day) == [])
        }
    }
}
