import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct HealthEndpointsTests {
    @Test func readinessSaysWhatIsWrong() async throws {
        try await withServer { served in
            #expect(try await served.get("/healthz").status == 200)
            #expect(try await served.get("/readyz").status == 200)
            served.shelf.trouble = "The schedule does not turn."
            let answer = try await served.get("/readyz")
            #expect(answer.status == 503)
            #expect(answer["retry-after"] == "10")
            let detail = try answer.json()["detail"] as? String
            #expect(detail == "The schedule does not turn.")
            #expect(try await served.get("/healthz").status == 200)
        }
    }

    @Test func sourcesAreAsInStatus() async throws {
        try await withServer { served in
            let sources = try await served.get("/api/v1/sources").json()["sources"] as? [[String: Any]]
            #expect(sources?.first?["id"] as? String == "jiangmen")
            #expect((sources?.first?["today"] as? [String: Any])?["expected"] as? Int == 5)
        }
    }
}
