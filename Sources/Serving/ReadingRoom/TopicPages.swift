internal import Model
internal import Storage

/// The configured topics, and what each has found.
struct TopicPages: Sendable {
    let room: ReadingRoom

    private static let id = Parameter<String>(
        "id", "The topic's id.", in: .path, words: "an id of 1 to 100 characters",
        schema: ["type": "string", "minLength": 1, "maxLength": 100]
    ) { (1...100).contains($0.unicodeScalars.count) ? $0 : nil }
    private static let after = Parameter.place("after", "Where the list goes on.")
    private static let shown = 40

    var endpoints: [Endpoint] {
        [
            room.page("/topics", "The topics, for people.", make: all),
            room.page(
                "/topic/{id}", "What a topic has found.", [Self.id.declaration, Self.after.declaration], make: one),
        ]
    }

    @Sendable private func all(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let rows: [Markup] = try await room.holdings.topicTallies().map { topic in
            """
            <tr><th scope="row"><a lang="zh" href="/topic/\(PercentEncoding.encoded(topic.id))">\(topic.name)</a></th>\
            <td class="number">\(topic.articles)</td>\
            <td><a href="/feed.atom?topic=\(PercentEncoding.encoded(topic.id))" \
            aria-label="\(topic.name) Atom">Atom</a></td></tr>

            """
        }
        let title = reader.words("专题", "Topics")
        let none: Markup = """
            <p class="nothing">\(reader.words("还没有专题。在 dibao.toml 中添加：", "There are no topics yet. Add some to dibao.toml:"))</p>
            <pre><code>[[topic]]
            id = "bqw"
            name = "百千万工程"
            any = ["百千万工程", "百县千镇万村"]</code></pre>
            """
        let table: Markup = """
            <table><thead><tr><th scope="col">\(title)</th>
            <th scope="col" class="number">\(reader.words("篇数", "Articles"))</th>
            <th scope="col">\(reader.words("订阅", "Feed"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return RoomPage(
            title: title, section: .topics, content: "<h1>\(title)</h1>\(rows.isEmpty ? none : table)")
    }

    @Sendable private func one(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let id = inquiry.value(Self.id) ?? ""
        let topic = room.holdings.topics().first { $0.id == id }
        var filter = ArticleFilter()
        filter.topics = [id]
        let place = inquiry.value(Self.after)
        let articles = try await room.holdings.catalogue.newest(filter, before: place, limit: Self.shown)
        guard topic != nil || !articles.isEmpty else {
            throw Problem(404, "not-found", reader.words("没有这个专题。", "There is no such topic."))
        }
        let count = try await room.holdings.catalogue.topicCounts()[id] ?? 0
        let list = EventList(reader: reader, names: try await room.standing.report().names)
        let more: Markup? =
            articles.count < Self.shown
            ? nil
            : articles.last.map { article in
                """
                <p class="more"><a rel="next" href="?after=\(ArticleCursor.place(article.place).text)">\
                \(reader.words("更早 →", "Earlier →"))</a></p>
                """
            }
        let nothing: Markup = "<p class=\"nothing\">\(reader.words("还没有文章。", "No articles yet."))</p>"
        let name = topic?.name ?? id
        return RoomPage(
            title: name, section: .topics,
            content: """
                <h1><span lang="zh">\(name)</span> <small>\(reader.words("\(count) 篇", count == 1 ? "1 article" : "\(count) articles"))</small></h1>
                \(articles.isEmpty ? nothing : list.items(articles))
                \(more)
                """,
            head: """
                <link rel="alternate" type="application/atom+xml" href="/feed.atom?topic=\(PercentEncoding.encoded(id))">
                <link rel="alternate" type="application/feed+json" href="/feed.json?topic=\(PercentEncoding.encoded(id))">
                """)
    }
}
