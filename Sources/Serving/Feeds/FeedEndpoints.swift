internal import Model
internal import Storage

/// The newest articles for feed readers: all, of some sources, of some topics, of a search.
struct FeedEndpoints: Sendable {
    let holdings: ServerDependencies
    let standing: StatusCache

    private static let limit = Parameter.integer("limit", "How many at most.", in: 1...100, standard: 50)
    private static let query = Parameter.query("q", "Only what says this, as in a search.")
    private static let parameters = [
        query.declaration, ArticleEndpoints.sources.declaration, ArticleEndpoints.topics.declaration, limit.declaration,
    ]

    var all: [Endpoint] {
        [
            Endpoint(
                "/feed.atom", "The newest articles, for feed readers.", Self.parameters,
                mediaType: "application/atom+xml"
            ) { inquiry in
                let feed = try await feed(inquiry)
                return Reply(mediaType: "application/atom+xml", bytes: Array(AtomFeed(feed: feed).text.utf8))
            },
            Endpoint(
                "/feed.json", "The newest articles, for feed readers (JSON Feed 1.1).", Self.parameters,
                mediaType: "application/feed+json"
            ) { inquiry in
                var reply = try Reply.json(JSONFeed(try await feed(inquiry)))
                reply.mediaType = "application/feed+json"
                return reply
            },
        ]
    }

    private func feed(_ inquiry: ValidatedRequest) async throws -> Feed {
        var filter = ArticleFilter()
        filter.sources = inquiry.list(ArticleEndpoints.sources)
        filter.topics = inquiry.list(ArticleEndpoints.topics)
        let limit = inquiry.value(Self.limit) ?? 50
        let articles: [StoredArticle]
        if let text = inquiry.value(Self.query) {
            let (desk, query) = try await holdings.query(text)
            articles = try await holdings.articles(
                try await desk.hits(query, matching: filter, after: nil, limit: limit))
        } else {
            articles = try await holdings.catalogue.newest(filter, before: nil, limit: limit)
        }
        let words = try await names(filter) + [inquiry.value(Self.query)].compactMap(\.self)
        // A text that cannot be read leaves its entry without one: the others are as good.
        var entries: [Feed.Entry] = []
        for article in articles {
            entries.append(Feed.Entry(article, text: (try? await holdings.text(article.record.file)) ?? []))
        }
        let query = words.isEmpty ? "" : "?" + inquiry.query
        return Feed(
            title: words.isEmpty ? "邸报 dibao" : "邸报 dibao: " + words.joined(separator: ", "),
            address: inquiry.origin + inquiry.path + query, home: inquiry.origin + "/", entries: entries)
    }

    /// What the wanted sources and topics are called.
    private func names(_ filter: ArticleFilter) async throws -> [String] {
        guard !filter.sources.isEmpty || !filter.topics.isEmpty else { return [] }
        let sources = try await standing.report().names
        let topics = Dictionary(holdings.topics().map { ($0.id, $0.name) }) { first, _ in first }
        return filter.sources.map { sources[$0] ?? $0 } + filter.topics.map { topics[$0] ?? $0 }
    }
}
