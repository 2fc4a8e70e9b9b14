import Foundation
import Testing

@testable import Serving

@Suite struct RateLimiterTests {
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
        let rate = RateLimiter(perSecond: 2) { hand.now }
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
        let rate = RateLimiter(perSecond: 1) { .zero }
        #expect((0..<10_000).allSatisfy { rate.admits("\($0)") })
    }

    @Test func whoAsksTooMuchIsToldToSlowDown() async throws {
        try await withServer(rate: 1) { served in
            // All at once: a slow machine would give each its second.
            let requests = (0..<60).map { number in
                "GET /api/v1/topics HTTP/1.1\r\nHost: localhost\r\n\(number == 59 ? "Connection: close\r\n" : "")\r\n"
            }
            let port = served.port
            let bytes = try await blocking {
                let wire = try Wire(port: port)
                defer { wire.close() }
                wire.send(Array(requests.joined().utf8))
                return wire.receiveAll()
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 200 "))
            let refused = try #require(text.components(separatedBy: "HTTP/1.1 429 ").dropFirst().first)
            #expect(refused.lowercased().contains("retry-after: 1\r\n"))
            #expect(try await served.get("/healthz").status == 200)
        }
    }
}
