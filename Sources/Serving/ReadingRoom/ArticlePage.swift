internal import Model
internal import Storage

/// A text as it is kept, and all that is known about it.
struct ArticlePage: Sendable {
    let room: ReadingRoom

    private static let id = Parameter.articleID

    var endpoint: Endpoint {
        room.page(
            "/article/{id}", "An article for people: its text, where it comes from, and what became of it.",
            [Self.id.declaration], make: page)
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let catalogue = room.holdings.catalogue
        guard let id = inquiry.value(Self.id), let article = try await catalogue.article(id) else {
            throw Problem(404, "not-found", reader.words("没有这个编号的文章。", "There is no article of this id."))
        }
        let names = try await room.standing.report().names
        let story = ArticleStory(id, try await catalogue.history(of: id), reader: reader)
        let metadata = article.record.metadata
        let title = metadata.title ?? article.entry.event.url
        return RoomPage(
            title: title,
            content: """
                <article class="paper" lang="\(ArticlePage.tag(metadata.script))">
                \(notices(article, story, reader))
                <header>
                \(metadata.introtitle.map { "<p class=\"intro\">\($0)</p>" as Markup })
                <h1>\(title)</h1>
                \(metadata.subtitle.map { "<p class=\"subtitle\">\($0)</p>" as Markup })
                \(byline(article, reader))
                </header>
                \(await text(article, reader))
                </article>
                \(story.markup)
                \(Provenance(article: article, names: names, reader: reader).markup)
                """)
    }

    private static func tag(_ script: Script?) -> String {
        switch script {
        case .hans, nil: "zh-Hans"
        case .hant: "zh-Hant"
        case .other: ""
        }
    }

    private func byline(_ article: StoredArticle, _ reader: Reader) -> Markup {
        let metadata = article.record.metadata
        var pieces: [Markup] = []
        if let publisher = metadata.publisher { pieces.append("<span>\(publisher)</span>") }
        if let published = metadata.published {
            let text = String(published.prefix(16)).replacing("T", with: " ")
            pieces.append("<span>\(.time(published, text) as Markup)</span>")
        } else if let date = metadata.date {
            pieces.append("<span>\(.time(date.description, date.description) as Markup)</span>")
        }
        if let authors = metadata.authors, !authors.isEmpty {
            pieces.append("<span>\(authors.joined(separator: "、"))</span>")
        }
        pieces.append(
            "<span>\(Markup.outward(article.entry.event.url, reader.words("原页面 ↗", "original page ↗")))</span>")
        return "<p class=\"byline\">\(pieces)</p>"
    }

    private func text(_ article: StoredArticle, _ reader: Reader) async -> Markup {
        // Without its file the page still tells where the text came from; `dibao verify` tells why the file is not there.
        guard let bytes = try? await room.holdings.text(article.record.file) else {
            return """
                <p class="notice gone">\(reader.words("这篇的文件读不出来：", "The file of this text cannot be read: "))\
                <code>\(article.record.file)</code></p>
                """
        }
        let text = ArticleText(bytes, article.record.metadata)
        let more: Markup =
            "<p class=\"notice\"><a href=\"/api/v1/articles/\(article.entry.event.id.description)/text\">\(reader.words("文章很长，这里只是开头。全文 →", "This is only the beginning of a long text. All of it →"))</a></p>"
        return "<div class=\"body\">\(text.markup)</div>\(text.isCut ? more : nil)"
    }

    private func notices(_ article: StoredArticle, _ story: ArticleStory, _ reader: Reader) -> [Markup] {
        var notices: [Markup] = []
        if let removal = story.removal {
            notices.append(
                """
                <p class="notice gone" lang="\(reader.language.tag)">\
                \(reader.words("原页面已撤下", "The original page is gone")) (\(removal.reason))\(reader.words("，", ", "))\(reader.moment(removal.at))</p>
                """)
        }
        if let later = story.later {
            notices.append(
                """
                <p class="notice revised" lang="\(reader.language.tag)">\
                <a href="/article/\(later.description)">\(reader.words("此文后来有改动，看新版 →", "The page says something else since: the later text →"))</a></p>
                """)
        }
        if article.record.metadata.flags?.contains(.lowConfidence) == true {
            notices.append(
                """
                <p class="notice doubt" lang="\(reader.language.tag)">\
                \(reader.words("几种判断对正文的位置不一致，请对照原页面。", "The independent opinions about this page disagree; compare it with the original."))</p>
                """)
        }
        return notices
    }
}
