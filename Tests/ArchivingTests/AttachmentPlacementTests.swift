import Glibc
import Model
import Testing

@testable import Archiving

/// Attachments are placed with texts: all or none, and none without an event that names it.
@Suite struct AttachmentPlacementTests {
    private static let stepLimit = 200

    private static func attachment(_ number: Int, _ name: String, day: Day = day) -> NewAttachment {
        NewAttachment(
            file: AttachmentFile(day: day, article: id(number), name: FileName(cleaning: name)),
            bytes: [1, 2, UInt8(number)])
    }

    private static let batch = [
        attachment(1, "名单.pdf"), attachment(1, "表.xls"), attachment(2, "名单.pdf", day: Day("2023-06-17")!),
    ]

    /// Names below the archive that belong to attachments or are left over of any file.
    private func leftOver(_ path: String) -> [String] {
        files(below: path).filter { $0.contains("attachments/") || $0.hasSuffix(".draft") || $0.hasSuffix(".txt") }
    }

    private func entry(_ sequence: Int, _ files: [NewAttachment], _ text: TextFile) throws -> JournalEntry {
        var told = event(sequence, text)
        told.changeRecord { record in
            record.metadata.attachments = files.map { file in
                var attachment = Model.Attachment(url: "http://www.example.gov.cn/1.pdf", name: nil)
                attachment.file = file.file.description
                attachment.sha256 = Digest(bytes: Array(repeating: 7, count: 32))
                return attachment
            }
        }
        return JournalEntry(event: told, day: text.day, line: try EventLine().line(of: told))
    }

    @Test func attachmentsLieBesideTheTextsOfTheirDay() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            _ = try writer.place([text(1)], with: Self.batch)
            #expect(try archive.read(Self.batch[1].file) == Self.batch[1].bytes)
            #expect(try archive.attachmentNames(of: id(1), on: day).sorted() == ["名单.pdf", "表.xls"])
            #expect(try archive.texts(of: day).count == 1)
            #expect(try archive.days() == [day, Day("2023-06-17")!])
        }
    }

    @Test func aFailedPlacementLeavesNothing() async throws {
        for position in 1..<Self.stepLimit {
            let done = try await withTemporaryFolder { path in
                let disk = FaultyDisk(.once(ENOSPC), at: position)
                do {
                    let writer = try await ArchiveFolder(root: path, disk: disk).lock()
                    _ = try writer.place([text(1)], with: Self.batch)
                    return !disk.hasFailed  // a lock that could not be signed is as good
                } catch {
                    #expect(leftOver(path) == [])
                }
                let writer = try await ArchiveFolder(root: path).lock(patience: .zero)
                #expect(try writer.place([text(1)], with: Self.batch).count == 1)
                return false
            }
            if done { return }
        }
        Issue.record("no end")
    }

    @Test func aKilledProcessLeavesNoFileThatNoEventNamesAndNoTornOne() async throws {
        for position in 1..<Self.stepLimit {
            let done = try await withTemporaryFolder { path in
                let result = await #expect(processExitsWith: .failure) {
                    [path = path as String, position = position as Int] in
                    let disk = FaultyDisk(.kill, at: position)
                    let writer = try await ArchiveFolder(root: path, disk: disk).lock()
                    let placed = try writer.place([text(1)], with: AttachmentPlacementTests.batch)
                    let tests = AttachmentPlacementTests()
                    try writer.append([try tests.entry(1, [AttachmentPlacementTests.batch[0]], placed[0].file)])
                    exit(17)
                }
                let archive = try ArchiveFolder(root: path)
                let writer = try await archive.lock(patience: .zero)
                _ = try await writer.recoverAttachments { _ in false }
                _ = try await writer.recover { _ in false }
                guard result?.exitStatus == .exitCode(17) else {
                    #expect(result?.exitStatus == .signal(SIGKILL))
                    let left = leftOver(path)
                    #expect(left.isEmpty || left.count == 2, "\(left)")
                    return false
                }
                #expect(try archive.attachmentNames(of: id(1), on: day) == ["名单.pdf"])
                #expect(try archive.read(Self.batch[0].file) == Self.batch[0].bytes)
                #expect(try !archive.holds(Self.batch[2].file))
                return true
            }
            if done { return }
        }
        Issue.record("no end")
    }

    @Test func whatTheStoreKnowsIsNotRemoved() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            try await { () async throws in _ = try await archive.lock().place([], with: Self.batch) }()
            let writer = try await archive.lock()
            let removed = try await writer.recoverAttachments { $0 == Self.batch[0].file }
            #expect(Set(removed) == [Self.batch[1].file, Self.batch[2].file])
            #expect(try archive.holds(Self.batch[0].file))
        }
    }
}
