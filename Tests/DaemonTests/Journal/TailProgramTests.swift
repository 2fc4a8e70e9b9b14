import Foundation
import Storage
import Testing

@testable import Daemon

/// The real command, read through pipes, killed on either side.
@Suite(.timeLimit(.minutes(30))) struct TailProgramTests {
    @Test(arguments: [1, 3, 40, 700, 1999])
    func aKilledTailLeavesNothingOut(lines: Int) async throws {
        let workshop = try Workshop()
        try await workshop.publish(2000)
        var seen: Set<Int> = []
        for round in 0..<3 {
            // The reader takes some lines; then the tail is killed.
            let tail = try PipedProgram(arguments(workshop, ["--ack"] + (round == 1 ? ["--follow"] : [])))
            // The last ones may have been acknowledged: then fewer come.
            seen.formUnion(tail.numbers(lines, patience: 5000))
            tail.kill()
        }
        let rest = try await Program.run(arguments(workshop, ["--ack"]))
        #expect(rest.status == 0)
        seen.formUnion(sequenceNumbers(in: rest.output))
        #expect(seen == Set(1...2000))
        #expect(try await Program.run(arguments(workshop, ["--ack"])).output == "")
    }

    @Test(arguments: [1, 40, 1500])
    func aKilledReaderLosesNothingThatItDidNotAcknowledge(handled: Int) async throws {
        let workshop = try Workshop()
        try await workshop.publish(2000)
        var done: [Int] = []
        for _ in 0..<2 {
            let tail = try PipedProgram(arguments(workshop, ["--ack-stdin", "--follow"]))
            // The reader deals with some lines, and dies with others in its hands.
            for number in tail.numbers(min(handled, 2000 - done.count)) { done.append(number) }
            tail.say("\(try #require(done.last))\n")
            tail.hangUp()
            tail.stopReading()
            #expect([0, 1, 74].contains(tail.ended()))
        }
        #expect(done == Array(1...(handled * 2)).filter { $0 <= 2000 })
        let rest = try await Program.run(arguments(workshop, []))
        #expect(sequenceNumbers(in: rest.output) == Array((done.last! + 1)...2001).filter { $0 <= 2000 })
    }

    @Test func aReaderThatOnlyWantsTheBeginningAcknowledgesNoMore() async throws {
        let workshop = try Workshop()
        try await workshop.publish(20)
        let tail = try PipedProgram(arguments(workshop, ["--ack"]))
        _ = tail.numbers(20)
        tail.stopReading()
        #expect(tail.ended() == 74)
        #expect(sequenceNumbers(in: try await Program.run(arguments(workshop, [])).output) == Array(1...20))
    }

    @Test func theSecondOfTwoWaitsForItsTurn() async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        let first = try PipedProgram(arguments(workshop, ["--ack", "--follow"]))
        #expect(first.numbers(3) == [1, 2, 3])
        let second = try Program(arguments(workshop, ["--ack"]))
        var said = ""
        for _ in 0..<200_000 where !said.contains("waiting for it to end") {
            usleep(5000)
            said = second.errors
        }
        #expect(said.contains("another tail reads as words (process \(first.id) on "))
        try await workshop.publish(2)
        #expect(first.numbers(2) == [4, 5])
        first.kill()
        let ended = try await second.ended()
        #expect(ended.status == 0)
        #expect(Set(sequenceNumbers(in: ended.output)).isSubset(of: Set(1...5)))
    }

    @Test func followingEndsBySignalAndByItsReadersEnd() async throws {
        let workshop = try Workshop()
        try await workshop.publish(1)
        let stopped = try PipedProgram(arguments(workshop, ["--follow"]))
        #expect(stopped.numbers(1) == [1])
        stopped.send(SIGTERM)
        #expect(stopped.ended() == 0)
        let left = try PipedProgram(arguments(workshop, ["--follow"]))
        #expect(left.numbers(1) == [1])
        left.stopReading()
        #expect(left.ended() == 74)
    }

    @Test func aReaderThatTakesNothingHoldsNobodyUp() async throws {
        let workshop = try Workshop()
        try await workshop.publish(2000)  // more than a pipe holds
        let tail = try PipedProgram(arguments(workshop, ["--ack", "--follow"]))
        _ = tail.numbers(1)
        try await workshop.publish(1)
        tail.send(SIGTERM)
        #expect(tail.ended() == 0)
    }

    @Test(arguments: [
        (["--ack"], "need --consumer"), (["--consumer", "a/b"], "expected a name"),
        (["--consumer", "a", "--ack", "--ack-stdin"], "do not go together"), (["--limit", "0"], "from 1"),
        (["--limit=-3"], "from 1"), (["--since", "soon"], "expected a day"), (["--event", "fire"], "article"),
    ])
    func wrongWordsAreUsageErrors(words: [String], reason: String) async throws {
        let run = try await Program.run(["tail"] + words)
        #expect(run.status == 64)
        #expect(run.errors.contains(reason))
    }

    private func arguments(_ workshop: Workshop, _ more: [String]) -> [String] {
        ["tail", "--config", workshop.settingsFile, "--consumer", "words"] + more
    }
}
