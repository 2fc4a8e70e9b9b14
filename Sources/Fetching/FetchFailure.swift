package import Model

/// Why there is no answer; a case for each thing that somebody can do about it.
package enum FetchFailure: Error, Hashable, Sendable {
    /// The name servers know no such host, or do not answer.
    case hostNotFound(host: String)
    /// The machine is there, nothing listens on that port.
    case connectionRefused(site: String)
    /// No way to the machine.
    case connectionFailed(site: String, reason: String)
    /// The connection broke before the answer was whole: reset, or closed without a word.
    case connectionLost(site: String, reason: String)
    /// The certificate is not to be trusted.
    case certificate(site: String, reason: String)
    /// The two sides found no common TLS.
    case tlsHandshake(site: String, reason: String)
    case timedOut(site: String, phase: Phase)
    /// The same address again, with the same cookies.
    case redirectLoop(at: WebAddress)
    case tooManyRedirects(from: WebAddress, limit: Int)
    /// A redirect to what is not fetched: `file:`, an invalid address, …
    case redirectRefused(from: WebAddress, to: String, reason: String)
    /// The address policy forbids dialling this IP address.
    case addressRefused(host: String, ip: String, kind: String)
    /// The decoded body passed the limit.
    case bodyTooLarge(site: String, limitBytes: Int)
    /// The body ended before its announced end, or in the middle of its coding.
    case truncated(site: String, receivedBytes: Int)
    /// The content encoding is broken, or one that cannot be read here.
    case undecodable(site: String, reason: String)
    /// What came is not HTTP as it should be.
    case protocolError(site: String, reason: String)
    /// The configured proxy does not work; it says nothing of the site.
    case proxy(reason: String)
    /// This machine ran out of something, or libcurl would not take an option.
    case local(reason: String)
    /// The task was cancelled.
    case cancelled
    /// The fetcher was shut down.
    case shuttingDown

    /// What a transfer was waiting for when its time was up.
    package enum Phase: String, Hashable, Sendable {
        case lookingUpName = "looking up the name"
        /// With the TLS handshake, which libcurl's figures do not tell apart.
        case connecting = "connecting"
        case waiting = "waiting for the answer"
        case receiving = "receiving the answer"
    }

    /// Whether the same request may well succeed in a minute.
    package var isWorthRetrying: Bool {
        switch self {
        case .hostNotFound, .connectionRefused, .connectionFailed, .connectionLost, .tlsHandshake, .timedOut,
            .truncated,
            .proxy, .local:
            true
        case .certificate, .redirectLoop, .tooManyRedirects, .redirectRefused, .addressRefused, .bodyTooLarge,
            .undecodable, .protocolError, .cancelled, .shuttingDown:
            false
        }
    }
}

extension FetchFailure: CustomStringConvertible {
    /// One line: what failed, where, and what to do.
    package var description: String {
        switch self {
        case .hostNotFound(let host):
            "\(host): no such host, or no name server answers; check the spelling and this machine's DNS"
        case .connectionRefused(let site):
            "\(site): connection refused; nothing listens there now, check the port or try again later"
        case .connectionFailed(let site, let reason):
            "\(site): cannot connect (\(reason)); check this machine's network or try again later"
        case .connectionLost(let site, let reason):
            "\(site): the connection broke (\(reason)); try again later"
        case .certificate(let site, let reason):
            "\(site): its certificate is not trusted (\(reason)); check this machine's clock and its ca-certificates "
                + "package, else only the site's owner can mend it"
        case .tlsHandshake(let site, let reason):
            "\(site): no secure connection (\(reason)); try http:// or try again later"
        case .timedOut(let site, let phase):
            "\(site): timed out while \(phase.rawValue); try again later or raise fetch.timeout"
        case .redirectLoop(let address):
            "\(address): redirects in a circle; open it in a browser to see whether it needs a login"
        case .tooManyRedirects(let address, let limit):
            "\(address): more than \(limit) redirects; open it in a browser to see where it leads"
        case .redirectRefused(let address, let target, let reason):
            "\(address): redirects to \(target), which is not fetched: \(reason)"
        case .addressRefused(let host, let ip, let kind):
            "\(host): \(ip) is \(kind), which is not dialled; set fetch.private_addresses = true to allow it"
        case .bodyTooLarge(let site, let limit):
            "\(site): the page is larger than \(limit) bytes; raise fetch.max_body if it is wanted"
        case .truncated(let site, let received):
            "\(site): the answer ended early, after \(received) bytes; try again later"
        case .undecodable(let site, let reason):
            "\(site): the answer's content encoding is broken (\(reason)); only the site's owner can mend it"
        case .protocolError(let site, let reason):
            "\(site): the answer is not valid HTTP (\(reason)); check that a web server listens there"
        case .proxy(let reason):
            "the proxy does not work (\(reason)); check fetch.proxy and the proxy itself, the site was not asked"
        case .local(let reason):
            "this machine cannot fetch now (\(reason)); check memory, the limit of open files and fetch.proxy"
        case .cancelled: "cancelled"
        case .shuttingDown: "not fetched: shutting down"
        }
    }
}
