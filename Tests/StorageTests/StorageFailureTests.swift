import Foundation
import GRDB
import Glibc
import Model
import Testing

@testable import Storage

@Suite struct StorageFailureTests {
    @Test func aFileThatIsNoDatabaseIsCorrupt() async throws {
        try await withTemporaryFolder { path in
            try String(repeating: "no database ", count: 1000).write(
                toFile: "\(path)/dibao.db", atomically: false, encoding: .utf8)
            let error = #expect(throws: StorageFailure.self) {
                try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            }
            #expect("\(error!)".contains("\(path)/dibao.db is damaged"))
            #expect("\(error!)".contains("dibao index --rebuild"))
        }
    }

    @Test func aDamagedPageIsCorrupt() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            let store = try SQLiteStore(path: file, coder: PlainCoder())
            _ = try await store.publish(story)
            try store.close()
            var bytes = try Data(contentsOf: URL(filePath: file))
            for position in 4096..<bytes.count { bytes[position] = 0xFF }
            try bytes.write(to: URL(filePath: file))
            let error = await #expect(throws: StorageFailure.self) {
                try await SQLiteStore(path: file, coder: PlainCoder()).contents()
            }
            guard case .corrupt = error else {
                Issue.record("found \(String(describing: error))")
                return
            }
        }
    }

    @Test func anotherDatabaseOfNoTablesOfOursIsNotTouched() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            let other = try DatabaseQueue(path: file)
            try await other.write { try $0.execute(sql: "CREATE TABLE events (a); CREATE TABLE notes (b)") }
            try other.close()
            let error = #expect(throws: StorageFailure.self) { try SQLiteStore(path: file, coder: PlainCoder()) }
            #expect("\(error!)".contains("no database of dibao's") && error!.isDamage)
        }
    }

    @Test func aFolderInThePlaceOfTheDatabaseIsNamedAndLeft() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            #expect(throws: StorageFailure.notAFile(path: file)) { try SQLiteStore(path: file, coder: PlainCoder()) }
        }
    }

    /// `user_version`, bytes 60 to 63 of the header, is a signed number.
    @Test func aSchemaOfANegativeNumberIsDamaged() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            try SQLiteStore(path: file, coder: PlainCoder()).close()
            var bytes = try Data(contentsOf: URL(filePath: file))
            bytes[60] = 0xFF
            try bytes.write(to: URL(filePath: file))
            let error = #expect(throws: StorageFailure.self) { try SQLiteStore(path: file, coder: PlainCoder()) }
            #expect(error!.isDamage)
        }
    }

    @Test func whoWritesToAFileThatWasReplacedIsToldSo() async throws {
        try await withStore { store in
            try store.checkPlace()
            try FileManager.default.moveItem(atPath: store.path, toPath: store.path + ".old")
            #expect(throws: StorageFailure.replaced(path: store.path)) { try store.checkPlace() }
            try Data().write(to: URL(filePath: store.path))
            #expect(throws: StorageFailure.replaced(path: store.path)) { try store.checkPlace() }
        }
    }

    @Test func aDatabaseOfALaterDibaoIsLeftAlone() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            try SQLiteStore(path: file, coder: PlainCoder()).close()
            // user_version, bytes 60 to 63 of the header (https://www.sqlite.org/fileformat.html).
            var bytes = try Data(contentsOf: URL(filePath: file))
            bytes[63] = 99
            try bytes.write(to: URL(filePath: file))
            #expect(throws: StorageFailure.newerSchema(path: file, found: 99, known: SQLiteSchema.steps.count)) {
                try SQLiteStore(path: file, coder: PlainCoder())
            }
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async throws {
        try await withTemporaryFolder { path in
            try "".write(toFile: "\(path)/file", atomically: false, encoding: .utf8)
            let error = #expect(throws: StorageFailure.self) {
                try SQLiteStore(path: "\(path)/file/dibao.db", coder: PlainCoder())
            }
            guard case .unopenable("\(path)/file/dibao.db", _) = error else {
                Issue.record("found \(String(describing: error))")
                return
            }
        }
    }

    /// Root may write everywhere, so the attempt is made as nobody, in a process of its own.
    @Test(.enabled(if: geteuid() == 0, "only root can become nobody"))
    func aDatabaseThatMayNotBeWrittenSaysWhatToDo() async throws {
        try await withTemporaryFolder { path in
            try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder()).close()
            chmod(path, 0o755)
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                [path = path as String] in
                guard setuid(65534) == 0 else { exit(1) }
                do {
                    _ = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
                } catch {
                    print("\(error)")
                }
            }
            let message = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
            #expect(
                message.contains("\(path)/dibao.db cannot be opened")
                    || message.contains("\(path)/dibao.db cannot be written"))
            #expect(message.contains("set state.url elsewhere"))
        }
    }

    @Test func aDatabaseThatAnotherKeepsIsBusy() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            let holder = try SQLiteStore(path: file, coder: PlainCoder())
            let waiter = try SQLiteStore(path: file, coder: PlainCoder(), busyTimeout: .milliseconds(20))
            _ = try await holder.rebuild { _ in
                let refused = DispatchSemaphore(value: 0)
                Task {
                    do {
                        _ = try await waiter.publish([draft(1, at: 1)])
                        Issue.record("published while another kept the database")
                    } catch {
                        #expect("\(error)".contains("is in use by another process"))
                    }
                    refused.signal()
                }
                #expect(refused.wait(timeout: .now() + 900) == .success)
            }
            #expect(names(try await waiter.publish([draft(1, at: 1)])) == ["1 article"])
        }
    }

    @Test func aCancelledCallLeavesNothingBehind() async throws {
        try await withStore { store in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await store.publish([draft(1, at: 1)])
            }
            await #expect(throws: StorageFailure.cancelled) { try await task.value }
            let last = try await store.lastSequence()
            #expect(last == 0)
        }
    }

    @Test func aFullDiskRefusesTheBatchAndKeepsTheRest() async throws {
        try await withTemporaryFolder { path in
            guard mount("tmpfs", path, "tmpfs", 0, "size=512k") == 0 else {
                print("skipped: no small file system can be mounted here: \(String(cString: strerror(errno)))")
                return
            }
            defer { umount2(path, CInt(MNT_DETACH)) }
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            var kept = 0
            let error = await #expect(throws: StorageFailure.self) {
                for number in 0..<1000 {
                    _ = try await store.publish((0..<10).map { draft(number * 10 + $0, at: number * 10 + $0) })
                    kept += 10
                }
            }
            guard case .full = error else {
                Issue.record("found \(String(describing: error))")
                return
            }
            #expect(kept > 0)
            #expect(try await store.lastSequence() == kept)
            try store.close()
        }
    }
}
