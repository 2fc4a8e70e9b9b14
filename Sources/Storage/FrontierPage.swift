package import Model

/// How a page's latest visit ended.
///
/// | state | means | goes on as |
/// |---|---|---|
/// | `pending` | never visited | any |
/// | `kept` | it shows an article that is in the archive | `kept`, `failed`, `walled`, `gone` |
/// | `failed` | the site, the way to it or the page was in trouble | any but `pending`; `pending` when healed |
/// | `walled` | a wall stood before it | any but `pending`; `pending` when healed |
/// | `gone` | it is judged removed | `kept` when it is back; `pending` when healed, if it was never kept |
/// | `ignored` | it is no article, or may not be visited | any, if it has a time for another visit |
///
/// Whether there is a next visit is told by `FrontierPage.due`, not by the state.
package enum FrontierState: String, Hashable, Sendable, CaseIterable {
    case pending, kept, failed, walled, gone, ignored
}

/// A page that a source's lists, feeds or issues brought up.
package struct FoundPage: Hashable, Sendable {
    /// The canonical address: two addresses with the same key are the same page.
    package var key: String
    /// The address to fetch.
    package var url: String
    package var source: String
    /// Whose politeness is concerned: the address's scheme, host and port.
    package var site: String
    /// The page that linked to it.
    package var foundOn: String?
    /// The link's text, at most `titleLimit` characters of it.
    package var title: String?
    /// The day under which it is expected: the date beside the link, or that of the issue.
    package var day: Day?
    package var purpose: PagePurpose

    /// A title serves to recognise a link, not to publish it.
    package static let titleLimit = 300

    package init(
        key: String, url: String, source: String, site: String, foundOn: String? = nil, title: String? = nil,
        day: Day? = nil, purpose: PagePurpose = .firstVisit
    ) {
        self.key = key
        self.url = url
        self.source = source
        self.site = site
        self.foundOn = foundOn
        self.title = title.map { String($0.prefix(FoundPage.titleLimit)) }
        self.day = day
        self.purpose = purpose
    }
}

/// Everything that the frontier knows about a page.
package struct FrontierPage: Hashable, Sendable {
    /// As it was found; once an article of it is kept, the day is the article's own.
    package let found: FoundPage
    package let foundAt: Timestamp
    package let state: FrontierState
    /// The next visit; nil if none is planned.
    package let due: Timestamp?
    /// Visits in a row that did not show an article.
    package let failures: Int
    package let visitedAt: Timestamp?
    /// The URL under which its article is kept, where that is another than `found.url`: the page redirects.
    package let shows: String?
    /// When an article of it was first kept.
    package let keptAt: Timestamp?
    /// Why it is in this state, in one line.
    package let reason: String?
    /// The latest looks, in the words of whoever judges removals.
    package let looks: String?
    /// What the latest visit left for the next one.
    package let visit: Visit?
}
