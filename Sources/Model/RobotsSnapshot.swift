/// What is known of one site's robots.txt, as it outlives a restart: the file as last served, and how the site stands.
package struct RobotsSnapshot: Hashable, Sendable {
    /// `scheme://host[:port]`.
    package let siteKey: String
    /// The file as the site last answered; empty where it has none, nil where it never answered.
    package var body: [UInt8]?
    /// When the site last answered, with a file or without.
    package var fetchedAt: Timestamp?
    /// When it was last asked.
    package var checkedAt: Timestamp
    /// No earlier than this is it asked again.
    package var nextCheck: Timestamp
    /// The `ETag` and `Last-Modified` of `body`.
    package var etag: String?
    package var lastModified: String?
    /// Since when it does not answer; nil while it does.
    package var unreachableSince: Timestamp?
    /// Failed tries since then.
    package var failures: Int
    /// Why the last try failed, for a person.
    package var reason: String?

    package init(
        siteKey: String, body: [UInt8]? = nil, fetchedAt: Timestamp? = nil, checkedAt: Timestamp, nextCheck: Timestamp,
        etag: String? = nil, lastModified: String? = nil, unreachableSince: Timestamp? = nil, failures: Int = 0,
        reason: String? = nil
    ) {
        self.siteKey = siteKey
        self.body = body
        self.fetchedAt = fetchedAt
        self.checkedAt = checkedAt
        self.nextCheck = nextCheck
        self.etag = etag
        self.lastModified = lastModified
        self.unreachableSince = unreachableSince
        self.failures = failures
        self.reason = reason
    }
}
