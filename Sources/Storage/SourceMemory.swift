package import Model

/// What the daemon remembers of its sources between visits.
///
/// No file holds this: after the database is lost, every source is due at once, and learns its rhythm anew.
package protocol SourceMemory: Sendable {
    /// Every source that was ever recorded, in the order of the ids.
    func sources() async throws(StorageFailure) -> [SourceState]

    /// What is known about a source; nil: nothing, so it is due.
    func source(_ id: String) async throws(StorageFailure) -> SourceState?

    /// Records a visit to a source: its state, with what its start and list pages left and the walls that were met.
    ///
    /// Discover what the pages brought before: a page that is recorded as read is not read again until it changes.
    /// `SourceState.backfill` is not recorded by this.
    func record(_ state: SourceState, lists: [ListVisit], walls: [WallSighting]) async throws(StorageFailure)

    /// What the latest visit to a start or list page left.
    func list(_ url: String) async throws(StorageFailure) -> ListVisit?

    /// Records how far a walk into the past has come, in the words of whoever walks; nil: it is done. Apart from the
    /// rest, for another process may walk.
    func record(backfill position: String?, of source: String) async throws(StorageFailure)

    /// Records how many articles of a day there should be; what an expectation leaves out stays as it is.
    func record(_ expectations: [DayExpectation]) async throws(StorageFailure)

    /// What is expected of these days, as far as something was recorded; cheap, however many pages the days have.
    func expectations(of source: String, from: Day, to: Day) async throws(StorageFailure) -> [DayExpectation]

    /// The days of a source for which something is expected or known, in their order.
    func days(of source: String, from: Day, to: Day) async throws(StorageFailure) -> [SourceDay]

    /// The walls that were met from this time on, latest first.
    func walls(since: Timestamp) async throws(StorageFailure) -> [WallCount]
}

/// A source as it stands after its latest visit.
package struct SourceState: Hashable, Sendable {
    package let id: String
    /// When to visit it next; nil: at once.
    package var next: Timestamp?
    package var visits: Int
    package var visitedAt: Timestamp?
    package var succeededAt: Timestamp?
    /// When a visit last brought a page that was new.
    package var newsAt: Timestamp?
    /// Visits in a row that failed.
    package var failures: Int
    package var failedAt: Timestamp?
    /// Why the visit failed that failed last, in one line.
    package var failure: String?
    /// When it publishes, in the words of whoever learns it.
    package var rhythm: String?
    /// How much it publishes, in the words of whoever learns it.
    package var profile: String?
    /// How far a walk into the past has come.
    package internal(set) var backfill: String?

    package init(
        id: String, next: Timestamp? = nil, visits: Int = 0, visitedAt: Timestamp? = nil,
        succeededAt: Timestamp? = nil, newsAt: Timestamp? = nil, failures: Int = 0, failedAt: Timestamp? = nil,
        failure: String? = nil, rhythm: String? = nil, profile: String? = nil
    ) {
        self.id = id
        self.next = next
        self.visits = visits
        self.visitedAt = visitedAt
        self.succeededAt = succeededAt
        self.newsAt = newsAt
        self.failures = failures
        self.failedAt = failedAt
        self.failure = failure
        self.rhythm = rhythm
        self.profile = profile
    }

}

/// What a visit to a start or list page leaves for the next one.
package struct ListVisit: Hashable, Sendable {
    package var url: String
    package var source: String
    package var at: Timestamp
    /// The ETag header as it was sent, quotes included.
    package var etag: String?
    /// The Last-Modified header as it was sent.
    package var lastModified: String?
    /// Of what the page lists: sites change the rest of it with every request.
    package var hash: String?

    package init(
        url: String, source: String, at: Timestamp, etag: String? = nil, lastModified: String? = nil,
        hash: String? = nil
    ) {
        self.url = url
        self.source = source
        self.at = at
        self.etag = etag
        self.lastModified = lastModified
        self.hash = hash
    }
}
