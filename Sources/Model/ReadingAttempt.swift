/// The reading of one page that came from outside, by its address: what a process had in hand when it died, if it died.
package struct ReadingAttempt: Hashable, Sendable {
    /// What the page is read as.
    package enum Purpose: String, Hashable, Sendable, CaseIterable, Codable {
        /// An article's page, or a file that is offered with one.
        case page
        /// A list, feed, sitemap, JSON list or start page.
        case list
        /// A kept page that is read again to explain its text.
        case explanation
    }

    package let purpose: Purpose
    /// A configured source's id, or `SourceConfiguration.manual`.
    package let source: String
    /// Where the page is.
    package let url: String
    /// The same for all addresses of one page: `CanonicalAddress.key`.
    package let key: String

    package init(_ purpose: Purpose, source: String, address: WebAddress) {
        self.purpose = purpose
        self.source = source
        url = address.description
        key = CanonicalAddress(address).key
    }
}

/// A reading that was under way when its process ended.
package struct InterruptedReading: Hashable, Sendable {
    package let attempt: ReadingAttempt
    /// The process died of a fault of its own: a trap, an invalid address, an abort. Else somebody ended it, the machine
    /// went down, or memory ran out.
    package let isFault: Bool

    package init(_ attempt: ReadingAttempt, isFault: Bool) {
        (self.attempt, self.isFault) = (attempt, isFault)
    }
}

/// A page whose reading was under way when a process died, once or more often, since it was last read to its end.
///
/// A fault while a page is read is most likely the page's doing; a process that is ended from outside mostly reads
/// something, so that only a long row of such ends, without one reading that succeeds, says anything about the page.
package struct ReaderDeath: Hashable, Sendable {
    package let attempt: ReadingAttempt
    /// Processes that died of a fault while they read it.
    package let deaths: Int
    /// Processes that ended otherwise meanwhile.
    package let kills: Int
    package let last: Timestamp

    /// At so many deaths a page is set aside until the extractor changes.
    package static let limit = 2
    /// At so many deaths and kills.
    package static let killLimit = 8
    /// What `status` and `gaps` call the reason.
    package static let reason = "reader-died"

    package init(attempt: ReadingAttempt, deaths: Int, kills: Int = 0, last: Timestamp) {
        self.attempt = attempt
        self.deaths = deaths
        self.kills = kills
        self.last = last
    }

    /// Whether the page is not read any more.
    package var isSetAside: Bool { deaths >= ReaderDeath.limit || deaths + kills >= ReaderDeath.killLimit }
}
