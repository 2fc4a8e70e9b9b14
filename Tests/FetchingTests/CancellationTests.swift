import LoopbackWeb
import Model
import Testing

@testable import Fetching

@Suite(.timeLimit(.minutes(30)))
struct CancellationTests {
    @Test("A task that is cancelled already dials nobody")
    func before() async throws {
        try await withWeb(answering: { _ in .page("x") }) { fetcher, web in
            let gate = try Gate()
            let task = Task {
                await gate.opened()
                return try await fetcher.fetch(Request(address(web.url())))
            }
            task.cancel()
            gate.open()
            await #expect(throws: FetchFailure.cancelled) { try await task.value }
            #expect(web.requests.isEmpty)
        }
    }

    @Test("A cancellation that reaches the engine before its transfer does is not lost")
    func race() async throws {
        try await withWeb(answering: { _ in Answer([.hang]) }) { fetcher, web in
            let hop = RedirectStep(address: address(web.url()), headers: [], cookies: [], timeout: .seconds(20))
            let gate = try Gate()
            let task = Task {
                await gate.opened()
                return await fetcher.engine.run(hop)
            }
            task.cancel()
            gate.open()
            let answer = await task.value
            #expect(throws: FetchFailure.cancelled) { try answer.get() }
        }
    }

    @Test("Cancelling stops a transfer in the middle and frees its slot", arguments: [true, false])
    func during(_ isMidBody: Bool) async throws {
        let reached = try Gate()
        try await withWeb(answering: { request in
            guard request.path == "/slow" else { return .page("x") }
            let head: [Answer.Step] = isMidBody ? [.send(Answer.head(200, [("Content-Length", "9")]))] : []
            return Answer(head + [.open(reached), .hang])
        }) { fetcher, web in
            let task = Task { try await fetcher.fetch(Request(address(web.url("/slow")))) }
            await reached.opened()
            task.cancel()
            await #expect(throws: FetchFailure.cancelled) { try await task.value }
            let after = try await fetcher.get(web.url("/after"))
            #expect(after.status == 200)
        }
    }

    @Test("Cancelling one that waits for its turn answers at once")
    func waiting() async throws {
        let (reached, gate) = (try Gate(), try Gate())
        try await withWeb(answering: { _ in Answer([.open(reached), .wait(gate)] + Answer.page("x").steps) }) {
            fetcher, web in
            let first = Task { try await fetcher.fetch(Request(address(web.url("/1")))) }
            await reached.opened()
            let second = Task { try await fetcher.fetch(Request(address(web.url("/2")))) }
            second.cancel()
            await #expect(throws: FetchFailure.cancelled) { try await second.value }
            gate.open()
            let status = try await first.value.status
            #expect(status == 200)
            #expect(web.requests.map(\.path) == ["/1"])
        }
    }

    @Test("A storm of cancellations at any moment leaves no task without an answer")
    func storm() async throws {
        try await withWeb({ $0.maxPerHost = 16 }, answering: { _ in .page("x") }) { fetcher, web in
            let tasks = (0..<300).map { number in
                Task { try await fetcher.fetch(Request(address(web.url("/\(number)")))) }
            }
            for (number, task) in tasks.enumerated() where number % 3 != 0 {
                if number % 5 == 0 { await Task.yield() }
                task.cancel()
            }
            var answered = 0
            for (number, task) in tasks.enumerated() {
                switch await task.result {
                case .success(let response): answered += response.status == 200 ? 1 : 0
                case .failure(let error):
                    #expect(error as? FetchFailure == .cancelled)
                    #expect(number % 3 != 0)
                }
            }
            #expect(answered >= 100)
        }
    }

    @Test("Shutting down ends transfers in flight and refuses new ones")
    func shutDown() async throws {
        let reached = try Gate()
        try await withWeb({ $0.maxPerHost = 2 }, answering: { _ in Answer([.open(reached), .hang]) }) { fetcher, web in
            let tasks = (0..<6).map { number in
                Task { try await fetcher.fetch(Request(address(web.url("/\(number)")))) }
            }
            await reached.opened()
            await fetcher.shutDown()
            for task in tasks {
                await #expect(throws: FetchFailure.shuttingDown) { try await task.value }
            }
            #expect(await fetcher.failure(of: web.url()) == .shuttingDown)
            await fetcher.shutDown()
        }
    }

    @Test("A fetcher that is dropped ends its thread")
    func dropped() async throws {
        let fetcher = Locked<Fetcher?>(try Fetcher(policy: FetchPolicy()))
        let engine = try #require(fetcher.withLock { $0?.engine })
        fetcher.withLock { $0 = nil }
        await engine.ended()
    }
}
