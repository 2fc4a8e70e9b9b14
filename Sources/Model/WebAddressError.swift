/// What keeps a text from being a web address.
package enum WebAddressError: Error, Hashable, Sendable {
    case empty
    /// Longer than `limit` bytes.
    case tooLong(limit: Int)
    /// A relative reference where an absolute address is needed.
    case noScheme
    /// Neither http nor https; the scheme in lower case.
    case schemeNotFetchable(String)
    case noHost
    /// A user name or password; they are not repeated here.
    case userInformation
    /// The host as written, and why it cannot be one.
    case host(String, reason: String)
    /// The port as written.
    case port(String)
}

extension WebAddressError: CustomStringConvertible {
    /// One sentence for the person who wrote the address.
    package var description: String {
        switch self {
        case .empty: "the address is empty"
        case .tooLong(let limit): "the address is longer than \(limit) bytes"
        case .noScheme: "the address must start with http:// or https://"
        case .schemeNotFetchable(let scheme): "only http and https are fetched, not \(scheme):"
        case .noHost: "the address names no host"
        case .userInformation: "the address must not carry a user name or password"
        case .host(let host, let reason): "the host \"\(host)\" is not valid: \(reason)"
        case .port(let port): "the port \"\(port)\" is not a number from 0 to 65535"
        }
    }
}
