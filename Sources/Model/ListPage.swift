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

    package init(
        kind: Kind, articles: [LinkedArticle] = [], next: [WebAddress] = [], feeds: [WebAddress] = [],
        issue: Day? = nil, scheme: JSONScheme? = nil
    ) {
        self.kind = kind
        self.articles = articles
        self.next = next
        self.feeds = feeds
        self.issue = issue
        self.scheme = scheme
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
