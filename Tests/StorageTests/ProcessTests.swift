import Foundation
import Glibc
import Model
import Storage
import Testing

/// Several processes at one database, and processes that die at it.
@Suite struct ProcessTests {
    /// Kills its process when it is to encode the nth event: in the middle of a transaction.
    struct KillingCoder: EventCoder {
        let fatal: Int

        func line(of event: Event) throws(EventCodingError) -> String {
            if event.sequence == fatal { raise(SIGKILL) }
            return try PlainCoder().line(of: event)
        }

        func event(of line: String) throws(EventCodingError) -> Event { try PlainCoder().event(of: line) }
    }

    @Test(arguments: [1, 5, 14, 23])
    func aKilledProcessLosesNothingThatItWasToldIsDone(fatal: Int) async throws {
        try await withTemporaryFolder { path in
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, fatal = fatal as Int] in
                let store = try SQLiteStore(path: "\(path)/dibao.db", coder: KillingCoder(fatal: fatal))
                for batch in 0..<5 {
                    _ = try await store.publish((0..<10).map { draft(batch * 10 + $0, at: batch * 10 + $0) })
                    let last = try await store.lastSequence()
                    try "\(last)".write(toFile: "\(path)/told", atomically: true, encoding: .utf8)
                }
            }
            let told = try? String(contentsOfFile: "\(path)/told", encoding: .utf8)
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let last = try await store.lastSequence()
            #expect(last == (fatal - 1) / 10 * 10)
            #expect(Int(told ?? "0") == last)
            #expect(
                try await store.events(after: 0, limit: 100).map(\.event.sequence) == Array(0..<last).map { $0 + 1 })
            #expect(try await store.problems() == [])
        }
    }

    @Test func processesShareOneDatabase() async throws {
        try await withTemporaryFolder { path in
            func worker(_ number: Int) async {
                await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                    let store = try SQLiteStore(path: "\(path)/state/dibao.db", coder: PlainCoder())
                    for turn in 0..<30 {
                        // Every text is brought by all, under URLs of their own.
                        _ = try await store.publish([draft(turn, at: number * 1000 + turn)])
                    }
                    try store.close()
                }
            }
            async let one: Void = worker(1)
            async let two: Void = worker(2)
            async let three: Void = worker(3)
            _ = await (one, two, three)
            let store = try SQLiteStore(path: "\(path)/state/dibao.db", coder: PlainCoder())
            let events = try await store.events(after: 0, limit: 1000).map(\.event)
            #expect(events.map(\.sequence) == Array(1...90))
            #expect(events.count { $0.name == "article" } == 30)
            #expect(events.count { $0.name == "duplicate" } == 60)
            #expect(try await store.problems() == [])
        }
    }
}
