internal import Model

/// A sitemap in plain text: an address a line (sitemaps.org, "Text file").
enum AddressList {
    /// One line in so many may be something else.
    private static let tolerated = 10

    /// Nil for a text that is something else.
    static func read(_ utf8: [UInt8]) -> ListPage? {
        guard utf8.prefix(4096).drop(while: { $0 <= 0x20 }).starts(with: "http".utf8) else { return nil }
        var articles: [LinkedArticle] = []
        var seen: Set<WebAddress> = []
        var lines = 0
        var valid = 0
        var isTooLong = false
        for line in utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let text = WhiteSpace.collapse(line)
            guard !text.isEmpty else { continue }
            lines += 1
            guard text.utf8.count < WebAddress.lengthLimitBytes, !text.utf8.contains(where: { $0 <= 0x20 }),
                let address = try? WebAddress(parsing: text)  // what is no address counts against the text
            else { continue }
            valid += 1
            if articles.count >= XMLItems.limit {
                isTooLong = true
                break
            }
            if seen.insert(address).inserted { articles.append(LinkedArticle(address: address, title: nil, date: nil)) }
        }
        guard !articles.isEmpty, valid * tolerated >= lines * (tolerated - 1) else { return nil }
        return ListPage(
            kind: .sitemap, articles: articles, fault: isTooLong ? .tooLong(limit: XMLItems.limit) : nil)
    }
}
