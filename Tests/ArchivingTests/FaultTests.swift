import Archiving
import Glibc
import Model
import Testing

/// Lets the first, the second, … change of the disk go wrong until all goes well, and looks each time at what is left.
@Suite struct FaultTests {
    /// Far above the changes that a batch makes: a loop that gets there does not end.
    static let stepLimit = 200

    static let batch = [text(1), text(2, day: Day("2023-06-17")!), text(3)]

    @Test(arguments: [ENOSPC, EIO, EDQUOT])
    func aFailedPlacementLeavesNothingAndSucceedsLater(code: CInt) async throws {
        for position in 1..<FaultTests.stepLimit {
            let done = try await withTemporaryFolder { path in
                let disk = FaultyDisk(.once(code), at: position)
                do {
                    let writer = try await ArchiveFolder(root: "\(path)/archive", disk: disk).lock()
                    let placed = try writer.place(FaultTests.batch)
                    #expect(placed.count == 3)
                    if !disk.hasFailed { return true }
                } catch {
                    expectKind(error, code)
                    #expect(files(below: path).filter { $0.hasSuffix(".txt") || $0.hasSuffix(".draft") } == [])
                }
                let archive = try ArchiveFolder(root: "\(path)/archive")
                let writer = try await archive.lock(patience: .zero)
                #expect(try writer.place([text(4)]).count == 1)
                #expect(try archive.read(archive.texts(of: day).last!) == text(4).bytes)
                return false
            }
            if done { return }
        }
        Issue.record("no end")
    }

    @Test func aDiskThatStaysFullShowsNoHalfWrittenText() async throws {
        for position in 1..<FaultTests.stepLimit {
            let done = try await withTemporaryFolder { path in
                let disk = FaultyDisk(.everAfter(ENOSPC), at: position)
                do {
                    let writer = try await ArchiveFolder(root: "\(path)/archive", disk: disk).lock()
                    _ = try writer.place(FaultTests.batch)
                    if !disk.hasFailed { return true }
                } catch {
                    expectKind(error, ENOSPC)
                }
                let archive = try ArchiveFolder(root: "\(path)/archive")
                for text in try archive.days().flatMap({ try archive.texts(of: $0) }) {
                    #expect(try FaultTests.batch.map(\.bytes).contains(archive.read(text)))
                }
                _ = try await archive.lock().recover { _ in false }
                #expect(files(below: path).filter { $0.hasSuffix(".txt") || $0.hasSuffix(".draft") } == [])
                return false
            }
            if done { return }
        }
        Issue.record("no end")
    }

    @Test(arguments: [true, false])
    func aFailedAppendLosesNoLineAndDoublesNone(staysFull: Bool) async throws {
        for position in 1..<FaultTests.stepLimit {
            let done = try await withTemporaryFolder { path in
                let archive = try ArchiveFolder(root: path)
                try await archive.lock().append([try entry(1)])
                let entries = [try entry(2), try entry(3), try entry(4, day: Day("2023-06-17")!)]
                let disk = FaultyDisk(staysFull ? .everAfter(ENOSPC) : .once(ENOSPC), at: position)
                do {
                    let writer = try await ArchiveFolder(root: path, disk: disk).lock()
                    try writer.append(entries)
                    if !disk.hasFailed { return true }
                } catch {
                    expectKind(error, ENOSPC)
                }
                try await archive.lock().append(entries)
                #expect(try lines(archive) == ["1", "2", "3"])
                #expect(try lines(archive, Day("2023-06-17")!) == ["4"])
                return false
            }
            if done { return }
        }
        Issue.record("no end")
    }

    @Test func aKilledProcessLeavesAnArchiveThatTheNextOneMends() async throws {
        for position in 1..<FaultTests.stepLimit {
            let done = try await withTemporaryFolder { path in
                let result = await #expect(processExitsWith: .failure) {
                    [path = path as String, position = position as Int] in
                    let disk = FaultyDisk(.kill, at: position)
                    let writer = try await ArchiveFolder(root: path, disk: disk).lock()
                    let placed = try writer.place(FaultTests.batch)
                    var entries: [JournalEntry] = []
                    for (number, text) in placed.enumerated() { entries.append(try entry(number + 1, text.file)) }
                    try writer.append(entries)
                    try writer.settle()
                    exit(17)
                }
                let archive = try ArchiveFolder(root: path)
                let writer = try await archive.lock(patience: .zero)
                let removed = try await writer.recover { _ in false }
                try writer.append([try entry(100), try entry(101, day: Day("2023-06-17")!)])
                for day in try archive.days() {
                    #expect(try archive.orphans(of: day) == [])
                    #expect(try lines(archive, day).allSatisfy { Int($0) != nil })
                }
                #expect(files(below: path).filter { $0.hasSuffix(".draft") } == [])
                guard result?.exitStatus == .exitCode(17) else {
                    #expect(result?.exitStatus == .signal(SIGKILL))
                    return false
                }
                #expect(removed == [])
                #expect(try archive.texts(of: day).count == 2)
                return true
            }
            if done { return }
        }
        Issue.record("no end")
    }

    private func expectKind(_ error: any Error, _ code: CInt, at location: SourceLocation = #_sourceLocation) {
        switch error as? ArchiveError {
        case .full(let failure): #expect(failure.code == code && code != EIO, sourceLocation: location)
        case .failed(let failure): #expect(failure.code == code && code == EIO, sourceLocation: location)
        default: Issue.record("found \(error)", sourceLocation: location)
        }
    }
}
