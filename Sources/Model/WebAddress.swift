/// An absolute http or https address in its canonical form; always one that can be fetched, never with a user name,
/// a password or a fragment.
///
/// Read the way browsers read links: white space trimmed, `\` taken for `/`, dot segments resolved, host in lower-case
/// ASCII, default port left out. Two spellings of one address are equal.
/// Source: WHATWG URL Standard, for the special schemes http and https.
package struct WebAddress: Hashable, Sendable {
    /// The schemes that are fetched.
    package enum Scheme: String, Hashable, Sendable, CaseIterable {
        case http, https

        /// 80 or 443.
        package var defaultPort: Int { self == .http ? 80 : 443 }
    }

    /// Addresses of more bytes are refused, as written and as encoded.
    package static let lengthLimitBytes = 8192

    package let scheme: Scheme
    /// Lower-case ASCII: a domain name (Punycode where it was not ASCII), IPv4 as four decimal numbers, or IPv6
    /// compressed in brackets.
    package let host: String
    /// Nil where it is the scheme's own.
    package let port: Int?
    /// Starts with `/`, percent-encoded, without dot segments.
    package let path: String
    /// What follows `?`, percent-encoded; nil without `?`.
    package let query: String?

    /// For the parser, which has checked each part.
    init(checkedScheme scheme: Scheme, host: String, port: Int?, path: String, query: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// Reads an absolute address.
    ///
    /// - Throws: what is wrong with the text, for a person.
    package init(parsing text: String) throws(WebAddressError) {
        self = try WebAddressParser.address(in: text, base: nil)
    }

    /// What a link on this page points to, without its fragment; nil where that is no http or https address
    /// (`javascript:`, `mailto:`, `data:`, …) or no valid one.
    package func resolving(_ reference: String) -> WebAddress? {
        try? WebAddressParser.address(in: reference, base: self)  // a link that leads nowhere has no further use
    }

    /// `host`, or `host:port` where the port is not the scheme's own.
    package var authority: String {
        port.map { "\(host):\($0)" } ?? host
    }

    /// What politeness and robots.txt are about: `scheme://host[:port]`.
    package var siteKey: String { "\(scheme.rawValue)://\(authority)" }

    /// The port that is dialled.
    package var effectivePort: Int { port ?? scheme.defaultPort }

    /// Path and query, as a request line has them.
    package var target: String {
        query.map { "\(path)?\($0)" } ?? path
    }
}

extension WebAddress: CustomStringConvertible {
    /// The whole address; parsing it gives the same value.
    package var description: String { siteKey + target }
}

extension WebAddress: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do throws(WebAddressError) {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.description, underlyingError: error))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
