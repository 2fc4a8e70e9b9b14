package import Model

/// The right to visit a page, for one owner and a while.
package struct Lease: Hashable, Sendable {
    let page: Int
    /// Counts the leases of this page: of two leases, the one with the lower number is over.
    let number: Int
}

/// A page to visit now.
package struct LeasedPage: Hashable, Sendable {
    package let lease: Lease
    package let page: FrontierPage
}

/// What somebody who visits pages asks for.
package struct LeaseRequest: Hashable, Sendable {
    /// Who visits; a name that the same daemon has again after a restart.
    package var owner: String
    package var now: Timestamp
    /// Pages, at most.
    package var limit: Int
    /// Pages of one site that may be in hand at once, whoever has them.
    package var perSite: Int
    /// Sites that are not to be asked now.
    package var avoiding: Set<String>
    /// Only pages of these sources; nil: of all.
    package var sources: Set<String>?
    /// After this time others get the page: longer than any visit takes. At most `durationLimit`.
    package var duration: Duration

    /// A lease that ends much later than this is taken back: the clock was put back since it was given.
    package static let durationLimit = Duration.seconds(3600)

    package init(
        owner: String, now: Timestamp, limit: Int, perSite: Int = 1, avoiding: Set<String> = [],
        sources: Set<String>? = nil, duration: Duration = .seconds(600)
    ) {
        precondition(limit >= 0 && perSite >= 1, "a request for nothing")
        precondition(duration > .zero && duration <= LeaseRequest.durationLimit, "a lease of at most an hour")
        self.owner = owner
        self.now = now
        self.limit = limit
        self.perSite = perSite
        self.avoiding = avoiding
        self.sources = sources
        self.duration = duration
    }
}

/// What a visit to a leased page came to.
package enum PageOutcome: Hashable, Sendable {
    /// It shows an article that is in the archive, under this day.
    case kept(day: Day)
    ///
    /// - `as`: why for good; nil while it is worth another try.
    case failed(reason: String, as: LeftOut? = nil)
    /// Judged removed, after as many looks as that takes.
    case gone(reason: String)
    case walled(kind: String, evidence: String)
    /// No article, or not ours to visit.
    ///
    /// - `as`: why nothing of it is kept; nil where its article is kept under another address.
    case ignored(reason: String, as: LeftOut? = nil)
}

/// The end of a lease.
package struct PageCompletion: Hashable, Sendable {
    package var lease: Lease
    package var at: Timestamp
    package var outcome: PageOutcome
    /// The next visit; nil plans none.
    package var next: Timestamp?
    /// The latest looks, for whoever judges removals; nil leaves them as they are.
    package var looks: String?
    /// The URL under which its article is kept; nil leaves it as it is.
    package var shows: String?
    package var visit: Visit?

    package init(
        of lease: Lease, at: Timestamp, _ outcome: PageOutcome, next: Timestamp?, looks: String? = nil,
        shows: String? = nil, visit: Visit? = nil
    ) {
        self.lease = lease
        self.at = at
        self.outcome = outcome
        self.next = next
        self.looks = looks
        self.shows = shows
        self.visit = visit
    }
}
