package import Model

/// The pages that sources brought up, and when each is to be visited next.
///
/// A page's life: `discover` → `lease` → visit → `complete` → (due again) → `lease` …. Every call is one transaction.
///
/// An article is published before its page's lease is completed. A process that dies in between leaves the page leased;
/// when the lease is over it is visited once more, the text is found to be known, and nothing is kept twice.
///
/// A rebuild of the database leaves the frontier as it is. If the database itself was lost, the frontier is empty, and
/// pages come back in two ways: those whose articles are in the archive through `unlisted` and `adopt`, the others by
/// being discovered again.
package protocol Frontier: Sendable {
    /// Adds the pages that are not known yet, due at once.
    ///
    /// A page that is known, and was never kept, learns what it lacked: a title, a day, a more urgent purpose. For the
    /// purpose `gapHeal` it is due again, unless it is ignored.
    func discover(_ pages: [FoundPage], at: Timestamp) async throws(StorageFailure) -> Discovery

    /// Gives pages that are due to one owner, for a while; two leases that are not over never hold the same page.
    ///
    /// Sources take turns, the one that was served the longest ago first, also across calls and restarts; within a
    /// source the page that has been due the longest comes first, by the table of `PagePurpose`. Leases that are over
    /// are taken back before.
    func lease(_ request: LeaseRequest) async throws(StorageFailure) -> [LeasedPage]

    /// Records what visits came to, and ends their leases. A lease that was over still counts as long as nobody else
    /// got the page.
    ///
    /// - Returns: the leases whose pages others got meanwhile; nothing was recorded for them.
    func complete(_ completions: [PageCompletion]) async throws(StorageFailure) -> [Lease]

    /// Ends leases as though they had not been given.
    ///
    /// - Parameters:
    ///   - due: when the pages are due instead; nil: when they were.
    ///   - reason: why they wait until then; kept for pages that were never visited.
    func giveBack(_ leases: [Lease], due: Timestamp?, reason: String?) async throws(StorageFailure)

    /// Ends every lease of an owner that is known to be no more; how many there were.
    func giveBack(ownedBy owner: String) async throws(StorageFailure) -> Int

    /// When the next page of these sources is due that nobody has in hand; nil sources: all.
    func nextDue(of sources: Set<String>?) async throws(StorageFailure) -> Timestamp?

    /// What is known about the page with this key.
    func frontierPage(_ key: String) async throws(StorageFailure) -> FrontierPage?

    /// The pages of one source and day, such as the articles of an issue, in the order in which they were found.
    ///
    /// - Parameter limit: at least 1.
    func pages(of source: String, day: Day, limit: Int) async throws(StorageFailure) -> [FoundPage]

    /// How many pages each source has in each state, in the order of the sources' ids.
    func frontierCounts() async throws(StorageFailure) -> [FrontierCount]

    /// Makes the pages of these days due that were looked for in vain: those that are failed, walled or gone, and of
    /// which nothing was ever kept. How many there are.
    func heal(_ source: String, from: Day, to: Day, at: Timestamp) async throws(StorageFailure) -> Int

    /// The pages that show a kept article and to whose URL no page of the frontier leads, by URL, from the one after
    /// `url`.
    func unlisted(after url: String, limit: Int) async throws(StorageFailure) -> [PageState]

    /// Adds pages of which an article is kept; those that are known already stay as they are. How many were added.
    func adopt(_ pages: [AdoptedPage]) async throws(StorageFailure) -> Int
}

/// What came of pages that were found.
package struct Discovery: Hashable, Sendable {
    /// Pages that nobody had brought up before.
    package var new = 0
    /// Pages that are to be visited again.
    package var revived = 0

    package init(new: Int = 0, revived: Int = 0) {
        self.new = new
        self.revived = revived
    }
}

/// Pages of one source in one state.
package struct FrontierCount: Hashable, Sendable {
    package let source: String
    package let state: FrontierState
    package let pages: Int

    package init(source: String, state: FrontierState, pages: Int) {
        self.source = source
        self.state = state
        self.pages = pages
    }
}

/// A page that comes to the frontier with its article already in the archive.
package struct AdoptedPage: Hashable, Sendable {
    package var found: FoundPage
    package var keptAt: Timestamp
    /// Since when it is judged removed.
    package var goneAt: Timestamp?
    /// The next visit; nil plans none.
    package var due: Timestamp?

    package init(found: FoundPage, keptAt: Timestamp, goneAt: Timestamp? = nil, due: Timestamp?) {
        self.found = found
        self.keptAt = keptAt
        self.goneAt = goneAt
        self.due = due
    }
}
