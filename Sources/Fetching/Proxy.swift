internal import CCurl
internal import Model

/// The proxy that a policy names, if any: tells its failures from those of the sites behind it.
struct Proxy: Sendable {
    let isUsed: Bool
    /// Speaks SOCKS rather than HTTP.
    private let isSocks: Bool

    init(_ policy: FetchPolicy) {
        isUsed = policy.isProxied
        isSocks = policy.proxy?.lowercased().hasPrefix("socks") == true
    }

    /// Whether the transfer broke off before the proxy had got as far as the site.
    ///
    /// | the proxy | while |
    /// |---|---|
    /// | is not there | connecting |
    /// | closes the connection, or answers with an error | it is asked for a tunnel (https), or before it answers (http) |
    /// | says of itself that it does not work | its SOCKS dialogue |
    func isToBlame(for code: CURLcode, in transfer: Transfer) -> Bool {
        guard isUsed else { return false }
        let handle = transfer.handle
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT: return true
        case CURLE_PROXY: return !saysThatSiteIsAway(handle)
        case CURLE_OPERATION_TIMEDOUT: return handle.moment(CURLINFO_CONNECT_TIME_T) == .zero && !transfer.hasHeader
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            guard !isSocks else { return false }
            let isTunnel = transfer.hop.address.scheme == .https
            return isTunnel ? handle.number(CURLINFO_HTTP_CONNECTCODE) / 100 != 2 : !transfer.hasHeader
        default: return false
        }
    }

    /// Source: RFC 1928, section 6.
    private func saysThatSiteIsAway(_ handle: EasyHandle) -> Bool {
        let away = [
            CURLPX_REPLY_HOST_UNREACHABLE, CURLPX_REPLY_NETWORK_UNREACHABLE, CURLPX_REPLY_CONNECTION_REFUSED,
            CURLPX_REPLY_TTL_EXPIRED,
        ]
        return away.contains { Int($0.rawValue) == handle.number(CURLINFO_PROXY_ERROR) }
    }
}
