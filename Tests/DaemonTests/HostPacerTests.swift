import Testing

@testable import Daemon

@Suite struct HostPacerTests {
    @Test func turnsAtOneHostKeepTheirDistance() async throws {
        let clock = NotingClock()
        let pacer = HostPacer(delay: .seconds(2), clock: clock)
        for _ in 0..<3 { try await pacer.turn(at: "a.example") }
        try await pacer.turn(at: "b.example")
        #expect(clock.waits == [.seconds(2), .seconds(4)])
    }

    @Test func noDelayNeedsNoTurns() async throws {
        let clock = NotingClock()
        let pacer = HostPacer(delay: .zero, clock: clock)
        for _ in 0..<3 { try await pacer.turn(at: "a.example") }
        #expect(clock.waits.isEmpty)
    }

    @Test func manyHostsAreForgottenAgain() async throws {
        let clock = NotingClock()
        let pacer = HostPacer(delay: .seconds(2), clock: clock)
        for number in 0..<10_001 { try await pacer.turn(at: "\(number).example") }
        try await pacer.turn(at: "0.example")
        #expect(clock.waits == [.seconds(2)], "a host whose turn is still to come is remembered")
    }
}
