import Compressing
import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct ReplyTests {
    @Test func longAnswersAreCompressedForWhoReadsThat() async throws {
        try await withServer { served in
            _ = try await served.store.publish((1...30).map { draft($0) })
            let plain = try await served.get("/api/v1/events")
            #expect(plain["content-encoding"] == nil)
            #expect(plain["vary"] == "Accept-Encoding")
            for accepted in ["gzip", "br, gzip;q=0.5", "*", "GZIP"] {
                let small = try await served.get("/api/v1/events", ["Accept-Encoding": accepted])
                #expect(small["content-encoding"] == "gzip", "\(accepted)")
                #expect(try Gzip.expand(small.body, limit: 1 << 20) == plain.body)
                #expect(small["etag"] != plain["etag"], "another tag for other bytes")
                let known = ["If-None-Match": small["etag"] ?? "", "Accept-Encoding": accepted]
                #expect(try await served.get("/api/v1/events", known).status == 304)
            }
            for refused in ["br", "gzip;q=0", "gzip; q=0.0", "gzip;q=0, *", "identity", ""] {
                let whole = try await served.get("/api/v1/events", ["Accept-Encoding": refused])
                #expect(whole["content-encoding"] == nil, "\(refused)")
            }
        }
    }
}
