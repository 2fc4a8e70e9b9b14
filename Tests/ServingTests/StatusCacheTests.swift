import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct StatusCacheTests {
    @Test func whoeverAsksTheStatusIsGatheredOnce() async throws {
        try await withServer { served in
            for address in ["/metrics", "/api/v1/sources", "/metrics", "/sources", "/operations", "/api/v1/sources"] {
                let answer = try await served.get(address)
                #expect(answer.status == 200, "\(address)")
            }
            #expect(served.shelf.gatherings == 1)
        }
    }
}
