internal import Model

/// Reads RSS 2.0 and 1.0, Atom (RFC 4287), sitemaps and sitemap indexes (sitemaps.org), with Google's news extension.
struct FeedReader {
    let base: WebAddress
    let today: Day
    /// What reading it may cost; where that is spent, what is read is not whole.
    var budget = ReadingBudget.unlimited

    /// Nil for a document that is none of these.
    func read(_ utf8: [UInt8]) -> ListPage? {
        guard FeedReader.looksLikeXML(utf8) else { return nil }
        let document = XMLItems(XMLBounds.applied(to: utf8), within: budget)
        switch document.root {
        case "rss", "feed", "rdf":
            return ListPage(
                kind: .feed, articles: unique(document.items.compactMap(article)),
                next: document.nextLink.flatMap(base.resolving).map { [$0] } ?? [])
        case "urlset": return ListPage(kind: .sitemap, articles: unique(document.items.compactMap(location)))
        case "sitemapindex":
            let newest = document.items.sorted { ($0.texts["lastmod"] ?? "") > ($1.texts["lastmod"] ?? "") }
            return ListPage(kind: .sitemap, next: newest.compactMap { $0.texts["loc"].flatMap(base.resolving) })
        default: return nil
        }
    }

    private static func looksLikeXML(_ utf8: [UInt8]) -> Bool {
        let start = utf8.prefix(1024)
        let text = String(decoding: start, as: UTF8.self).lowercased()
        return ["<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"].contains { text.utf8.contains(Array($0.utf8)) }
    }

    private func article(_ item: XMLItems.Item) -> LinkedArticle? {
        // RSS has the link as text, Atom as an attribute; some feeds have it in `guid` only.
        let link =
            item.texts["link"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            ?? item.links["alternate"] ?? item.texts["guid"]
        guard let address = link.flatMap(base.resolving) else { return nil }
        let date = ["pubdate", "published", "date", "updated"].lazy.compactMap { item.texts[$0] }.compactMap(day).first
        return LinkedArticle(address: address, title: title(item.texts["title"]), date: date)
    }

    private func location(_ item: XMLItems.Item) -> LinkedArticle? {
        guard let address = item.texts["loc"].flatMap(base.resolving) else { return nil }
        // The news extension's date is the article's; `lastmod` may be any change of the page.
        let date = (item.texts["publication_date"] ?? item.texts["lastmod"]).flatMap(day)
        return LinkedArticle(address: address, title: title(item.texts["title"]), date: date)
    }

    private func title(_ text: String?) -> String? {
        guard let text else { return nil }
        // Titles may hold escaped HTML.
        let plain =
            text.utf8.contains(UInt8(ascii: "<")) || text.utf8.contains(UInt8(ascii: "&"))
            ? PageTree(parsing: Array(text.utf8)).plainText(of: 0) : WhiteSpace.collapse(text.utf8)
        return plain.isEmpty ? nil : plain
    }

    private func day(_ text: String) -> Day? {
        let found = DateScanner(scalars(of: text)).dates().first?.day ?? FeedReader.rfc822Day(text)
        return found.flatMap { $0 <= today ? $0 : nil }
    }

    /// `Fri, 21 Nov 2026 08:00:00 +0800` (RFC 822, with RFC 1123's four-digit year).
    private static func rfc822Day(_ text: String) -> Day? {
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        for index in words.indices.dropFirst().dropLast() {
            guard let month = months.firstIndex(of: String(words[index].prefix(3))), let day = Int(words[index - 1]),
                let year = Int(words[index + 1])
            else { continue }
            return Day(year: year < 100 ? 2000 + year : year, month: month + 1, day: day)
        }
        return nil
    }

    private func unique(_ articles: [LinkedArticle]) -> [LinkedArticle] {
        var seen: Set<WebAddress> = []
        return articles.filter { seen.insert($0.address).inserted }
    }
}

extension Collection where Element: Equatable {
    /// Whether the elements stand here one behind the other.
    func contains(_ part: some Collection<Element>) -> Bool {
        guard let first = part.first else { return true }
        var index = startIndex
        while let candidate = self[index...].firstIndex(of: first) {
            if self[candidate...].starts(with: part) { return true }
            index = self.index(after: candidate)
        }
        return false
    }
}
