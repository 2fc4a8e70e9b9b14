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
    ///   - utcOffset: seconds that the site's clock is ahead of UTC: feeds date their entries to the second.
    ///   - isArticle: which addresses are articles'; nil: decided by what the page shows.
    package func read(
        _ bytes: [UInt8], at address: WebAddress, headerCharset: String?, today: Day, utcOffset: Int = 8 * 3600,
        isArticle: ((WebAddress) -> Bool)? = nil
    ) throws(ExtractionFailure) -> ListPage {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= Extractor.limitBytes else { throw .tooLarge(limitBytes: Extractor.limitBytes) }
        if let kind = FileKind.recognise(bytes, headerCharset: headerCharset) { throw .binary(kind: kind) }
        let budget = ReadingBudget(timeLimit, bytes: bytes.count)
        let decoded = PageDecoder.decode(bytes, headerCharset: headerCharset)
        guard !decoded.isUndecodable else { throw .undecodable }
        try budget.check()
        if let feed = FeedReader(base: address, today: today, utcOffset: utcOffset, budget: budget).read(decoded.utf8)
            ?? AddressList.read(decoded.utf8)
        {
            try budget.check()
            return feed.keeping(isArticle)
        }
        let answer = EmbeddedLists.markup(inAnswer: decoded.utf8)
        let document = Document(
            markup: answer ?? decoded.utf8, address: address, charset: decoded.charset, today: today, budget: budget)
        var page = read(document, isArticle)
        try budget.check()
        if let records = EmbeddedLists.markup(in: document.tree) {
            page.add(read(document.with(records), isArticle))
        }
        if let written = EmbeddedLists.writtenMarkup(in: document.tree) {
            // Menus are written by scripts, too: what they write is the page's list only where it shows none.
            let list = read(document.with(written), isArticle)
            if list.articles.count > page.articles.count { page.add(list) }
        }
        try budget.check()
        if document.tree.isCutOff {
            page.fault = .tooComplex
        } else if document.tree.breaksOff || decoded.breaksOff {
            page.fault = .cutOff
        }
        if page.next.isEmpty { page.next = ProxyPager(tree: document.tree, base: address).next() }
        if page.articles.isEmpty {
            let elsewhere =
                ListInterfaces(tree: document.tree, base: address).find()
                + FramedPages.find(in: document.tree, base: address)
            page.next += elsewhere.filter { !page.next.contains($0) }
            page.fault = page.fault ?? (answer == nil ? .noArticles : .empty)
        }
        return page
    }

    /// A page, or a part of one, as it is read.
    private struct Document {
        let tree: PageTree
        let address: WebAddress
        let charset: Charset
        let today: Day
        let budget: ReadingBudget

        init(markup: [UInt8], address: WebAddress, charset: Charset, today: Day, budget: ReadingBudget) {
            tree = PageTree(parsing: markup, keeping: LinkNames.standard.attributes, budget: budget)
            self.address = address
            self.charset = charset
            self.today = today
            self.budget = budget
        }

        /// The same page with other markup.
        func with(_ markup: [UInt8]) -> Document {
            Document(markup: markup, address: address, charset: charset, today: today, budget: budget)
        }
    }

    private func read(_ document: Document, _ isArticle: ((WebAddress) -> Bool)?) -> ListPage {
        let (tree, address) = (document.tree, document.address)
        let hints = NodeHints.standard.hints(for: tree)
        let collector = LinkCollector(
            tree: tree, hints: hints, base: address, charset: document.charset, today: document.today)
        let links = collector.links()
        let paper = EpaperPage(links: links, base: address)
        let next =
            paper?.pages()
            ?? Pager(tree: tree, links: links, base: address, resolver: collector.targets.resolver).next()
        let articles =
            isArticle.map { chosen(links, $0) } ?? paper?.articles()
            ?? LinkChoice(links: links, base: address, tree: tree, next: next).articles()
        var page = ListPage(
            kind: .page, articles: articles, next: next,
            feeds: DeclaredFeeds.find(in: tree, base: address), issue: paper?.day)
        if paper == nil { page.unfollowed = UnfollowedLinks(collector: collector).find() }
        return page
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
    /// Adds what a part of the page lists that is not listed yet.
    fileprivate mutating func add(_ part: ListPage) {
        let known = Set(articles.map(\.address))
        articles += part.articles.filter { !known.contains($0.address) }
        if next.isEmpty { next = part.next }
    }

    /// The same with the articles alone that somebody else has decided on; with all of them where nobody has.
    fileprivate func keeping(_ isArticle: ((WebAddress) -> Bool)?) -> ListPage {
        guard let isArticle else { return self }
        var page = self
        page.articles = articles.filter { isArticle($0.address) }
        return page
    }
}
