import Fetching
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
struct RetryingFetchTests {
    @Test("A site that comes back is fetched in the end, after the waits it asked for")
    func recovers() async throws {
        let clock = InstantClock()
        let tries = Counter()
        let response = try await withWeb(answering: { _ in
            switch tries.next() {
            case 1: .page("", status: 503, headers: [("Retry-After", "90")])
            case 2: Answer([.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .reset])
            default: .page("here")
            }
        }) { fetcher, web in
            try await fetcher.fetchRetrying(Request(address(web.url())), clock: clock)
        }
        #expect(response.body == Array("here".utf8))
        #expect(clock.waits.count == 2)
        #expect(clock.waits.first == .seconds(90))
    }

    @Test("The last answer is given when the tries are used up")
    func givesUp() async throws {
        var schedule = RetrySchedule()
        schedule.retries = 2
        let count = try await withWeb(answering: { _ in .page("busy", status: 503) }) { fetcher, web in
            let response = try await fetcher.fetchRetrying(
                Request(address(web.url())), schedule: schedule, clock: InstantClock())
            #expect(response.status == 503)
            return web.requests.count
        }
        #expect(count == 3)
    }

    @Test("A failure that will not pass is thrown at once")
    func throwsAtOnce() async throws {
        let clock = InstantClock()
        try await withWeb({ $0.maxBodyBytes = 3 }, answering: { _ in .page("long") }) { fetcher, web in
            await #expect(throws: FetchFailure.bodyTooLarge(site: "127.0.0.1:\(web.port)", limitBytes: 3)) {
                try await fetcher.fetchRetrying(Request(address(web.url())), clock: clock)
            }
        }
        #expect(clock.waits.isEmpty)
    }

    @Test("Cancelling while it waits ends the wait")
    func cancelled() async throws {
        try await withWeb(answering: { _ in .page("", status: 503, headers: [("Retry-After", "100")]) }) {
            fetcher, web in
            let asked = try Gate()
            let task = Task {
                try await fetcher.fetchRetrying(
                    Request(address(web.url())),
                    now: {
                        asked.open()
                        return Timestamp(secondsSinceEpoch: 0)
                    })
            }
            await asked.opened()
            task.cancel()
            await #expect(throws: FetchFailure.cancelled) { try await task.value }
        }
    }
}

/// Counts from 1, from any thread.
final class Counter: Sendable {
    private let storage = TestBox(0)

    func next() -> Int {
        storage.update { $0 += 1 }
    }
}
