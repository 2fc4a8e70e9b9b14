import Archiving
import Glibc
import Model
import Testing

@Suite struct ArchiveLockTests {
    @Test func aHeldArchiveIsRefusedWithItsHoldersName() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock(as: "dibao run")
            let holder = LockHolder(processID: Int(getpid()), command: "dibao run")
            var noticed: [LockHolder?] = []
            let error = await #expect(throws: ArchiveError.self) {
                _ = try await archive.lock(patience: .milliseconds(20), notice: .zero) { noticed.append($0) }
            }
            guard case .locked(holder, _) = error else {
                Issue.record("found \(String(describing: error))")
                return
            }
            #expect(noticed == [holder])
            #expect("\(error!)".contains("in use by dibao run (process \(getpid()))"))
            _ = try writer.place([text(1)])
        }
    }

    @Test func theLockIsFreeWhenItsWriterGoes() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            for number in 0..<3 {
                let writer = try await archive.lock(patience: .zero)
                _ = try writer.place([text(number)])
            }
            #expect(try archive.texts(of: day).count == 3)
        }
    }

    @Test func numbersGoOnAfterWhatOtherOwnersPlaced() async throws {
        try await withTemporaryFolder { path in
            let (one, other) = (try ArchiveFolder(root: path), try ArchiveFolder(root: path))
            func place(_ number: Int, in archive: ArchiveFolder) async throws -> Int {
                try await archive.lock().place([text(number)])[0].file.number
            }
            // Each of them knows numbers of its own from its turn before.
            #expect(try await place(1, in: one) == 0)
            #expect(try await place(2, in: one) == 1)
            #expect(try await place(3, in: other) == 2)
            #expect(try await place(4, in: one) == 3)
            #expect(try await place(5, in: other) == 4)
        }
    }

    @Test func waitingEndsWithItsTask() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            let writer = try await archive.lock()
            let waiting = Task { () async throws in _ = try await archive.lock() }
            waiting.cancel()
            await #expect(throws: ArchiveError.cancelled) { try await waiting.value }
            try writer.settle()
        }
    }

    @Test func tasksOfOneProcessTakeTurns() async throws {
        try await withTemporaryFolder { path in
            let archive = try ArchiveFolder(root: path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        for turn in 0..<5 {
                            let writer = try await archive.lock()
                            let placed = try writer.place([text(worker * 100 + turn)])
                            try writer.append([try entry(worker * 100 + turn + 1, placed[0].file)])
                            try writer.settle()
                        }
                    }
                }
                try await group.waitForAll()
            }
            try expectSound(archive, texts: 20)
        }
    }

    @Test func processesTakeTurnsAndTearNoLine() async throws {
        try await withTemporaryFolder { path in
            func worker(_ first: Int) async {
                await #expect(processExitsWith: .success) { [path = path as String, first = first as Int] in
                    let archive = try ArchiveFolder(root: path)
                    for number in first..<(first + 40) {
                        let writer = try await archive.lock()
                        let placed = try writer.place([text(number)])
                        try writer.append([try entry(number + 1, placed[0].file)])
                        try writer.settle()
                    }
                }
            }
            async let one: Void = worker(0)
            async let other: Void = worker(1000)
            _ = await (one, other)
            try expectSound(try ArchiveFolder(root: path), texts: 80)
        }
    }
}

/// Numbers without a gap or a double, every text named by exactly one line, no draft, no bad line.
func expectSound(_ archive: ArchiveFolder, texts count: Int, at location: SourceLocation = #_sourceLocation) throws {
    let texts = try archive.texts(of: day)
    #expect(texts.map(\.number) == Array(0..<count), sourceLocation: location)
    #expect(try archive.orphans(of: day) == [], sourceLocation: location)
    #expect(try lines(archive).compactMap { Int($0) }.count == count, sourceLocation: location)
    #expect(files(below: archive.path).filter { $0.hasSuffix(".draft") } == [], sourceLocation: location)
}
