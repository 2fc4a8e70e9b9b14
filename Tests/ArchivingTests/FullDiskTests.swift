import Archiving
import Foundation
import Glibc
import Model
import Testing

/// The same on a real file system of half a megabyte.
@Suite struct FullDiskTests {
    @Test func aFullDiskShowsNoPartOfATextAndSaysWhatToDo() async throws {
        try await withTemporaryFolder { path in
            guard mount("tmpfs", path, "tmpfs", 0, "size=512k") == 0 else {
                print("skipped: no small file system can be mounted here: \(String(cString: strerror(errno)))")
                return
            }
            defer { umount2(path, CInt(MNT_DETACH)) }
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            let large = (0..<100).map { NewText(id: id($0), day: day, bytes: Array(repeating: 0x61, count: 100_000)) }
            var kept: [PlacedText] = []
            let error = #expect(throws: ArchiveError.self) {
                for text in large { kept += try writer.place([text]) }
            }
            guard case .full = error else {
                Issue.record("found \(String(describing: error))")
                return
            }
            #expect("\(error!)".contains("No space left on device"))
            #expect("\(error!)".contains("free some space"))
            #expect(kept.count >= 3)
            #expect(try archive.texts(of: day) == kept.map(\.file))
            for text in kept { #expect(try archive.read(text.file).count == 100_000) }
            #expect(throws: ArchiveError.self) { try writer.place(large) }
            #expect(try archive.texts(of: day) == kept.map(\.file))

            try writer.remove(kept[0].file)
            #expect(try writer.place([text(500)]).count == 1)
        }
    }
}
