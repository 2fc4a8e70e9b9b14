import Foundation
import Glibc
import Model
import Storage
import Testing

@Suite struct SQLiteFilesTests {
    @Test func whatIsReplacedIsSetAsideWithItsCompanions() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            for suffix in ["", "-wal", "-shm"] {
                try "old".write(toFile: file + suffix, atomically: false, encoding: .utf8)
            }
            try "new".write(toFile: SQLiteFiles.draft(of: file), atomically: false, encoding: .utf8)
            #expect(
                try SQLiteFiles.put(SQLiteFiles.draft(of: file), inPlaceOf: file, at: time(0))
                    == "\(file).damaged-20230616-000000")
            try "newer".write(toFile: SQLiteFiles.draft(of: file), atomically: false, encoding: .utf8)
            #expect(
                try SQLiteFiles.put(SQLiteFiles.draft(of: file), inPlaceOf: file, at: time(0))
                    == "\(file).damaged-20230616-000000-2")
            let left = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            let aside = ["", "-2", "-shm", "-wal"].map { "dibao.db.damaged-20230616-000000\($0)" }
            #expect(left == ["dibao.db"] + aside)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "newer")
        }
    }

    /// SQLite would take it for the new one's.
    @Test func aLogThatWasLeftBehindDoesNotReachTheNewDatabase() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            try "stale".write(toFile: file + "-wal", atomically: false, encoding: .utf8)
            let store = try SQLiteStore(path: SQLiteFiles.draft(of: file), coder: PlainCoder())
            _ = try await store.publish(story)
            try store.closeWhole()
            #expect(try SQLiteFiles.put(SQLiteFiles.draft(of: file), inPlaceOf: file, at: time(0)) == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["dibao.db"])
            #expect(try await SQLiteStore(path: file, coder: PlainCoder()).lastSequence() == 9)
        }
    }

    @Test func aFolderIsNeverRenamed() async throws {
        try await withTemporaryFolder { path in
            try "new".write(toFile: "\(path)/new", atomically: false, encoding: .utf8)
            mkdir("\(path)/dibao.db", 0o755)
            #expect(throws: StorageFailure.notAFile(path: "\(path)/dibao.db")) {
                try SQLiteFiles.put("\(path)/new", inPlaceOf: "\(path)/dibao.db", at: time(0))
            }
        }
    }

    @Test func removingWhatIsNotThereSucceeds() async throws {
        try await withTemporaryFolder { path in
            try SQLiteFiles.remove("\(path)/none")
            try "x".write(toFile: "\(path)/a-wal", atomically: false, encoding: .utf8)
            try SQLiteFiles.remove("\(path)/a")
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
        }
    }
}
