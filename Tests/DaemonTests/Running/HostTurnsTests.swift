import Foundation
import Testing

@testable import Daemon

@Suite struct HostTurnsTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    @Test func turnsAtOneHostKeepTheirDistance() async throws {
        let turns = HostTurns(time: time.noting)
        for _ in 0..<3 { try await turns.wait(for: "a.example", delay: .seconds(2)) }
        #expect(time.pauses == [.seconds(2), .seconds(2)])
    }

    @Test func hostsDoNotWaitForOneAnother() async throws {
        let turns = HostTurns(time: time.noting)
        for host in ["a.example", "b.example", "c.example"] { try await turns.wait(for: host, delay: .seconds(2)) }
        #expect(time.pauses.isEmpty)
        try await turns.wait(for: "a.example", delay: .seconds(2))
        #expect(time.pauses == [.seconds(2)])
    }

    @Test func noDelayNeedsNoTurns() async throws {
        let turns = HostTurns(time: time.noting)
        for _ in 0..<3 { try await turns.wait(for: "a.example", delay: .zero) }
        #expect(time.pauses.isEmpty)
    }

    @Test func manyHostsAreForgottenAgain() async throws {
        let turns = HostTurns(time: time.noting)
        for number in 0..<10_001 { try await turns.wait(for: "\(number).example", delay: .seconds(2)) }
        try await turns.wait(for: "0.example", delay: .seconds(2))
        #expect(time.pauses == [.seconds(2)], "a host whose turn is still to come is remembered")
    }
}
