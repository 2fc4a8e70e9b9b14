/// What a page that lists articles says: a list, feed, sitemap, home or e-paper page.
package struct ListPage: Hashable, Sendable {
    /// What the bytes turned out to be.
    package enum Kind: String, Hashable, Sendable, Codable {
        case page, feed, sitemap, json
    }

    package var kind: Kind
    /// In the order of the page, each address once.
    package var articles: [LinkedArticle]
    /// Following list pages, further e-paper pages, or the sitemaps of an index, nearest first.
    package var next: [WebAddress]
    /// Feeds that the page names.
    package var feeds: [WebAddress]
    /// The day of the e-paper's issue of which this is a page; nil for every other page.
    package var issue: Day?
    /// Where a list in JSON has what; nil for every other page.
    package var scheme: JSONScheme?
    /// What is wrong with the page, which was read as far as it goes; nil for a whole one.
    package var fault: ListFault?
    /// Items whose links have no address that could be asked for: only a script can follow them.
    package var unfollowed: [UnfollowedItem] = []

    package init(
        kind: Kind, articles: [LinkedArticle] = [], next: [WebAddress] = [], feeds: [WebAddress] = [],
        issue: Day? = nil, scheme: JSONScheme? = nil, fault: ListFault? = nil
    ) {
        self.kind = kind
        self.articles = articles
        self.next = next
        self.feeds = feeds
        self.issue = issue
        self.scheme = scheme
        self.fault = fault
    }
}

/// An item of a list that leads on only by a script, or to another system than the web.
package struct UnfollowedItem: Hashable, Sendable {
    package let title: String
    /// The link as the page writes it: `openDetail(1234)`, `ftp://…`.
    package let link: String

    package init(title: String, link: String) {
        self.title = title
        self.link = link
    }
}

extension ListPage {
    /// One line about the items that cannot be followed; nil where there are none.
    package var unfollowedNote: String? {
        guard let first = unfollowed.first else { return nil }
        let count = unfollowed.count == 1 ? "one item leads" : "\(unfollowed.count) items lead"
        return "\(count) on only by a script or to no page of the web, such as \(first.title) (\(first.link))"
    }
}

/// Why a list page lists less than it should.
package enum ListFault: Hashable, Sendable {
    /// The document ends before its root element does: what was whole was read.
    case cutOff
    /// It has more entries than are read.
    case tooLong(limit: Int)
    /// A page with more elements, or longer tags, than are read.
    case tooComplex
    /// A feed or sitemap without an entry.
    case empty
    /// None of its entries has an address.
    case noAddress(items: Int)
    /// A page without a link that could be an article's.
    case noArticles
}

extension ListFault: CustomStringConvertible {
    /// For a person.
    package var description: String {
        switch self {
        case .cutOff: "the document ends in the middle: the entries before that were read"
        case .tooLong(let limit): "more than \(limit) entries: the rest was not read"
        case .tooComplex: "it has more elements than are read: the rest was not read"
        case .empty: "it has no entries"
        case .noAddress(let items): "none of its \(items) entries has an address"
        case .noArticles: "no link on it could be an article's"
        }
    }
}

/// A link to an article, with what the list says of it.
package struct LinkedArticle: Hashable, Sendable {
    package var address: WebAddress
    package var title: String?
    package var date: Day?

    package init(address: WebAddress, title: String?, date: Day?) {
        self.address = address
        self.title = title
        self.date = date
    }
}
