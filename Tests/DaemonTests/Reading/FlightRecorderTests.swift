import Foundation
import Model
import PropertyTesting
import Testing

@testable import Daemon

@Suite struct FlightRecorderTests {
    private func attempt(_ path: String, _ purpose: ReadingAttempt.Purpose = .page) throws -> ReadingAttempt {
        ReadingAttempt(purpose, source: "news", address: try WebAddress(parsing: "http://a.example\(path)"))
    }

    /// Opens a recorder, and says what it found.
    private func open(_ database: String, slots: Int = 2) async throws -> (FlightRecorder, [ReadingAttempt]) {
        var found: [ReadingAttempt] = []
        let recorder = try await FlightRecorder.open(beside: database, slots: slots) {
            (attempts) throws(CommandFailure) in
            found += attempts.map(\.attempt)
        }
        return (recorder, found)
    }

    /// Leaves a file as a process does that dies: what its memory holds is in it.
    private func die(reading attempts: [ReadingAttempt], beside database: String) async throws {
        let (recorder, _) = try await open(database)
        for (slot, attempt) in attempts.enumerated() { recorder.begin(attempt, in: slot) }
    }

    @Test func whatWasInHandAtADeathIsFoundByTheNextProcessOnce() async throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        let pages = [try attempt("/1"), try attempt("/list/", .list)]
        try await die(reading: pages, beside: database)
        let (recorder, found) = try await open(database)
        #expect(found == pages)
        withExtendedLifetime(recorder) {}
        #expect(try await open(database).1 == [])
    }

    @Test func whatWasReadToItsEndLeavesNothing() async throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        do {
            let (recorder, _) = try await open(database)
            recorder.begin(try attempt("/1"), in: 0)
            recorder.begin(try attempt("/2"), in: 1)
            recorder.end(0)
            recorder.begin(try attempt("/3"), in: 0)
            recorder.end(0)
        }
        #expect(try await open(database).1 == [try attempt("/2")])
    }

    @Test func processesThatLiveDoNotTakeEachOthersFiles() async throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        let (first, _) = try await open(database)
        first.begin(try attempt("/1"), in: 0)
        let (second, found) = try await open(database)
        #expect(found == [])
        second.begin(try attempt("/2"), in: 0)
        #expect(try await open(database).1 == [])
        withExtendedLifetime((first, second)) {}
        #expect(Set(folder.files()) == ["dibao.db.reading.0", "dibao.db.reading.1", "dibao.db.reading.2"])
    }

    @Test func whatCannotBeCountedIsKeptForTheNextProcess() async throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        try await die(reading: [try attempt("/1")], beside: database)
        await #expect(throws: CommandFailure.self) {
            _ = try await FlightRecorder.open(beside: database, slots: 2) { (_) throws(CommandFailure) in
                throw CommandFailure(.inputOutput, "no room")
            }
        }
        #expect(try await open(database).1 == [try attempt("/1")])
    }

    @Test func aLongAddressFits() async throws {
        let folder = try TemporaryFolder()
        let long = try attempt("/" + String(repeating: "a", count: 8000))
        try await die(reading: [long], beside: "\(folder.path)/dibao.db")
        #expect(try await open("\(folder.path)/dibao.db").1 == [long])
    }

    @Test func aFolderThatIsMissingIsAnErrorWithWords() async throws {
        let folder = try TemporaryFolder()
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await open("\(folder.path)/none/dibao.db")
        }
        #expect(failure?.status == .inputOutput)
        #expect(failure?.description.contains("none/dibao.db.reading.0") == true)
    }

    @Test func anyBytesInTheFileAreRead() async throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        for seed in 0..<200 as Range<UInt64> {
            var generator = SplitMix64(state: seed)
            let count = Int.random(in: 0...(3 * (16 << 10)), using: &generator)
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if seed.isMultiple(of: 2), count > 17_000 { bytes.replaceSubrange(16_384..<16_388, with: [30, 0, 0, 0]) }
            try Data(bytes).write(to: URL(fileURLWithPath: "\(database).reading.0"))
            _ = try await open(database)
        }
    }
}
