internal import Model

/// Reads RSS of every version, Atom (RFC 4287 and 0.3), CDF, sitemaps and sitemap indexes (sitemaps.org), with Google's
/// news extension.
struct FeedReader {
    let base: WebAddress
    let today: Day
    /// Seconds that the site's clock is ahead of UTC.
    let utcOffset: Int
    /// What reading it may cost; where that is spent, what is read is not whole.
    var budget = ReadingBudget.unlimited

    /// Nil for a document that is none of these.
    func read(_ utf8: [UInt8]) -> ListPage? {
        guard let document = XMLItems(utf8, base: base, within: budget) else { return nil }
        var page: ListPage
        switch document.root {
        case .rss, .feed, .rdf, .channel:
            page = ListPage(
                kind: .feed, articles: unique(document.items.compactMap(article)),
                next: document.nextLink.map { [$0] } ?? [])
        case .urlset: page = ListPage(kind: .sitemap, articles: unique(document.items.compactMap(location)))
        case .sitemapindex:
            let newest = document.items.sorted {
                ($0.texts("lastmod").first ?? "") > ($1.texts("lastmod").first ?? "")
            }
            page = ListPage(
                kind: .sitemap, next: newest.compactMap { item in item.texts("loc").lazy.compactMap(address).first })
        }
        page.fault = fault(of: document, page)
        return page
    }

    private func fault(of document: XMLItems, _ page: ListPage) -> ListFault? {
        if document.isCutOff { return .cutOff }
        if document.isTooLong { return .tooLong(limit: XMLItems.limit) }
        if document.items.isEmpty { return .empty }
        return page.articles.isEmpty && page.next.isEmpty ? .noAddress(items: document.items.count) : nil
    }

    private func article(_ item: XMLItems.Item) -> LinkedArticle? {
        guard let address = link(of: item) else { return nil }
        return LinkedArticle(address: address, title: title(item), date: date(item, FeedReader.dateNames))
    }

    /// RSS has the link as text, Atom as an attribute; some feeds have it only in what identifies the item.
    private func link(of item: XMLItems.Item) -> WebAddress? {
        let resolve = { (text: String) in
            // Escaped twice.
            item.base.resolving(text.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&"))
        }
        // Of several the last counts, as other readers have it.
        if let address = item.own["link"]?.reversed().lazy.compactMap(resolve).first { return address }
        let alternates = item.links.filter { $0.relation == "alternate" }
        if let page = alternates.first(where: { $0.type.isEmpty || $0.type.contains("html") }) ?? alternates.first {
            return page.address
        }
        if let address = item.foreign["link"]?.lazy.compactMap(resolve).first { return address }
        let names = (item.own["guid"] ?? []) + (item.own["id"] ?? []) + (item.about.map { [$0] } ?? [])
        if let address = names.first(where: FeedReader.isWhole).flatMap(resolve) { return address }
        if let address = names.first(where: FeedReader.isPath).flatMap(resolve) {
            return address
        }
        return item.links.first { ["self", "via", "related"].contains($0.relation) }?.address
    }

    private static func isWhole(_ text: String) -> Bool {
        let start = text.drop(while: \.isWhitespace).prefix(8).lowercased()
        return start.hasPrefix("http://") || start == "https://"
    }

    private static func isPath(_ text: String) -> Bool {
        let first = text.first { !$0.isWhitespace }
        return first == "/" || first == "."
    }

    private static let dateNames = [
        "pubdate", "published", "issued", "date", "created", "updated", "modified", "lastmod",
    ]

    private func location(_ item: XMLItems.Item) -> LinkedArticle? {
        guard let address = item.texts("loc").lazy.compactMap({ item.base.resolving($0) }).first else { return nil }
        // The news extension's date is the article's; `lastmod` may be any change of the page.
        return LinkedArticle(address: address, title: title(item), date: date(item, ["publication_date", "lastmod"]))
    }

    private func title(_ item: XMLItems.Item) -> String? {
        guard let text = item.texts("title").first else { return nil }
        // Titles may hold escaped HTML.
        let plain =
            text.utf8.contains(UInt8(ascii: "<")) || text.utf8.contains(UInt8(ascii: "&"))
            ? PageTree(parsing: Array(text.utf8)).plainText(of: 0) : text
        return plain.isEmpty ? nil : plain
    }

    private func address(_ text: String) -> WebAddress? { base.resolving(text) }

    private func date(_ item: XMLItems.Item, _ names: [String]) -> Day? {
        names.lazy.compactMap { item.texts($0).lazy.compactMap { FeedDate.day($0, utcOffset: utcOffset) }.first }
            .first { $0 <= today }
    }

    private func unique(_ articles: [LinkedArticle]) -> [LinkedArticle] {
        var seen: Set<WebAddress> = []
        return articles.filter { seen.insert($0.address).inserted }
    }
}
