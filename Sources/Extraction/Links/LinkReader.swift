package import Model

/// Reads pages that list articles: bytes in, links out. Pure, like `Extractor`.
package struct LinkReader: Sendable {
    private let timeLimit: Duration

    /// - Parameter timeLimit: of processor time, for one page.
    package init(timeLimit: Duration = Extractor.timeLimit) { self.timeLimit = timeLimit }

    /// Reads a list, feed, sitemap, home or e-paper page; which it is, its content tells.
    ///
    /// - Parameters:
    ///   - bytes: the page as it came, decoded from transfer and content codings.
    ///   - address: where it came from; relative links are resolved against it.
    ///   - headerCharset: the charset of the HTTP header.
    ///   - today: no date after this one is believed.
    ///   - isArticle: which addresses are articles'; nil: decided by what the page shows.
    package func read(
        _ bytes: [UInt8], at address: WebAddress, headerCharset: String?, today: Day,
        isArticle: ((WebAddress) -> Bool)? = nil
    ) throws(ExtractionFailure) -> ListPage {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= Extractor.limitBytes else { throw .tooLarge(limitBytes: Extractor.limitBytes) }
        if let kind = FileKind.recognise(bytes, headerCharset: headerCharset) { throw .binary(kind: kind) }
        let budget = ReadingBudget(timeLimit, bytes: bytes.count)
        let decoded = PageDecoder.decode(bytes, headerCharset: headerCharset)
        guard !decoded.isUndecodable else { throw .undecodable }
        try budget.check()
        if let feed = FeedReader(base: address, today: today, budget: budget).read(decoded.utf8) {
            try budget.check()
            return feed.keeping(isArticle)
        }
        let tree = PageTree(parsing: EmbeddedLists.markup(inAnswer: decoded.utf8) ?? decoded.utf8, budget: budget)
        var page = read(tree, at: address, today: today, isArticle)
        try budget.check()
        if let records = EmbeddedLists.markup(in: tree) {
            let embedded = read(PageTree(parsing: records, budget: budget), at: address, today: today, isArticle)
            try budget.check()
            let known = Set(page.articles.map(\.address))
            page.articles += embedded.articles.filter { !known.contains($0.address) }
            if page.next.isEmpty { page.next = embedded.next }
        }
        return page
    }

    private func read(
        _ tree: PageTree, at address: WebAddress, today: Day, _ isArticle: ((WebAddress) -> Bool)?
    ) -> ListPage {
        let hints = NodeHints.standard.hints(for: tree)
        let links = LinkCollector(tree: tree, hints: hints, base: address, today: today).links()
        let paper = EpaperPage(links: links, base: address)
        let articles =
            isArticle.map { chosen(links, $0) } ?? paper?.articles()
            ?? LinkChoice(links: links, base: address).articles()
        return ListPage(
            kind: .page, articles: articles,
            next: paper?.pages() ?? Pager(tree: tree, links: links, base: address).next(),
            feeds: DeclaredFeeds.find(in: tree, base: address), issue: paper?.day)
    }

    /// The links that somebody else has decided on, each address once with the longest of its titles.
    private func chosen(_ links: [PageLink], _ isArticle: (WebAddress) -> Bool) -> [LinkedArticle] {
        var positions: [WebAddress: Int] = [:]
        var articles: [LinkedArticle] = []
        for link in links where isArticle(link.address) {
            let title = link.title.isEmpty ? nil : link.title
            if let position = positions[link.address] {
                if (title?.utf8.count ?? 0) > (articles[position].title?.utf8.count ?? 0) {
                    articles[position].title = title
                }
                articles[position].date = articles[position].date ?? link.date
            } else {
                positions[link.address] = articles.count
                articles.append(LinkedArticle(address: link.address, title: title, date: link.date))
            }
        }
        return articles
    }
}

extension ListPage {
    /// The same with the articles alone that somebody else has decided on; with all of them where nobody has.
    fileprivate func keeping(_ isArticle: ((WebAddress) -> Bool)?) -> ListPage {
        guard let isArticle else { return self }
        var page = self
        page.articles = articles.filter { isArticle($0.address) }
        return page
    }
}
