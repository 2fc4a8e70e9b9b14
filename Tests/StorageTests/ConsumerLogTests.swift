import Model
import Storage
import Testing

@Suite struct ConsumerLogTests {
    @Test func aConsumerStandsWhereItAcknowledged() async throws {
        try await withStore { store in
            #expect(try await store.consumer("a") == nil)
            #expect(try await store.register("a", at: time(0)).position == 0)
            #expect(try await store.acknowledge("a", from: 0, through: 5, at: time(1)))
            #expect(try await store.register("a", at: time(2)).position == 5)
            let state = try #require(try await store.consumer("a"))
            #expect(state == ConsumerState(name: "a", position: 5, since: time(0), acknowledgedAt: time(1)))
            #expect(try await store.consumers() == [state])
        }
    }

    @Test func whoWasMovedMeanwhileStaysThere() async throws {
        try await withStore { store in
            _ = try await store.register("a", at: time(0))
            try await store.reset("a", to: 2, at: time(1))
            #expect(try await store.acknowledge("a", from: 0, through: 5, at: time(2)) == false)
            #expect(try await store.consumer("a")?.position == 2)
            #expect(try await store.acknowledge("b", from: 0, through: 5, at: time(2)) == false)
            #expect(try await store.consumers().map(\.name) == ["a"])
        }
    }

    @Test func failuresCountUntilOneSucceeds() async throws {
        try await withStore { store in
            _ = try await store.register("a", at: time(0))
            try await store.fail("a", from: 0, reason: "exit 1", at: time(1), retry: time(9))
            try await store.fail("a", from: 0, reason: "exit 2", at: time(2), retry: time(20))
            try await store.fail("a", from: 7, reason: "it was moved meanwhile", at: time(3), retry: time(90))
            let failing = try #require(try await store.consumer("a"))
            #expect(failing.failures == 2)
            #expect(failing.reason == "exit 2")
            #expect(failing.failedAt == time(2))
            #expect(failing.retry == time(20))
            #expect(try await store.acknowledge("a", from: 0, through: 1, at: time(3)))
            let mended = try #require(try await store.consumer("a"))
            #expect(mended.failures == 0)
            #expect(mended.reason == nil && mended.retry == nil && mended.failedAt == nil)
        }
    }

    @Test func resetMakesAConsumerAndDropForgetsIt() async throws {
        try await withStore { store in
            try await store.reset("a", to: 7, at: time(0))
            #expect(try await store.consumer("a")?.position == 7)
            #expect(try await store.drop("a"))
            #expect(try await store.drop("a") == false)
            #expect(try await store.consumers() == [])
        }
    }

    @Test func aRebuildLeavesConsumersWhereTheyAre() async throws {
        try await withStore { store in
            let published = try await store.publish(story).compactMap(\.entry)
            try await store.reset("a", to: 3, at: time(0))
            _ = try await store.rebuild { add in for entry in published { try add(entry) } }
            #expect(try await store.consumer("a")?.position == 3)
        }
    }

    private func withStore(_ body: (SQLiteStore) async throws -> Void) async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            try await body(store)
            try store.close()
        }
    }
}
