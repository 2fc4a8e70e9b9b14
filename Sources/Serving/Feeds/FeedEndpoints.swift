internal import Model
internal import Storage

/// The newest articles for feed readers: all, of some sources, of some topics.
struct FeedEndpoints: Sendable {
    let holdings: Holdings

    private static let limit = Parameter.integer("limit", "How many at most.", in: 1...100, standard: 50)
    private static let parameters = [
        ArticleEndpoints.sources.declaration, ArticleEndpoints.topics.declaration, limit.declaration,
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

    private func feed(_ inquiry: Inquiry) async throws -> Feed {
        var filter = ArticleFilter()
        filter.sources = inquiry.list(ArticleEndpoints.sources)
        filter.topics = inquiry.list(ArticleEndpoints.topics)
        let articles = try await holdings.catalogue.newest(
            filter, before: nil, limit: inquiry.value(Self.limit) ?? 50)
        let words = filter.sources + filter.topics
        // A text that cannot be read leaves its entry without one: the others are as good.
        let entries = articles.map { article in
            Feed.Entry(article, text: (try? holdings.text(article.record.file)) ?? [])
        }
        let query = words.isEmpty ? "" : "?" + inquiry.query
        return Feed(
            title: words.isEmpty ? "邸报 dibao" : "邸报 dibao: " + words.joined(separator: ", "),
            address: inquiry.origin + inquiry.path + query, home: inquiry.origin + "/", entries: entries)
    }
}
