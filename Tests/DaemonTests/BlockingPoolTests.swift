import Foundation
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(1))) struct BlockingPoolTests {
    private struct Trouble: Error, Equatable {}

    @Test func workGivesItsValueOrItsError() async throws {
        let pool = BlockingPool(width: 1)
        #expect(await pool.run { 7 } == 7)
        await #expect(throws: Trouble.self) { try await pool.run { () throws(Trouble) -> Int in throw Trouble() } }
    }

    /// As much work blocks as there are threads for tasks; these run all the same.
    @Test func whatBlocksLeavesTheSharedThreadsFree() async throws {
        let count = ProcessInfo.processInfo.activeProcessorCount + 1
        let pool = BlockingPool(width: count)
        let gate = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count { group.addTask { await pool.run { gate.wait() } } }
            // Whoever opens the gate is a task too.
            group.addTask { for _ in 0..<count { gate.signal() } }
            try await group.waitForAll()
        }
    }

    @Test func noMoreRunsAtOnceThanItIsWide() async throws {
        let pool = BlockingPool(width: 2)
        let (running, most) = (Counter(), Counter())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await pool.run {
                        let now = running.add(1)
                        if now > 2 { most.add(1) }
                        running.add(-1)
                    }
                }
            }
        }
        #expect(most.value == 0)
    }

    private final class Counter: @unchecked Sendable {
        // Sendable: `count` is touched only while `lock` is held.
        private let lock = NSLock()
        private var count = 0

        var value: Int { lock.withLock { count } }

        @discardableResult
        func add(_ number: Int) -> Int {
            lock.withLock {
                count += number
                return count
            }
        }
    }
}
