internal import Model

/// How the sources are: what `dibao status --json` tells of them.
struct SourceEndpoints: Sendable {
    let standing: Standing

    private struct Answer: Encodable {
        let at: Timestamp
        let sources: [StatusReport.Source]
    }

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/sources", "The configured sources: last success, next visit, today's articles, walls, alerts.",
                mediaType: "application/json", schema: Schemas.sources
            ) { _ in
                let status = try await standing.report()
                return try .json(Answer(at: status.at, sources: status.sources))
            }
        ]
    }
}
