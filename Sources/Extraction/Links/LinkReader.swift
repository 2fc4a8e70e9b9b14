package import Model

/// Reads pages that list articles: bytes in, links out. Pure, like `Extractor`.
package struct LinkReader: Sendable {
    package init() {}

    /// Reads a list, feed, sitemap, home or e-paper page; which it is, its content tells.
    ///
    /// - Parameters:
    ///   - bytes: the page as it came, decoded from transfer and content codings.
    ///   - address: where it came from; relative links are resolved against it.
    ///   - headerCharset: the charset of the HTTP header.
    ///   - today: no date after this one is believed.
    package func read(
        _ bytes: [UInt8], at address: WebAddress, headerCharset: String?, today: Day
    ) throws(ExtractionFailure) -> ListPage {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= Extractor.limitBytes else { throw .tooLarge(limitBytes: Extractor.limitBytes) }
        if let kind = FileKind.recognise(bytes) { throw .binary(kind: kind) }
        let decoded = PageDecoder.decode(bytes, headerCharset: headerCharset)
        if let feed = FeedReader(base: address, today: today).read(decoded.utf8) { return feed }
        let tree = PageTree(parsing: EmbeddedLists.markup(inAnswer: decoded.utf8) ?? decoded.utf8)
        var page = read(tree, at: address, today: today)
        if let records = EmbeddedLists.markup(in: tree) {
            let embedded = read(PageTree(parsing: records), at: address, today: today)
            page.articles += embedded.articles.filter { article in
                !page.articles.contains { $0.address == article.address }
            }
            if page.next.isEmpty { page.next = embedded.next }
        }
        return page
    }

    private func read(_ tree: PageTree, at address: WebAddress, today: Day) -> ListPage {
        let hints = NodeHints.standard.hints(for: tree)
        let links = LinkCollector(tree: tree, hints: hints, base: address, today: today).links()
        let paper = EpaperPage(links: links, base: address)
        return ListPage(
            kind: .page, articles: paper?.articles() ?? LinkChoice(links: links, base: address).articles(),
            next: paper?.pages() ?? Pager(tree: tree, links: links, base: address).next(),
            feeds: DeclaredFeeds.find(in: tree, base: address))
    }
}
