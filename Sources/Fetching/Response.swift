package import Model

/// What a site answered, whatever its status.
package struct Response: Hashable, Sendable {
    /// Where the answer came from in the end.
    package var address: WebAddress
    /// The way from the request's address to this one.
    package var redirects: [Redirect]
    /// 200 to 599.
    package let status: Int
    /// What follows the status on its line; empty in HTTP/2.
    package let reason: String
    /// `1.0`, `1.1` or `2`.
    package let httpVersion: String
    /// In the order in which they came.
    package let headers: [HeaderField]
    /// Without its content encoding.
    package let body: [UInt8]
    /// The IP address that answered; the proxy's where there is one.
    package let remoteAddress: String
    package let timing: Timing

    /// The value of the first field of that name, in any case.
    package func header(_ name: String) -> String? { headers.value(of: name) }

    /// What the header says the body is.
    package var contentType: ContentType? { header("Content-Type").flatMap { ContentType($0) } }

    /// The charset that the header declares, as written.
    package var charset: String? { contentType?.charset }

    /// What `Request.known` takes the next time.
    package var version: KnownVersion { KnownVersion(etag: header("ETag"), lastModified: header("Last-Modified")) }
}

/// One step on the way to a page.
package struct Redirect: Hashable, Sendable {
    /// 301, 302, 303, 307 or 308.
    package let status: Int
    package let from: WebAddress
    package let to: WebAddress

    package init(status: Int, from: WebAddress, to: WebAddress) {
        self.status = status
        self.from = from
        self.to = to
    }
}

/// How long the last hop took, each moment counted from its start; zero where there was no such moment.
package struct Timing: Hashable, Sendable {
    package let nameFound: Duration
    package let connected: Duration
    package let secured: Duration
    package let firstByte: Duration
    package let total: Duration
}
