internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Storage

/// What every request passes before an endpoint sees it, in this order: its method, its length, the name that the
/// server is called by, its client's rate, its token. Errors are HTML pages for browsers and RFC 9457 problem documents
/// for API clients.
struct RequestGuard: Sendable {
    private let names: HostNames
    private let token: Token?
    private let rate: RateLimiter?
    fileprivate let crossOrigin: CORSPolicy
    fileprivate let connections: ConnectionTable
    private let meters: Meters
    private let problemPage: ProblemPage
    private let logger: Logger

    init(
        _ settings: HTTPSettings, connections: ConnectionTable, meters: Meters, problemPage: ProblemPage, logger: Logger
    ) {
        self.connections = connections
        self.meters = meters
        self.problemPage = problemPage
        names = HostNames(settings)
        token = settings.token.isEmpty ? nil : Token(settings.token)
        rate = settings.rate > 0 ? RateLimiter(perSecond: settings.rate) : nil
        crossOrigin = CORSPolicy(settings.origins)
        self.logger = logger
    }

    /// Bytes of path and query together.
    static let targetLimit = 16_384

    func router(to endpoints: [Endpoint], context: VisitorContext.Type) -> Router<VisitorContext> {
        let router = Router(context: context, options: .autoGenerateHeadEndpoints)
        let open = Set(endpoints.filter(\.isOpen).map(\.path))
        router.add(middleware: Gate(gatehouse: self, openPaths: open))
        for endpoint in endpoints {
            router.get(RouterPath(endpoint.path)) { request, context in
                try await endpoint.answer(request, context)
            }
        }
        return router
    }

    /// - Throws: why the request goes no further.
    ///
    func check(_ request: Request, from client: ClientAddress, isOpen: Bool) throws(Problem) {
        guard request.method == .get || request.method == .head else {
            throw Problem(405, "method-not-allowed", "Everything here is read only, by GET and HEAD.")
        }
        guard (request.head.path ?? "").utf8.count <= RequestGuard.targetLimit else {
            throw Problem(414, "target-too-long", "Path and query may have \(RequestGuard.targetLimit) bytes.")
        }
        // HTTP/1.0 may leave the host out; browsers, whom a foreign name could lead here, never do.
        let host = request.head.authority
        if let host, HostNames.name(host) == nil {
            throw Problem(
                400, "bad-host", "A request needs one Host header with a host's name, such as 127.0.0.1:8420.")
        }
        guard host.map(names.include) ?? true else {
            throw Problem(
                421, "unknown-host", "This server is not called that; http.names in its configuration adds names.")
        }
        // First the rate: tokens are not to be tried out any faster.
        if let rate, !isOpen, !rate.admits(client.description) {
            throw Problem(
                429, "too-many-requests", "More than \(rate.perSecond) requests a second; slow down.", retryAfter: 1)
        }
        if let token, !isOpen, !token.isSaid(by: request.headers) {
            throw Problem(401, "token-needed", "Say the token of http.token: Authorization: Bearer TOKEN.")
        }
    }

    /// Counts how long an answer took; one that waited for news says nothing about the server.
    func note(_ request: Request, since began: ContinuousClock.Instant) {
        guard request.uri.query?.contains("wait=") != true else { return }
        meters.requests.note(.now - began)
    }

    /// The answer to whatever went wrong on the way.
    func reply(to error: any Error, _ request: Request) -> Reply {
        problemPage.reply(to: problem(error, path: request.uri.path), request)
    }

    private func problem(_ error: any Error, path: String) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as SearchNotReady: return error.problem
        case let error as HTTPError where error.status == .notFound: return .noSuchPage
        case StorageFailure.busy, StorageFailure.cancelled, is CancellationError:
            return Problem(503, "busy", "The server has too much to do or is about to end.", retryAfter: 5)
        default:
            logger.error("a request failed", metadata: ["path": "\(path)", "reason": "\(error)"])
            return .internalError
        }
    }
}

/// The gatehouse in the router's way.
private struct Gate: RouterMiddleware {
    let gatehouse: RequestGuard
    let openPaths: Set<String>

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        defer { gatehouse.note(request, since: began) }
        if let answer = gatehouse.crossOrigin.preflight(request) { return answer }
        return gatehouse.crossOrigin.marked(await answer(request, context, next), for: request)
    }

    private func answer(
        _ request: Request, _ context: VisitorContext, _ next: (Request, VisitorContext) async throws -> Response
    ) async -> Response {
        do {
            let client = ClientAddress(context.channel.remoteAddress)
            let isOpen = openPaths.contains(request.uri.path)
            if !isOpen, gatehouse.connections.isReserve(ObjectIdentifier(context.channel)) {
                throw Problem.tooManyConnections
            }
            try gatehouse.check(request, from: client, isOpen: isOpen)
            return try await next(request, context)
        } catch {
            let response = gatehouse.reply(to: error, request).response(to: nil)
            // What the router found no endpoint for it does not strip either.
            return request.method == .head ? response.createHeadResponse() : response
        }
    }
}
