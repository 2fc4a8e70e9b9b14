internal import Model
internal import Storage

/// How often articles say something, month by month and source by source.
struct TimelineEndpoints: Sendable {
    let holdings: ServerDependencies

    private static let query = Parameter.query(
        "q", "What to look for: words, \"phrases\", AND, OR, NOT, title:….", isRequired: true)

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/timeline", "When articles say something: first seen, by month and by source.",
                [
                    Self.query.declaration, ArticleEndpoints.sources.declaration, ArticleEndpoints.topics.declaration,
                    ArticleEndpoints.from.declaration, ArticleEndpoints.to.declaration,
                ], mediaType: "application/json", schema: Schemas.timeline, respond: timeline)
        ]
    }

    @Sendable private func timeline(_ inquiry: ValidatedRequest) async throws -> Reply {
        let filter = ArticleEndpoints.filter(inquiry)
        let text = inquiry.value(Self.query) ?? ""
        let (desk, query) = try await holdings.query(text)
        let timeline = try await desk.timeline(query, matching: filter)
        var first: StoredArticle?
        if let hit = timeline.first { first = try await holdings.catalogue.article(hit.article) }
        return try .json(TimelineDocument(query: text, timeline, first: first))
    }
}
