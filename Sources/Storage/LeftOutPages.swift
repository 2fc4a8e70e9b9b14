package import Model

/// The pages of the frontier of which nothing is kept, with their reasons: no link that a source offers is lost in
/// silence.
package protocol LeftOutPages: Sendable {
    /// Notes links that are not to be visited; those that are known already stay as they are, so that a link that is
    /// offered again is counted once.
    ///
    /// - Parameter limit: so many pages of a source are noted for one reason, at most: what a trap makes without an end
    ///   must not fill the disk. The count stays there.
    func leaveOut(_ pages: [LeftOutLink], at: Timestamp, limit: Int) async throws(StorageFailure)

    /// How many pages each source has for each reason, in the order of the sources' ids.
    func leftOutCounts() async throws(StorageFailure) -> [LeftOutCount]

    /// The pages of a source of which nothing is kept, the latest first; at most `limit`.
    func leftOut(of source: String, limit: Int) async throws(StorageFailure) -> [LeftOutPage]

    /// The pages of a source whose latest visit failed, the latest first; at most `limit`.
    func failedPages(of source: String, limit: Int) async throws(StorageFailure) -> [FailedPage]

    /// The sites with pages that were never visited and are not due yet because somebody wants it so, such as their
    /// robots.txt: when the first of a site's is due, and why it waits.
    func postponed(now: Timestamp) async throws(StorageFailure) -> [PostponedSite]

    /// How many pages wait for a visit on each of these sites, due or not.
    func waiting(on sites: Set<String>) async throws(StorageFailure) -> [String: Int]
}

/// A site whose pages wait.
package struct PostponedSite: Hashable, Sendable {
    /// Scheme, host and port.
    package let site: String
    package let until: Timestamp
    /// One line.
    package let reason: String
}

/// A link that is not to be visited.
package struct LeftOutLink: Hashable, Sendable {
    package let found: FoundPage
    package let kind: LeftOut
    /// One line.
    package let reason: String

    package init(_ found: FoundPage, as kind: LeftOut, reason: String) {
        self.found = found
        self.kind = kind
        self.reason = reason
    }
}

/// Pages of one source with one reason.
package struct LeftOutCount: Hashable, Sendable {
    package let source: String
    package let kind: LeftOut
    package let pages: Int
}

/// A page of which nothing is kept.
package struct LeftOutPage: Hashable, Sendable {
    package let url: String
    package let foundOn: String?
    package let day: Day?
    package let kind: LeftOut
    package let reason: String?
    package let at: Timestamp?
}

/// A page whose latest visit failed.
package struct FailedPage: Hashable, Sendable {
    package let url: String
    package let reason: String?
    package let at: Timestamp?
    /// The next visit; nil if none is planned.
    package let next: Timestamp?
}
