internal import Model
internal import Storage

/// Kept articles: lists of them, and one by one.
struct ArticleEndpoints: Sendable {
    let holdings: ServerDependencies

    private static let id = Parameter.articleID
    static let sources = Parameter.identifiers("source", "Only of these sources.")
    static let topics = Parameter.identifiers("topic", "Only of any of these topics.")
    static let from = Parameter.day("from", "Only of this day or later.")
    static let to = Parameter.day("to", "Only of this day or earlier.")
    private static let after = Parameter.cursor("after", "Goes on after this: the `next` of the piece before.")
    private static let query = Parameter.query(
        "q", "Only what says this: words, \"phrases\", AND, OR, NOT, title:…; the newest first.")
    private static let limit = Parameter.integer("limit", "How many at most.", in: 1...500, standard: 50)

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/articles", "Kept articles, those of the latest day first.",
                [
                    Self.query.declaration, Self.sources.declaration, Self.topics.declaration,
                    Self.from.declaration, Self.to.declaration, Self.after.declaration, Self.limit.declaration,
                ], mediaType: "application/json", schema: Schemas.articlePage, respond: list),
            Endpoint(
                "/api/v1/articles/{id}", "An article's record: the event that brought it.", [Self.id.declaration],
                mediaType: "application/json", schema: Schemas.event
            ) { inquiry in
                let line = try await article(inquiry).entry.line
                return Reply(mediaType: "application/json", bytes: escapingControlCharacters(json: Array(line.utf8)))
            },
            Endpoint(
                "/api/v1/articles/{id}/text", "An article's text, as its file has it.", [Self.id.declaration],
                mediaType: "text/plain"
            ) { inquiry in
                let article = try await article(inquiry)
                var reply = Reply(
                    mediaType: "text/plain", bytes: try await holdings.text(article.record.file), caching: .immutable)
                reply.entityTag = article.record.sha256.description
                reply.takesRanges = true
                return reply
            },
        ]
    }

    @Sendable private func list(_ inquiry: ValidatedRequest) async throws -> Reply {
        let filter = Self.filter(inquiry)
        let limit = inquiry.value(Self.limit) ?? 50
        let after = inquiry.value(Self.after)
        if let text = inquiry.value(Self.query) { return try await found(text, filter, after, limit) }
        if case .found = after { throw ArticleCursor.foreign }
        let articles = try await holdings.catalogue.newest(filter, before: after?.place, limit: limit)
        let next = articles.count == limit ? articles.last.map { ArticleCursor.place($0.place) } : nil
        return Self.document(articles.map { Array($0.entry.line.utf8) }, next: next)
    }

    /// What a search finds: every record with `found` in it, which shows where.
    private func found(
        _ text: String, _ filter: ArticleFilter, _ after: ArticleCursor?, _ limit: Int
    ) async throws -> Reply {
        if case .place = after { throw ArticleCursor.foreign }
        let (desk, query) = try await holdings.query(text)
        let hits = try await desk.hits(query, matching: filter, after: after?.found, limit: limit)
        let next = hits.count == limit ? hits.last.map { ArticleCursor.found($0.place) } : nil
        var lines: [[UInt8]] = []
        for article in try await holdings.articles(hits) {
            let words = try jsonBytes(await FoundWords(article, query, desk, holdings))
            lines.append(
                Array(article.entry.line.utf8.dropLast()) + Array(#","found":"#.utf8) + words + [UInt8(ascii: "}")])
        }
        return Self.document(lines, next: next)
    }

    /// What narrows kept articles, wherever they are asked for.
    static func filter(_ inquiry: ValidatedRequest) -> ArticleFilter {
        var filter = ArticleFilter()
        filter.sources = inquiry.list(sources)
        filter.topics = inquiry.list(topics)
        filter.since = inquiry.value(from)
        filter.until = inquiry.value(to)
        return filter
    }

    /// - Parameter lines: each an article's record.
    private static func document(_ lines: [[UInt8]], next: ArticleCursor?) -> Reply {
        let more = next.map { #","next":"\#($0.text)""# } ?? ""
        let bytes =
            Array(#"{"articles":["#.utf8)
            + lines.map { escapingControlCharacters(json: $0) }.joined(separator: [UInt8(ascii: ",")])
            + Array("]\(more)}".utf8)
        return Reply(mediaType: "application/json", bytes: bytes)
    }

    private func article(_ inquiry: ValidatedRequest) async throws -> StoredArticle {
        guard let id = inquiry.value(Self.id), let article = try await holdings.catalogue.article(id) else {
            throw Problem.missing("article of this id")
        }
        return article
    }
}

extension ServerDependencies {
    /// The kept texts that a search has found, in its order; those that the store knows no more are left out.
    func articles(_ hits: [SearchHit]) async throws(StorageFailure) -> [StoredArticle] {
        var articles: [StoredArticle] = []
        for hit in hits {
            if let article = try await catalogue.article(hit.article) { articles.append(article) }
        }
        return articles
    }
}
