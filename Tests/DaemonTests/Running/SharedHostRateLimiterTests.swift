import Foundation
import Testing

@testable import Daemon

@Suite struct SharedHostRateLimiterTests {
    private func database(in folder: TemporaryFolder) -> String { "\(folder.path)/dibao.db" }

    @Test func aHostIsLeftAloneWhoeverAskedItLast() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (
            try SharedHostRateLimiter(beside: database(in: folder)),
            try SharedHostRateLimiter(beside: database(in: folder))
        )
        #expect(one.take("a.example", delay: .seconds(2), elapsed: { .seconds(100) }) == nil)
        #expect(other.take("a.example", delay: .seconds(5), elapsed: { .seconds(101) }) == .seconds(1))
        #expect(other.take("b.example", delay: .seconds(5), elapsed: { .seconds(101) }) == nil)
        #expect(other.take("a.example", delay: .seconds(5), elapsed: { .seconds(102) }) == nil)
        #expect(one.take("a.example", delay: .seconds(2), elapsed: { .seconds(103) }) == .seconds(4))
    }

    @Test func thePauseBeginsWithTheAnswer() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (
            try SharedHostRateLimiter(beside: database(in: folder)),
            try SharedHostRateLimiter(beside: database(in: folder))
        )
        #expect(one.take("a.example", delay: .seconds(2), elapsed: { .seconds(100) }) == nil)
        one.release("a.example", elapsed: { .seconds(103) })
        #expect(other.take("a.example", delay: .seconds(2), elapsed: { .seconds(104) }) == .seconds(1))
        #expect(other.take("a.example", delay: .seconds(2), elapsed: { .seconds(105) }) == nil)
    }

    @Test func anAnswerThatAnotherProcessWaitsForIsWaitedForAsLongAsThatProcessLives() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            _ = try SharedHostRateLimiter(beside: "\(path)/dibao.db").take(
                "a.example", delay: .seconds(2), elapsed: { .seconds(100) })
        }
        let turns = try SharedHostRateLimiter(beside: database(in: folder))
        #expect(turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(101) }) == .seconds(1))
        #expect(turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(103) }) == nil, "it has ended")
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            let turns = try SharedHostRateLimiter(beside: "\(path)/dibao.db")
            #expect(turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(107) }) == .milliseconds(200))
            turns.release("a.example", elapsed: { .seconds(108) })
            #expect(
                turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(703) }) == nil, "nobody waits so long")
        }
    }

    @Test func whatWasWrittenBeforeTheMachineStartedLastHoldsNobodyUp() throws {
        let folder = try TemporaryFolder()
        let turns = try SharedHostRateLimiter(beside: database(in: folder))
        #expect(turns.take("a.example", delay: .seconds(86_400), elapsed: { .seconds(500_000) }) == nil)
        #expect(turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(30) }) == nil)
    }

    @Test func aFileThatWasCutShortHoldsNobodyUp() throws {
        let folder = try TemporaryFolder()
        let turns = try SharedHostRateLimiter(beside: database(in: folder))
        #expect(truncate(SharedHostRateLimiter.path(beside: database(in: folder)), 0) == 0)
        #expect(turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(1) }) == nil)
        #expect(turns.take("a.example", delay: .seconds(2), elapsed: { .seconds(2) }) == .seconds(1))
    }

    @Test func aPlaceThatCannotBeWrittenToIsNamed() throws {
        let error = #expect(throws: CommandFailure.self) { try SharedHostRateLimiter(beside: "/proc/none/dibao.db") }
        #expect(error?.status == .inputOutput)
        #expect(error?.description.contains("/proc/none/dibao.db.turns") == true)
    }

    @Test func processesKeepThePausesTogether() async throws {
        let folder = try TemporaryFolder()
        func worker(_ name: String) async {
            await #expect(processExitsWith: .success) { [path = folder.path as String, name = name as String] in
                let turns = try SharedHostRateLimiter(beside: "\(path)/dibao.db")
                var granted = ""
                for _ in 0..<12 {
                    var moment = Duration.zero
                    func now() -> Duration {
                        moment = DaemonClock.system.elapsed()
                        return moment
                    }
                    while let wait = turns.take("a.example", delay: .milliseconds(15), elapsed: now) {
                        try await Task.sleep(for: wait)
                    }
                    turns.release("a.example", elapsed: { moment })
                    granted += "\(Int(moment / .microseconds(1)))\n"
                }
                try granted.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
            }
        }
        async let one: Void = worker("one")
        async let other: Void = worker("other")
        _ = await (one, other)
        let moments = try ["one", "other"].flatMap { name in
            try folder.text(of: name).split(separator: "\n").compactMap { Int($0) }
        }.sorted()
        #expect(moments.count == 24)
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 >= 14_999 }, "\(moments)")
    }
}
