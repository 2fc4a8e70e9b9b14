package import Archiving
package import Extraction
internal import Fetching
package import Model
package import Storage

/// A page that somebody wants: where it is, in whose name it is fetched, and what is known of it.
package struct WantedPage: Hashable, Sendable {
    package let address: WebAddress
    /// A configured source's id, or `SourceConfiguration.manual`.
    package let source: String
    /// Seconds that the site's clock is ahead of UTC.
    package let utcOffset: Int
    /// What the list that led there says, for a page that does not say it itself.
    package var listedDay: Day?
    package var listedTitle: String?
    /// What it showed last; nil where nothing of it was ever kept.
    package var shown: PageState?
    /// What the latest visit left for this one.
    package var visit: Visit?
    package var patience = Patience.none
    /// The page is of these days, and teaches what its site looks like now.
    package var isNews = false

    /// What is done about a page that does not come whole.
    package enum Patience: Hashable, Sendable {
        /// Another visit will come: nothing is kept of it until then.
        case waits
        /// Visits enough have been made: what can be had is kept, and said to be a part.
        case exhausted
        /// Nobody comes again by himself: it is asked for once more at once, and then kept as it is.
        case none
    }

    package init(
        address: WebAddress, source: String = SourceConfiguration.manual, utcOffset: Int, listedDay: Day? = nil,
        listedTitle: String? = nil
    ) {
        self.address = address
        self.source = source
        self.utcOffset = utcOffset
        self.listedDay = listedDay
        self.listedTitle = listedTitle
    }

    /// Another page for the same reader.
    func other(at address: WebAddress, day: Day? = nil, title: String? = nil) -> WantedPage {
        WantedPage(address: address, source: source, utcOffset: utcOffset, listedDay: day, listedTitle: title)
    }

    /// Its canonical address's key: two addresses with the same are one page.
    var key: String { CanonicalAddress(address).key }

    /// Whether a part of the article is kept where the rest cannot be had. What was kept whole is not taken for a part.
    var takesPart: Bool { shown == nil && patience != .waits }

    /// Where its article is, if the page redirects there.
    var elsewhere: WebAddress? {
        guard let shown, CanonicalAddress(address).address.description != shown.url, address.description != shown.url
        else { return nil }
        return try? WebAddress(parsing: shown.url)  // our own words, checked when written
    }

    /// Whether a redirect led to the same page on the site's other host: from `m.` to `www.`.
    func leadsToTwin(_ other: WebAddress) -> Bool {
        let twin = CanonicalAddress(other).key
        return twin != key && CanonicalAddress(address, declared: [other]).key == twin
    }

    /// The reading of this page, as the flight recorder notes it.
    func reading(_ purpose: ReadingAttempt.Purpose) -> ReadingAttempt {
        ReadingAttempt(purpose, source: source, address: address)
    }
}

/// A page that was fetched and read, not kept yet.
package struct ReadPage: Hashable, Sendable {
    /// Where the article was found in the end, after redirects; without what says nothing about the page.
    package let address: WebAddress
    /// The page of which this one says that it is a copy: the twin of a mobile page, of a print view.
    package let original: WebAddress?
    package let source: String
    package let fetchedAt: Timestamp
    /// The day under which the article is filed: its own, else the day on which it was fetched.
    package let day: Day
    package let article: Article
    /// What was served, as it is kept beside the text.
    package let response: CapturedResponse
    /// The same of the further pages of an article in several, in their order.
    package let furtherResponses: [CapturedResponse]
    package let etag: String?
    package let lastModified: String?
    /// What the page teaches about its site; nil where nobody asked.
    package let lesson: PageObservation?
}

extension ReadPage {
    /// - Parameter article: what the page says; where that has no date, the day that the list gave is filled in, else
    ///   that of the visit, and marked.
    init(
        _ article: Article, lesson: PageObservation? = nil, wanted visit: WantedPage, response: Response,
        further: [Response] = [],
        now: Timestamp
    ) {
        var article = article
        let today = now.day(offset: visit.utcOffset)
        if article.metadata.title == nil { article.metadata.title = visit.listedTitle }
        if article.metadata.date == nil, let day = visit.listedDay {
            article.metadata.date = day
            article.metadata.dateFrom = .list
            article.metadata.flags = article.metadata.flags.map { $0.filter { $0 != .noDate } }
            if article.metadata.flags == [] { article.metadata.flags = nil }
        } else if article.metadata.date == nil {
            article.metadata.date = today
            article.metadata.dateFrom = .fetched
            let flags = article.metadata.flags ?? []
            if !flags.contains(.noDate) { article.metadata.flags = flags + [.noDate] }
        }
        let own = CanonicalAddress(response.address)
        let named = CanonicalAddress(response.address, declared: article.declaredAddresses)
        self.init(
            address: own.address, original: named == own ? nil : named.address, source: visit.source, fetchedAt: now,
            day: article.metadata.date ?? today,
            article: article, response: CapturedResponse(response, at: now),
            furtherResponses: further.map { CapturedResponse($0, at: now) }, etag: response.version.etag,
            lastModified: response.version.lastModified, lesson: lesson)
    }
}

extension ReadPage {
    /// Whether the item is a file, and its response holds that.
    var isFile: Bool {
        let flags = article.metadata.flags ?? []
        return flags.contains(.pdfOnly) || flags.contains(.fileOnly) || flags.contains(.videoOnly)
    }

    /// Of two texts with more differing bits than this one is no copy of the other, whatever its page says.
    private static let mostDifferingBits = 16

    /// Whether this is the text with that mark, but for what copies for phones and printers leave out or add.
    func isCopy(of other: Fingerprint) -> Bool {
        let own = article.fingerprint
        return own.id == other.id || own.simhash.distance(to: other.simhash) <= ReadPage.mostDifferingBits
    }
}

extension CapturedResponse {
    fileprivate init(_ response: Response, at now: Timestamp) {
        self.init(
            url: response.address.description, at: now, remoteAddress: response.remoteAddress,
            httpVersion: response.httpVersion, status: response.status,
            headers: response.headers.map { Header(name: $0.name, value: $0.value) }, body: response.body)
    }
}
