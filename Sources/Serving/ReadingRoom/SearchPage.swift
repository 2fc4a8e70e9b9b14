internal import Model
internal import Storage

/// What the texts say: a form, what was found with the words marked, and the way to its timeline.
struct SearchPage: Sendable {
    let room: ReadingRoom

    private static let shown = 20
    /// Counting stops here.
    private static let countLimit = 10_000

    private static let after = Parameter.found("after", "Where the list goes on.")

    var endpoint: Endpoint {
        room.page(
            "/search", "Full text search, for people.", SearchOptions.parameters() + [Self.after.declaration],
            make: page
        )
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let wishes = SearchOptions(inquiry, topics: room.holdings.topics())
        let report = try await room.standing.report()
        let title = reader.words("检索", "Search")
        let found: Markup
        if wishes.text.isEmpty {
            found = hints(reader)
        } else {
            let desk = try await room.searchDesk(reader)
            do {
                let query = try desk.query(wishes.text)
                found = try await results(query, desk, wishes, inquiry, reader, report.names)
            } catch let error as SearchQueryError {
                found = "<p class=\"notice doubt\" role=\"alert\">\(reader.words(for: error))</p>"
            }
        }
        return RoomPage(
            title: wishes.text.isEmpty ? title : "\(EventList.cut(wishes.text)) · \(title)", section: .search,
            content: """
                <h1>\(title)</h1>
                \(wishes.form("/search", report.sources.map { ($0.id, $0.name) }, reader))
                \(found)
                """, head: wishes.text.isEmpty ? .empty : wishes.feeds)
    }

    private func results(
        _ query: SearchQuery, _ desk: SearchClient, _ wishes: SearchOptions, _ inquiry: ValidatedRequest,
        _ reader: Reader,
        _ names: [String: String]
    ) async throws -> Markup {
        let after = inquiry.value(Self.after)
        let hits = try await desk.hits(query, matching: wishes.filter, after: after, limit: Self.shown)
        guard !hits.isEmpty else {
            return "<p class=\"nothing\" role=\"status\">\(reader.words("没有找到。", "Nothing found."))</p>"
        }
        let count = try await desk.count(query, matching: wishes.filter, upTo: Self.countLimit + 1)
        let articles = try await room.holdings.articles(hits)
        var items: [Markup] = []
        for article in articles { items.append(await item(article, query, desk, reader, names)) }
        let chart: Markup? =
            after != nil
            ? nil
            : """
            <a class="chart" href="/timeline?\(wishes.queryText)"><img src="/timeline.svg?\(wishes.queryText)" \
            width="900" height="320" loading="lazy" \
            alt="\(reader.words("每月篇数；点击看明细", "Articles by month; follow for the figures"))"></a>
            """
        let more: Markup? =
            hits.count < Self.shown
            ? nil
            : """
            <p class="more"><a rel="next" href="/search?\(wishes.queryText)&amp;after=\(hits[hits.count - 1].place.number)">\
            \(reader.words("更早 →", "Earlier →"))</a></p>
            """
        return """
            <p class="about" role="status">\(tally(count, reader))</p>
            \(chart)
            <ol class="events found">\(items)</ol>
            \(more)
            """
    }

    private func tally(_ count: Int, _ reader: Reader) -> String {
        if count > Self.countLimit {
            return reader.words(
                "\(Self.countLimit) 篇以上，新的在前", "More than \(Self.countLimit) articles, the newest first")
        }
        return reader.words(
            "\(count) 篇，新的在前", count == 1 ? "1 article" : "\(count) articles, the newest first")
    }

    private func item(
        _ article: StoredArticle, _ query: SearchQuery, _ desk: SearchClient, _ reader: Reader,
        _ names: [String: String]
    ) async -> Markup {
        let event = article.entry.event
        let metadata = article.record.metadata
        let words = await FoundWords(article, query, desk, room.holdings)
        return """
            <li>\(.time(article.entry.day.description, article.entry.day.description) as Markup) \
            <div><a class="title" lang="zh" href="/article/\(event.id.description)">\(Markup.marked(words.title))</a>\
            <p class="excerpt" lang="zh">\(Markup.marked(words.excerpt))</p>\
            <p class="about"><a href="/source/\(PercentEncoding.encoded(event.source))">\(names[event.source] ?? event.source)</a>\
            \(metadata.publisher.map { "<span lang=\"zh\">\(EventList.cut($0))</span>" as Markup })</p></div></li>

            """
    }

    private func hints(_ reader: Reader) -> Markup {
        let rows: [(String, String, String)] = [
            ("乡村振兴 产业", "两个词都出现", "both words"),
            ("\"百千万工程\"", "这几个字连在一起", "exactly these characters"),
            ("教育 OR 医疗", "任一个", "either of them"),
            ("教育 -培训", "有前者而无后者", "the first without the second"),
            ("title:防汛", "标题中出现", "in the headline"),
        ]
        let items: [Markup] = rows.map { example, chinese, english in
            """
            <div><dt><a lang="zh" href="/search?q=\(PercentEncoding.encoded(example))">\(example)</a></dt>\
            <dd>\(reader.words(chinese, english))</dd></div>
            """
        }
        return "<h2>\(reader.words("写法", "How to ask"))</h2><dl class=\"hints\">\(items)</dl>"
    }
}

extension Markup {
    /// What was found, marked.
    static func marked(_ excerpt: SearchExcerpt) -> Markup {
        let scalars = Array(excerpt.text.unicodeScalars)
        func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        var pieces: [Markup] = []
        var end = 0
        for mark in excerpt.marks {
            pieces.append("\(text(end..<mark.lowerBound))<mark>\(text(mark))</mark>")
            end = mark.upperBound
        }
        return "\(pieces)\(text(end..<scalars.count))"
    }
}

extension Reader {
    /// What is wrong with a query, and what to write.
    func words(for error: SearchQueryError) -> String {
        guard language == .chinese else {
            let text = error.description
            return text.prefix(1).uppercased() + text.dropFirst() + "."
        }
        return switch error {
        case .empty: "没有可检索的字词，请输入例如：乡村振兴。"
        case .tooLong(let limit): "超过 \(limit) 个字符，请缩短。"
        case .tooManyPhrases(let limit): "超过 \(limit) 个词语，请减少。"
        case .tooDeep(let limit): "括号嵌套超过 \(limit) 层，请简化。"
        case .unclosedQuote(let mark): "以 \(mark) 开始的引文没有结束，请补上引号，或去掉它。"
        case .unclosedGroup: "以 ( 开始的一组没有结束，请补上 )。"
        case .strayClosing: "多出一个 )，请补上 (，或把词语放进引号。"
        case .lacking(let word): "\(word) 两边都要有词语；要找这个词本身，请写 \"\(word)\"。"
        case .onlyNot: "NOT 之前要有词语，例如：教育 NOT 培训。"
        }
    }
}
