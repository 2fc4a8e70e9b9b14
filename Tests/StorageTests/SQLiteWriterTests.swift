import Foundation
import Glibc
import Model
import Storage
import Testing

/// Changes that share a transaction.
@Suite struct SQLiteWriterTests {
    /// Runs calls side by side.
    private func together<Value: Sendable>(
        _ count: Int, _ call: @escaping @Sendable (Int) async throws -> Value
    ) async -> [Result<Value, any Error>] {
        await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            for number in 0..<count {
                group.addTask {
                    do { return (number, .success(try await call(number))) } catch { return (number, .failure(error)) }
                }
            }
            let all = await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            return (0..<count).compactMap { all[$0] }
        }
    }

    /// Runs calls side by side while something else keeps the store, so that they wait together.
    private func queued<Value: Sendable>(
        _ count: Int, at store: SQLiteStore, _ call: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Result<Value, any Error>] {
        let started = DispatchSemaphore(value: 0)
        async let results = together(count) { number in
            started.signal()
            return try await call(number)
        }
        _ = try await store.rebuild { _ in
            for _ in 0..<count { #expect(started.wait(timeout: .now() + 900) == .success) }
        }
        return await results
    }

    @Test func callsThatWaitTogetherShareATransaction() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let before = try transactions(inLogOf: "\(path)/dibao.db")
            let results = try await queued(200, at: store) { number in
                try await store.publish([draft(number, at: number)]).first?.entry?.event.sequence
            }
            let numbers = try results.map { try $0.get() ?? 0 }
            #expect(numbers.sorted() == Array(1...200))
            let used = try transactions(inLogOf: "\(path)/dibao.db") - before
            #expect(used >= 1 && used < 50, "\(used) transactions")
            try store.close()
        }
    }

    @Test func aCallAloneIsATransactionOfItsOwn() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let before = try transactions(inLogOf: "\(path)/dibao.db")
            for number in 0..<7 { _ = try await store.publish([draft(number, at: number)]) }
            #expect(try transactions(inLogOf: "\(path)/dibao.db") == before + 7)
            try store.close()
        }
    }

    @Test func aCallThatFailsInAGroupFailsAlone() async throws {
        try await withStore { store in
            let results = try await queued(30, at: store) { number in
                // Every third is about a URL that nobody knows, after a text that must go with it.
                try await store.publish(
                    [draft(number, at: number)] + (number % 3 == 0 ? [draft(99, at: 99, .back)] : []))
            }
            for (number, result) in results.enumerated() {
                if number % 3 == 0 {
                    #expect(throws: StorageFailure.unknown("the URL \(url(99))")) { try result.get() }
                } else {
                    #expect(names(try result.get()).first?.hasSuffix(" article") == true)
                }
                let isKept = try await store.article(id(number)) != nil
                #expect(isKept == (number % 3 != 0))
            }
            #expect(try await store.events(after: 0, limit: 99).map(\.event.sequence) == Array(1...20))
        }
    }

    @Test func everyCallerHearsOfAStoreThatCloses() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let told = await withTaskGroup(of: Int?.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        if number == 50 { try? store.close() }
                        return (try? await store.publish([draft(number, at: number)])).map { _ in number }
                    }
                }
                return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
            }
            await #expect(throws: StorageFailure.self) { try await store.publish([draft(1, at: 1)]) }
            let again = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            #expect(Set(try await again.articles(idPrefix: "", limit: 200).map(\.entry.event.id)) == Set(told.map(id)))
        }
    }

    @Test func aFullDiskFailsTheCallsAndTheStoreGoesOnWhenThereIsRoom() async throws {
        try await withTemporaryFolder { path in
            guard mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0 else {
                print("skipped: no small file system can be mounted here: \(String(cString: strerror(errno)))")
                return
            }
            defer { umount2(path, CInt(MNT_DETACH)) }
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            try Data(count: 1_500_000).write(to: URL(filePath: "\(path)/ballast"))
            var kept: Set<Int> = []
            var failures: [any Error] = []
            for batch in 0..<100 where failures.isEmpty {
                let results = await together(20) { number in
                    try await store.publish([draft(batch * 20 + number, at: batch * 20 + number)])
                }
                for (number, result) in results.enumerated() {
                    switch result {
                    case .success: kept.insert(batch * 20 + number)
                    case .failure(let error): failures.append(error)
                    }
                }
            }
            #expect(!failures.isEmpty)
            for failure in failures {
                guard case .full? = failure as? StorageFailure else {
                    Issue.record("found \(failure)")
                    continue
                }
            }
            try FileManager.default.removeItem(atPath: "\(path)/ballast")
            #expect(try await store.publish([draft(9999, at: 9999)]).count == 1)
            let ids = try await store.articles(idPrefix: "", limit: 5000).map(\.entry.event.id)
            #expect(Set(ids) == Set(kept.union([9999]).map(id)))
            #expect(try await store.problems() == [])
            try store.close()
        }
    }
}
