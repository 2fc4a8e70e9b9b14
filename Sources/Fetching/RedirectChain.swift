internal import Model

/// The way from a request to its page: decides after each answer whether another hop follows.
///
/// | answer | decision |
/// |---|---|
/// | no redirect status, or no `Location` | this is the page |
/// | `Location` is no http or https address | refused |
/// | a place where the chain was with the same cookies | loop |
/// | more than the policy's number | refused |
/// | a literal address that the policy forbids | refused before it is dialled |
/// | else | the next hop, with the chain's cookies and what is left of its time |
struct RedirectChain {
    private let request: Request
    private let policy: FetchPolicy
    private var redirects: [Redirect] = []
    private var visited: Set<[String]> = []
    private var spent: Duration = .zero

    /// What follows an answer.
    enum Step {
        case page(Response)
        case next(RedirectStep)
    }

    init(_ request: Request, policy: FetchPolicy) {
        self.request = request
        self.policy = policy
    }

    /// - Throws: `.addressRefused` where the address itself is a forbidden IP address.
    mutating func firstHop() throws(FetchFailure) -> RedirectStep {
        var first = try hop(to: request.address, cookies: [])
        first.body = request.body
        return first
    }

    /// - Throws: `.redirectRefused`, `.redirectLoop`, `.tooManyRedirects`, `.addressRefused`, `.timedOut`.
    mutating func step(after landing: RedirectResult) throws(FetchFailure) -> Step {
        var response = landing.response
        spent += response.timing.total
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.header("Location") else {
            response.redirects = redirects
            return .page(response)
        }
        guard let target = response.address.resolving(location) else {
            throw .redirectRefused(
                from: response.address, to: FetchFailure.printable(location),
                reason: "it is not an http or https address")
        }
        guard redirects.count < policy.maxRedirects else {
            throw .tooManyRedirects(from: request.address, limit: policy.maxRedirects)
        }
        redirects.append(Redirect(status: response.status, from: response.address, to: target))
        return .next(try hop(to: target, cookies: landing.cookies))
    }

    private mutating func hop(to address: WebAddress, cookies: [String]) throws(FetchFailure) -> RedirectStep {
        let state = [address.description] + cookies.map(RedirectChain.withoutExpiry).sorted()
        guard visited.insert(state).inserted else { throw .redirectLoop(at: address) }
        if let ip = IPAddress(address.host),
            let kind = AddressPolicy(allowsPrivate: policy.allowsPrivateAddresses).refusal(of: ip)
        {
            throw .addressRefused(host: address.host, ip: ip.description, kind: kind)
        }
        let timeout = request.timeout ?? policy.totalTimeout
        guard spent < timeout else { throw .timedOut(site: address.authority, phase: .waiting) }
        let own = address.siteKey == request.address.siteKey ? request.headers : []
        return RedirectStep(
            address: address, headers: own + (request.known?.headers ?? []), cookies: cookies,
            timeout: timeout - spent, firstBytes: request.firstBytes)
    }

    /// A cookie's line without its fifth field, which moves with the clock.
    private static func withoutExpiry(_ cookie: String) -> String {
        var fields = cookie.split(separator: "\t", omittingEmptySubsequences: false)
        if fields.count > 4 { fields.remove(at: 4) }
        return fields.joined(separator: "\t")
    }
}
