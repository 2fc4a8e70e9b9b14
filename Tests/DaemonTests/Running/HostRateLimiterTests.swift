import Foundation
import Testing

@testable import Daemon

@Suite struct HostRateLimiterTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    @Test func thePauseGoesFromTheAnswerToTheNextRequest() async throws {
        let turns = HostRateLimiter(time: time.noting)
        for _ in 0..<3 {
            try await turns.begin(at: "a.example", delay: .seconds(2))
            time.pass(.milliseconds(700))
            await turns.end(at: "a.example")
        }
        #expect(time.pauses == [.seconds(2), .seconds(2)])
        time.pass(.milliseconds(500))
        try await turns.begin(at: "a.example", delay: .seconds(2))
        #expect(time.pauses.last == .milliseconds(1500))
    }

    @Test func hostsDoNotWaitForOneAnother() async throws {
        let turns = HostRateLimiter(time: time.noting)
        for host in ["a.example", "b.example", "c.example"] { try await turns.begin(at: host, delay: .seconds(2)) }
        #expect(time.pauses.isEmpty)
        await turns.end(at: "a.example")
        try await turns.begin(at: "a.example", delay: .seconds(2))
        #expect(time.pauses == [.seconds(2)])
    }

    @Test func noDelayNeedsNoPauses() async throws {
        let turns = HostRateLimiter(time: time.noting)
        for _ in 0..<3 {
            try await turns.begin(at: "a.example", delay: .zero)
            await turns.end(at: "a.example")
        }
        #expect(time.pauses.isEmpty)
    }

    @Test func thoseWhoWaitForAnAnswerGoInTheirOrder() async throws {
        let turns = HostRateLimiter(time: time.noting)
        try await turns.begin(at: "a.example", delay: .seconds(2))
        let order = Order()
        await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask {
                    try await turns.begin(at: "a.example", delay: .seconds(2))
                    await order.add(number)
                    await turns.end(at: "a.example")
                }
                // The next one joins the line when this one stands in it.
                while await turns.waiting(at: "a.example") <= number { await Task.yield() }
            }
            #expect(await order.numbers.isEmpty, "one at a time")
            await turns.end(at: "a.example")
        }
        #expect(await order.numbers == [0, 1, 2, 3, 4])
        #expect(time.pauses == Array(repeating: .seconds(2), count: 5))
    }

    @Test func severalAskAtOnceWhereThatIsConfigured() async throws {
        let turns = HostRateLimiter(time: time.noting, perHost: 2)
        try await turns.begin(at: "a.example", delay: .seconds(2))
        try await turns.begin(at: "a.example", delay: .seconds(2))
        #expect(time.pauses == [.seconds(2)], "from request to request")
        let third = Task { try await turns.begin(at: "a.example", delay: .seconds(2)) }
        while await turns.waiting(at: "a.example") == 0 { await Task.yield() }
        await turns.end(at: "a.example")
        try await third.value
        #expect(time.pauses == [.seconds(2), .seconds(2)])
    }

    @Test func whoIsCalledOffLeavesTheLine() async throws {
        let turns = HostRateLimiter(time: time.noting)
        try await turns.begin(at: "a.example", delay: .zero)
        let waiting = Task { try await turns.begin(at: "a.example", delay: .zero) }
        while await turns.waiting(at: "a.example") == 0 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: HostRateLimiter.Refusal.cancelled) { try await waiting.value }
        await turns.end(at: "a.example")
        try await turns.begin(at: "a.example", delay: .zero)
    }

    @Test func aPauseLongerThanTheCallerWaitsIsSaidAndTakesNoTurn() async throws {
        let turns = HostRateLimiter(time: time.noting)
        try await turns.begin(at: "a.example", delay: .seconds(86_400))
        await turns.end(at: "a.example")
        for _ in 0..<2 {
            await #expect(throws: HostRateLimiter.Refusal.tooFar(.seconds(86_400))) {
                try await turns.begin(at: "a.example", delay: .seconds(86_400), patience: .seconds(600))
            }
        }
        time.pass(.seconds(86_400))
        try await turns.begin(at: "a.example", delay: .seconds(86_400), patience: .seconds(600))
        #expect(time.pauses.isEmpty)
    }

    @Test func aTurnMovesOnWithRedirects() async throws {
        let turns = HostRateLimiter(time: time.noting)
        let turn = HostPermit(turns)
        for host in ["a.example", "b.example", "b.example"] { try await turn.take(at: host, delay: .seconds(2)) }
        #expect(time.pauses == [.seconds(2)])
        await turn.end()
        await turn.end()
        try await turns.begin(at: "a.example", delay: .seconds(2))
        try await turns.begin(at: "b.example", delay: .seconds(2))
        #expect(time.pauses == [.seconds(2), .seconds(2)])
    }

    @Test func manyHostsAreForgottenAgain() async throws {
        let turns = HostRateLimiter(time: time.noting)
        for number in 0..<10_002 {
            try await turns.begin(at: "\(number).example", delay: .seconds(2))
            await turns.end(at: "\(number).example")
        }
        try await turns.begin(at: "0.example", delay: .seconds(2))
        #expect(time.pauses == [.seconds(2)], "a host whose turn is still to come is remembered")
        time.pass(.seconds(4))
        await turns.end(at: "0.example")
        #expect(await turns.known == 1)
    }
}

/// Numbers in the order in which they were added.
private actor Order {
    private(set) var numbers: [Int] = []

    func add(_ number: Int) { numbers.append(number) }
}
