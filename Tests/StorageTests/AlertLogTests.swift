import Model
import Storage
import Testing

@Suite struct AlertLogTests {
    @Test func anAlertIsNewOnceUntilItIsCleared() async throws {
        try await withStore { store in
            #expect(try await store.raise(.silent, source: "a", detail: "3 days", at: time(1)))
            #expect(try await !store.raise(.silent, source: "a", detail: "4 days", at: time(2)))
            #expect(try await store.raise(.blocked, source: "a", detail: "jsl", at: time(3)))
            #expect(try await store.raise(.silent, source: "b", detail: "1 day", at: time(0)))
            let first = Alert(kind: .silent, source: "a", detail: "4 days", since: time(1))
            #expect(
                try await store.openAlerts() == [
                    Alert(kind: .silent, source: "b", detail: "1 day", since: time(0)), first,
                    Alert(kind: .blocked, source: "a", detail: "jsl", since: time(3)),
                ])
            #expect(try await store.clear(.silent, source: "a", at: time(5)))
            #expect(try await !store.clear(.silent, source: "a", at: time(6)))
            #expect(try await store.raise(.silent, source: "a", detail: "again", at: time(7)))
            let history = try await store.alerts(of: "a", limit: 9)
            #expect(history.map(\.detail) == ["again", "jsl", "4 days"])
            #expect(history.map(\.until) == [nil, nil, time(5)])
            #expect(try await store.alerts(of: "a", limit: 1).count == 1)
        }
    }
}
