internal import Model
internal import Storage

/// Kept articles, one by one.
struct ArticleEndpoints: Sendable {
    let holdings: Holdings

    private static let id = Parameter.articleID

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/articles/{id}", "An article's record: the event that brought it.", [Self.id.declaration],
                mediaType: "application/json"
            ) { inquiry in
                let line = try await article(inquiry).entry.line
                return Reply(mediaType: "application/json", bytes: harmless(json: Array(line.utf8)))
            },
            Endpoint(
                "/api/v1/articles/{id}/text", "An article's text, as its file has it.", [Self.id.declaration],
                mediaType: "text/plain"
            ) { inquiry in
                let article = try await article(inquiry)
                var reply = Reply(
                    mediaType: "text/plain", bytes: try holdings.text(article.record.file), caching: .immutable)
                reply.entityTag = article.record.sha256.description
                reply.takesRanges = true
                return reply
            },
        ]
    }

    private func article(_ inquiry: Inquiry) async throws -> StoredArticle {
        guard let id = inquiry.value(Self.id), let article = try await holdings.catalogue.article(id) else {
            throw Problem.missing("article of this id")
        }
        return article
    }
}
