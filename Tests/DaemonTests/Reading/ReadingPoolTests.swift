import Dispatch
import Model
import Synchronization
import Testing

@testable import Daemon

@Suite struct ReadingPoolTests {
    private let attempt = ReadingAttempt(.page, source: "news", address: try! WebAddress(parsing: "http://a.example/1"))

    @Test func noMorePagesAreReadAtOneTimeThanThePoolHasThreads() async throws {
        let pool = ReadingPool(threads: 2)
        let peak = Peak()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await pool.read(attempt, []) { peak.pass() }
                }
            }
            try await group.waitForAll()
        }
        #expect(peak.most <= 2)
    }

    @Test func aTaskThatIsCancelledDoesNotWaitForTheReader() async throws {
        let pool = ReadingPool(threads: 1)
        let (hasBegun, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let stuck = Task {
            try await pool.read(attempt, [1, 2, 3]) {
                hasBegun.signal()
                release.wait()
            }
        }
        await withCheckedContinuation { done in
            DispatchQueue(label: "test").async {
                hasBegun.wait()
                done.resume()
            }
        }
        let queued = Task { try await pool.read(attempt, [4]) { 7 } }
        queued.cancel()
        await #expect(throws: ReadingFailure.cancelled) { try await queued.value }
        stuck.cancel()
        await #expect(throws: ReadingFailure.cancelled) { try await stuck.value }
        release.signal()
        #expect(try await pool.read(attempt, []) { true })
        #expect(pool.bytesInHand == 0)
    }

    @Test func aFetchWaitsWhileTheBudgetOfBytesIsUsedUp() async throws {
        let pool = ReadingPool(threads: 1, limitBytes: 100)
        let release = DispatchSemaphore(value: 0)
        let reading = Task { try await pool.read(attempt, [UInt8](repeating: 0, count: 100)) { release.wait() } }
        while !pool.isFull { await Task.yield() }
        let peak = Peak()
        let fetch = Task {
            await pool.roomForMore()
            peak.pass()
        }
        for _ in 0..<1000 { await Task.yield() }
        #expect(peak.most == 0)
        release.signal()
        await fetch.value
        try await reading.value
        #expect(!pool.isFull)
    }

    @Test func aCancelledFetchDoesNotWaitForRoom() async throws {
        let pool = ReadingPool(threads: 1, limitBytes: 1)
        let release = DispatchSemaphore(value: 0)
        let reading = Task { try await pool.read(attempt, [0]) { release.wait() } }
        while !pool.isFull { await Task.yield() }
        let fetch = Task { await pool.roomForMore() }
        fetch.cancel()
        await fetch.value
        release.signal()
        try await reading.value
    }

    @Test func aPageThatTakesTooLongIsGivenUpAndAnotherThreadGoesOn() async throws {
        let pool = ReadingPool(threads: 1, timeLimit: .seconds(3))
        let release = DispatchSemaphore(value: 0)
        await #expect(throws: ReadingFailure.tookTooLong(.seconds(3))) {
            try await pool.read(attempt, [1]) { release.wait() }
        }
        #expect(pool.refusal(of: attempt)?.hasPrefix("reader-died") == true)
        let other = ReadingAttempt(.page, source: "news", address: try WebAddress(parsing: "http://a.example/2"))
        #expect(try await pool.read(other, []) { 3 } == 3)
        release.signal()
    }

    @Test func whoLosesTooManyThreadsIsTold() async throws {
        let (told, telling) = AsyncStream<Void>.makeStream()
        let pool = ReadingPool(threads: 1, timeLimit: .milliseconds(5)) { telling.yield() }
        let release = DispatchSemaphore(value: 0)
        for number in 0..<ReadingPool.lostLimit {
            let page = ReadingAttempt(
                .page, source: "news", address: try WebAddress(parsing: "http://a.example/\(number)"))
            await #expect(throws: ReadingFailure.self) { try await pool.read(page, []) { release.wait() } }
        }
        for await _ in told { break }
        for _ in 0..<ReadingPool.lostLimit { release.signal() }
    }

    @Test func aPageIsRefusedAtTheSecondDeathAndNotAtTheFirst() async throws {
        let now = Timestamp(secondsSinceEpoch: 0)
        let other = ReadingAttempt(.list, source: "news", address: try WebAddress(parsing: "http://a.example/1"))
        let once = ReadingPool(threads: 1, deaths: [ReaderDeath(attempt: attempt, deaths: 1, last: now)])
        #expect(once.refusal(of: attempt) == nil)
        let twice = ReadingPool(threads: 1, deaths: [ReaderDeath(attempt: attempt, deaths: 2, last: now)])
        #expect(twice.refusal(of: attempt)?.hasPrefix("reader-died: http://a.example/1") == true)
        #expect(twice.refusal(of: other) == nil)
        await twice.finish(attempt)
        #expect(twice.refusal(of: attempt) == nil)
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
