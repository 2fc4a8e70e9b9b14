package import Model

/// What to get.
package struct Request: Hashable, Sendable {
    package var address: WebAddress
    /// Besides those of the policy. They stay on the address's own site: a redirect to another drops them.
    package var headers: [HeaderField]
    /// What is known of the page already; nil asks for it in any case.
    package var known: KnownVersion?
    /// In place of the policy's `totalTimeout`.
    package var timeout: Duration?
    /// Posts these bytes instead of getting the page; no redirect takes them along.
    package var body: [UInt8]?
    /// So many bytes of the decoded body are enough: the rest is not waited for, and is no failure however long. Nil
    /// wants all of it, and up to the policy's `maxBodyBytes`.
    package var firstBytes: Int?

    package init(
        _ address: WebAddress, headers: [HeaderField] = [], known: KnownVersion? = nil, timeout: Duration? = nil
    ) {
        self.address = address
        self.headers = headers
        self.known = known
        self.timeout = timeout
    }
}

/// The marks of a page as it was last served; a site answers 304 while they still hold.
package struct KnownVersion: Hashable, Sendable {
    /// The `ETag` field as it came.
    package let etag: String?
    /// The `Last-Modified` field as it came.
    package let lastModified: String?

    /// Longer marks are not kept: no site needs them, and they would be sent back with every request.
    package static let markLimitBytes = 1024

    /// Marks over the limit become nil.
    package init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag.flatMap(KnownVersion.limited)
        self.lastModified = lastModified.flatMap(KnownVersion.limited)
    }

    private static func limited(_ mark: String) -> String? { mark.utf8.count <= markLimitBytes ? mark : nil }

    /// Source: RFC 9110, sections 13.1.2 and 13.1.3.
    var headers: [HeaderField] {
        [
            etag.flatMap { HeaderField("If-None-Match", $0) },
            lastModified.flatMap { HeaderField("If-Modified-Since", $0) },
        ].compactMap(\.self)
    }
}
