import Foundation
import Logging
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct HookRunnerTests {
    /// What a hook got, and what it says to it.
    private actor Receiver {
        var batches: [[Int]] = []
        var answers: [String?]

        init(_ answers: [String?] = []) { self.answers = answers }

        func take(_ batch: HookBatch) -> String? {
            batches.append(sequenceNumbers(in: String(decoding: batch.body, as: UTF8.self)))
            return answers.isEmpty ? nil : answers.removeFirst()
        }
    }

    private func runner(
        _ store: SQLiteStore, _ receiver: Receiver, _ time: ManualTime, topics: [String] = [], events: [String] = []
    ) -> HookRunner {
        HookRunner(
            hook: .init(name: "test", target: .program(["/bin/true"]), events: events, topics: topics), store: store,
            texts: nil, time: time.timepiece, logger: Console().logger(level: .critical),
            deliver: { await receiver.take($0) })
    }

    @Test func everyEventComesOnceAndInOrder() async throws {
        let workshop = try Workshop()
        try await workshop.publish(250)
        let (store, receiver) = (try workshop.openStore(), Receiver())
        #expect(try await runner(store, receiver, ManualTime("2026-03-04T08:00:00Z")).deliverAll())
        #expect(await receiver.batches.map(\.count) == [100, 100, 50])
        #expect(await receiver.batches.flatMap(\.self) == Array(1...250))
        #expect(try await runner(store, receiver, ManualTime("2026-03-04T08:00:00Z")).deliverAll())
        #expect(await receiver.batches.count == 3, "nothing comes again")
    }

    @Test func whatIsRefusedComesAgainAfterARest() async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        let (store, time) = (try workshop.openStore(), ManualTime("2026-03-04T08:00:00Z"))
        let receiver = Receiver(["exit status 1", "exit status 2", nil])
        let runner = runner(store, receiver, time)
        #expect(try await !runner.deliverAll())
        let failed = try #require(try await store.consumer("hook:test"))
        #expect(failed.failures == 1 && failed.position == 0)
        #expect(failed.reason == "events 1 to 3: exit status 1")
        #expect(try await !runner.deliverAll())
        #expect(await receiver.batches.count == 1, "it rests")
        time.advance(hours: 0.01)
        #expect(try await !runner.deliverAll())
        #expect(try await store.consumer("hook:test")?.failures == 2)
        time.advance(hours: 0.01)
        #expect(try await runner.deliverAll())
        #expect(await receiver.batches == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
        #expect(try await store.consumer("hook:test")?.failures == 0)
    }

    @Test func whatComesMeanwhileDoesNotChangeTheBatchThatComesAgain() async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        let (store, time) = (try workshop.openStore(), ManualTime("2026-03-04T08:00:00Z"))
        let receiver = Receiver(["exit status 1"])
        let runner = runner(store, receiver, time)
        let running = Task { await runner.run() }
        for _ in 0..<60_000 where await receiver.batches.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        for _ in 0..<60_000 where try await store.consumer("hook:test")?.failures != 1 {
            try await Task.sleep(for: .milliseconds(10))
        }
        try await workshop.publish(2)
        time.advance(hours: 0.01)
        for _ in 0..<60_000 where await receiver.batches.count < 3 {
            time.advance(hours: 0.001)
            try await Task.sleep(for: .milliseconds(10))
        }
        running.cancel()
        await running.value
        #expect(await receiver.batches == [[1, 2, 3], [1, 2, 3], [4, 5]])
    }

    @Test func whatIsUnderWayIsFinishedAndNothingMoreTakenUp() async throws {
        let workshop = try Workshop()
        try await workshop.publish(150)
        let (store, time) = (try workshop.openStore(), ManualTime("2026-03-04T08:00:00Z"))
        let (started, start) = AsyncStream<Void>.makeStream()
        let (finished, finish) = AsyncStream<Void>.makeStream()
        let halt = StopFlag()
        let runner = HookRunner(
            hook: .init(name: "test", target: .program(["/bin/true"])), store: store, texts: nil,
            time: time.timepiece, logger: Console().logger(level: .critical),
            deliver: { _ in
                start.finish()
                for await _ in finished {}
                return nil
            }, halt: halt)
        let running = Task { await runner.run() }
        for await _ in started {}
        halt.request()
        finish.finish()
        await running.value
        #expect(try await store.consumer("hook:test")?.position == 100)
    }

    @Test func aRestBegunByAClockThatWentWrongIsOver() async throws {
        let workshop = try Workshop()
        try await workshop.publish(1)
        let (store, receiver) = (try workshop.openStore(), Receiver())
        _ = try await store.register("hook:test", at: .now)
        let now = ManualTime("2026-03-04T08:00:00Z")
        let wrong = now.timepiece.now().adding(seconds: 86_400)
        try await store.fail("hook:test", from: 0, reason: "x", at: wrong, retry: wrong)
        #expect(try await runner(store, receiver, now).deliverAll())
        #expect(await receiver.batches == [[1]])
    }

    @Test func whatItDoesNotWantIsPassedOver() async throws {
        let workshop = try Workshop()
        try await workshop.publish(2)
        try await workshop.publish(1, topics: ["flood"])
        try await workshop.publish(2)
        let (store, receiver) = (try workshop.openStore(), Receiver())
        #expect(try await runner(store, receiver, ManualTime("2026-03-04T08:00:00Z"), topics: ["flood"]).deliverAll())
        #expect(await receiver.batches == [[3]])
        #expect(try await store.consumer("hook:test")?.position == 5)
    }

    @Test func aPositionFromTheFutureIsAFailureThatNamesTheRemedy() async throws {
        let workshop = try Workshop()
        try await workshop.publish(2)
        let (store, receiver) = (try workshop.openStore(), Receiver())
        try await store.reset("hook:test", to: 9, at: .now)
        #expect(try await !runner(store, receiver, ManualTime("2026-03-04T08:00:00Z")).deliverAll())
        let reason = try #require(try await store.consumer("hook:test")?.reason)
        #expect(reason.contains("`dibao consumer reset hook:test --to 2`"))
        #expect(await receiver.batches.isEmpty)
    }

    @Test(arguments: [(0, 0), (1, 5), (2, 10), (9, 1280), (10, 1800), (400, 1800)])
    func restsGrowToHalfAnHour(failures: Int, seconds: Int) {
        #expect(HookBackoff.pause(afterFailures: failures) == seconds)
    }

    @Test func longEventsGoInSmallerBatches() throws {
        let lines = (1...5).map { JournalLine(sequence: $0, line: String(repeating: "x", count: 3 << 20)) }
        let (batch, isWhole) = try HookBatch.take(lines) { $0 }
        #expect(batch.first == 1 && batch.last == 1 && !isWhole)
        #expect(try HookBatch.take([lines[4]]) { $0 }.isWhole)
    }
}
