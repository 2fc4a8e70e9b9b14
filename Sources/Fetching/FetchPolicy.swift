/// How pages are fetched: limits, patience, and what is dialled at all. The defaults are those of the configuration.
package struct FetchPolicy: Hashable, Sendable {
    /// Named to every site.
    package var userAgent = "dibao/1.0"
    /// Sent with every request, unless the request has a field of the same name.
    package var headers: [HeaderField] = FetchPolicy.standardHeaders
    /// For name, connection and TLS handshake of one hop.
    package var connectTimeout: Duration = .seconds(10)
    /// For a request with all its redirects; waiting for a free slot does not count.
    package var totalTimeout: Duration = .seconds(30)
    /// A transfer that stays below `lowSpeedBytesPerSecond` for this long is given up.
    package var lowSpeedTime: Duration = .seconds(20)
    package var lowSpeedBytesPerSecond = 64
    /// Of the decoded body.
    package var maxBodyBytes = 16 << 20
    package var maxRedirects = 10
    /// Transfers at once, all hosts together.
    package var maxConcurrent = 64
    /// Transfers at once to one host.
    package var maxPerHost = 1
    /// Whether loopback, private and other special addresses may be dialled.
    package var allowsPrivateAddresses = false
    /// `http://host:port`, `socks5h://host:port`, …; nil or empty dials directly. The proxy's own address is not checked;
    /// names that it looks up itself cannot be.
    package var proxy: String?
    /// A PEM file of the authorities to trust instead of the system's.
    package var caBundle: String?

    package init() {}

    var isProxied: Bool { proxy.map { !$0.isEmpty } ?? false }

    private static let standardHeaders = [
        HeaderField("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        HeaderField("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"),
    ].compactMap(\.self)
}
