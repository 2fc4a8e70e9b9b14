internal import Model
internal import Storage

/// Kept articles: lists of them, and one by one.
struct ArticleEndpoints: Sendable {
    let holdings: Holdings

    private static let id = Parameter.articleID
    static let sources = Parameter.identifiers("source", "Only of these sources.")
    static let topics = Parameter.identifiers("topic", "Only of any of these topics.")
    private static let from = Parameter.day("from", "Only of this day or later.")
    private static let to = Parameter.day("to", "Only of this day or earlier.")
    private static let after = Parameter.place("after", "Goes on after this: the `next` of the piece before.")
    private static let limit = Parameter.integer("limit", "How many at most.", in: 1...500, standard: 50)

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/articles", "Kept articles, those of the latest day first.",
                [
                    Self.sources.declaration, Self.topics.declaration, Self.from.declaration, Self.to.declaration,
                    Self.after.declaration, Self.limit.declaration,
                ], mediaType: "application/json", schema: Schemas.articlePage, respond: list),
            Endpoint(
                "/api/v1/articles/{id}", "An article's record: the event that brought it.", [Self.id.declaration],
                mediaType: "application/json", schema: Schemas.event
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

    @Sendable private func list(_ inquiry: Inquiry) async throws -> Reply {
        var filter = ArticleFilter()
        filter.sources = inquiry.list(Self.sources)
        filter.topics = inquiry.list(Self.topics)
        filter.since = inquiry.value(Self.from)
        filter.until = inquiry.value(Self.to)
        let limit = inquiry.value(Self.limit) ?? 50
        let articles = try await holdings.catalogue.newest(
            filter, before: inquiry.value(Self.after), limit: limit)
        var bytes = Array(#"{"articles":["#.utf8)
        for (index, article) in articles.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += harmless(json: Array(article.entry.line.utf8))
        }
        let next = articles.count == limit ? articles.last.map { #","next":"\#($0.place.cursor)""# } : nil
        return Reply(mediaType: "application/json", bytes: bytes + Array("]\(next ?? "")}".utf8))
    }

    private func article(_ inquiry: Inquiry) async throws -> StoredArticle {
        guard let id = inquiry.value(Self.id), let article = try await holdings.catalogue.article(id) else {
            throw Problem.missing("article of this id")
        }
        return article
    }
}

extension ArticlePlace {
    /// `2023-06-16.42`.
    var cursor: String { "\(day).\(sequence)" }
}

extension Parameter where Value == ArticlePlace {
    /// A place in a list of articles.
    static func place(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "the next of a piece before, such as 2023-06-16.42",
            schema: ["type": "string", "pattern": #"^\d{4}-\d{2}-\d{2}\.\d{1,15}$"#]
        ) { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let day = Day(String(parts[0])), (1...15).contains(parts[1].utf8.count),
                parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(parts[1])
            else { return nil }
            return ArticlePlace(day: day, sequence: number)
        }
    }
}
