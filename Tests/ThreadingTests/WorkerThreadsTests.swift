import Dispatch
import Synchronization
import Testing

@testable import Threading

@Suite struct WorkerThreadsTests {
    @Test func runReturnsWhatTheWorkReturns() async {
        #expect(await WorkerThreads(label: "test", count: 2).run { 7 } == 7)
    }

    @Test func runThrowsWhatTheWorkThrows() async {
        struct Refused: Error {}
        await #expect(throws: Refused.self) {
            try await WorkerThreads(label: "test", count: 1).run { () throws(Refused) -> Int in throw Refused() }
        }
    }

    @Test func neverMoreJobsRunThanThereAreThreads() async {
        let threads = WorkerThreads(label: "test", count: 3)
        let peak = Peak()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await threads.run { peak.pass() }
                }
            }
        }
        #expect(peak.now == 0)
        #expect((1...3).contains(peak.most))
    }

    @Test func jobsOfOneThreadRunInTheirOrder() async {
        let threads = WorkerThreads(label: "test", count: 1)
        let order = Order()
        for number in 0..<100 { threads.enqueue { _ in order.numbers.withLock { $0.append(number) } } }
        await threads.run {}
        #expect(order.numbers.withLock { $0 } == Array(0..<100))
    }

    @Test func anotherThreadTakesThePlaceOfOneThatIsLost() async {
        let threads = WorkerThreads(label: "test", count: 1)
        let release = DispatchSemaphore(value: 0)
        // A thread can be lost only once it has begun.
        await withCheckedContinuation { begun in
            threads.enqueue { _ in
                begun.resume()
                release.wait()
            }
        }
        threads.giveUp(0)
        threads.giveUp(0)
        #expect(await threads.run { true })
        release.signal()
        #expect(await threads.run { true })
    }

    @Test func tasksGoOnWhileEveryThreadIsBlocked() async {
        let threads = WorkerThreads(label: "test", count: 2)
        let release = DispatchSemaphore(value: 0)
        for _ in 0..<2 { threads.enqueue { _ in release.wait() } }
        // More tasks than the machine has cores: with the shared threads blocked, they would not end.
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<64 { group.addTask { await Task.yield() } }
        }
        for _ in 0..<2 { release.signal() }
        #expect(await threads.run { true })
    }
}

@Suite struct FirstAnswerTests {
    @Test func theFirstOfTwoAnswersCounts() async {
        let answer = FirstAnswer<Int>()
        #expect(answer.isWanted)
        answer.give(1)
        answer.give(2)
        #expect(!answer.isWanted)
        #expect(await answer.get() == 1)
        answer.give(3)
    }

    @Test func anAnswerThatComesLaterEndsTheWait() async {
        let answer = FirstAnswer<Int>()
        async let got = answer.get()
        answer.give(5)
        #expect(await got == 5)
    }
}

/// Counts how many are at work at one time.
private final class Peak: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var now: Int { counts.withLock { $0.now } }
    var most: Int { counts.withLock { $0.most } }

    func pass() {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
        counts.withLock { $0.now -= 1 }
    }
}

private final class Order: Sendable {
    let numbers = Mutex<[Int]>([])
}
