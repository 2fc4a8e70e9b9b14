internal import Extraction
internal import Model

/// Reads the bytes of a list page as its source's `kind` says; as what they are, where it says nothing.
struct ListReading: Sendable {
    let source: SourceConfiguration
    let patterns: ArticlePatterns?
    /// No date after this one is believed.
    let today: Day
    /// Seconds that the site's clock is ahead of UTC.
    let utcOffset: Int

    /// What is wrong with a page, and what to do about it.
    struct Problem: Error, Hashable { let words: String }

    func read(_ body: [UInt8], at address: WebAddress, headerCharset: String?) throws(Problem) -> ListPage {
        if let json = try json(body, at: address) { return json }
        let page: ListPage
        do throws(ExtractionFailure) {
            page = try LinkReader().read(
                body, at: address, headerCharset: headerCharset, today: today, utcOffset: utcOffset,
                isArticle: patterns.map { patterns in { patterns.match($0) } })
        } catch {
            throw Problem(words: error.reason)
        }
        return try checked(page)
    }

    /// Nil for a page that is to be read as something else.
    private func json(_ body: [UInt8], at address: WebAddress) throws(Problem) -> ListPage? {
        let list = JSONList(base: address, today: today, utcOffset: utcOffset, scheme: source.json)
        var page: ListPage?
        switch source.kind {
        case .json:
            do throws(JSONList.Mismatch) { page = try list.read(body) } catch { throw Problem(words: error.words) }
        case nil: page = list.recognise(body)
        case .list, .feed, .sitemap, .epaper:
            if list.recognise(body) != nil { throw mismatch(.json) }
        }
        if let patterns { page?.articles.removeAll { !patterns.match($0.address) } }
        return page
    }

    /// The page, if it is of the source's kind. A page may stand for the feeds that it names.
    private func checked(_ page: ListPage) throws(Problem) -> ListPage {
        switch (source.kind, page.kind) {
        case (nil, _), (.list, .page), (.epaper, .page), (.feed, .feed), (.sitemap, .sitemap), (.json, .json):
            return page
        case (.feed, .page) where !page.feeds.isEmpty:
            var door = page
            (door.articles, door.next) = ([], [])
            return door
        default: throw mismatch(page.kind)
        }
    }

    private func mismatch(_ found: ListPage.Kind) -> Problem {
        let kind = source.kind?.rawValue ?? ""
        let right = found == .page ? "\"list\"" : "\"\(found.rawValue)\""
        return Problem(
            words: "expected what kind = \"\(kind)\" says, found \(found.words): say \(right), or leave `kind` out")
    }
}

extension ListPage.Kind {
    /// With its article, for a person.
    var words: String {
        switch self {
        case .page: "a page of links"
        case .feed: "a feed"
        case .sitemap: "a sitemap"
        case .json: "a list in JSON"
        }
    }
}
