import Foundation
import Testing

@testable import Serving

@Suite struct RequestRateTests {
    /// A clock that is set by hand.
    private final class Hand: @unchecked Sendable {
        // Sendable: the field is touched only while `lock` is held.
        private let lock = NSLock()
        private var moment = Duration.zero

        var now: Duration {
            get { lock.withLock { moment } }
            set { lock.withLock { moment = newValue } }
        }
    }

    @Test func aClientMayHurryForAWhile() {
        let hand = Hand()
        let rate = RequestRate(perSecond: 2) { hand.now }
        #expect((0..<20).allSatisfy { _ in rate.admits("a") })
        #expect(!rate.admits("a"))
        #expect(rate.admits("b"), "each has a bucket of its own")
        hand.now = .milliseconds(500)
        #expect(rate.admits("a"))
        #expect(!rate.admits("a"))
        hand.now = .seconds(3600)
        #expect((0..<20).allSatisfy { _ in rate.admits("a") })
        #expect(!rate.admits("a"), "what was not used does not pile up")
    }

    @Test func manyClientsAreNotAllRemembered() {
        let rate = RequestRate(perSecond: 1) { .zero }
        #expect((0..<10_000).allSatisfy { rate.admits("\($0)") })
    }

    @Test func whoAsksTooMuchIsToldToSlowDown() async throws {
        try await withServer(rate: 1) { served in
            var statuses: Set<Int> = []
            for _ in 0..<12 { statuses.insert(try await served.get("/api/v1/sources").status) }
            #expect(statuses == [200, 429])
            #expect(try await served.get("/healthz").status == 200)
            #expect(try await served.get("/api/v1/sources")["retry-after"] == "1")
        }
    }
}
