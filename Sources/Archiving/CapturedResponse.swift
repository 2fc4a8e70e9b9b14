package import Model

/// An HTTP response as it is kept: what came over the wire, but with its body decoded.
package struct CapturedResponse: Hashable, Sendable {
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The URL that was asked for and answered thus.
    package let url: String
    package let at: Timestamp
    /// The address that was dialled; nil where a proxy hides it.
    package let remoteAddress: String?
    /// `1.1` or `2`.
    package let httpVersion: String
    package let status: Int
    /// In the order in which they came.
    package let headers: [Header]
    package let body: [UInt8]
    /// Whether the body goes on where a limit or the server cut it.
    package let isTruncated: Bool

    package init(
        url: String, at: Timestamp, remoteAddress: String?, httpVersion: String, status: Int, headers: [Header],
        body: [UInt8], isTruncated: Bool = false
    ) {
        self.url = url
        self.at = at
        self.remoteAddress = remoteAddress
        self.httpVersion = httpVersion
        self.status = status
        self.headers = headers
        self.body = body
        self.isTruncated = isTruncated
    }
}
