internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Where the server listens, and whom it answers.
package struct HTTPSettings: Hashable, Sendable {
    /// A name or an address; IPv6 without brackets.
    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    /// Whether only programs on this machine can reach the host.
    package var isLoopback: Bool
    /// Asked of every request but those for health; empty: none is.
    package var token: String
    /// Names under which the server may be called beside its own: those of a proxy before it.
    package var names: [String]
    /// Sites whose scripts may read what is served, as `https://news.example.org`; `*` for all.
    package var origins: [String]
    /// Requests a second that one address may send for long; 0: any number.
    package var rate: Int
    package var limits = ConnectionLimits()

    package init(
        host: String, port: Int, isLoopback: Bool, token: String = "", names: [String] = [],
        origins: [String] = [], rate: Int = 0
    ) {
        self.rate = rate
        self.host = host
        self.port = port
        self.isLoopback = isLoopback
        self.token = token
        self.names = names
        self.origins = origins
    }
}

/// The daemon's server: reading room, API, feeds, metrics. It only reads.
package struct HTTPServer: Sendable {
    private let settings: HTTPSettings
    private let holdings: ServerDependencies
    private let meters: Meters
    private let logger: Logger

    /// - Parameter meters: what the daemon measures, to be shown.
    package init(_ settings: HTTPSettings, holdings: ServerDependencies, meters: Meters = Meters(), logger: Logger) {
        self.settings = settings
        self.holdings = holdings
        self.meters = meters
        self.logger = logger
    }

    /// Who says nothing for so long is hung up on.
    private static let idleSeconds: Int64 = 75
    /// Requests that are under way when the server is told to end have this long.
    private static let grace = Duration.seconds(5)

    /// Serves until the task is cancelled; what is under way then is finished within five seconds.
    ///
    /// - Parameter whenListening: called once, with the port that the system gave.
    /// - Throws: why it cannot listen on the address.
    package func run(whenListening: @escaping @Sendable (Int) async -> Void) async throws(ServingFailure) {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)  // a client that hangs up is no news
        let connections = ConnectionTable(settings.limits)
        let application = Application(
            router: RequestGuard(
                settings, connections: connections, meters: meters, problemPage: ProblemPage(now: holdings.now),
                logger: logger
            ).router(
                to: ServerRouter.all(holdings, meters), context: VisitorContext.self),
            server: http(over: connections),
            configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? settings.port) },
            logger: quiet)
        var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
        configuration.maximumGracefulShutdownDuration = HTTPServer.grace
        let group = ServiceGroup(configuration: configuration)
        let work = Task { try await group.run() }
        do {
            // The group is told to end, not cancelled: answers under way are finished.
            try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                Task { await group.triggerGracefulShutdown() }
            }
        } catch {
            throw ServingFailure(error)
        }
    }
}

extension HTTPServer {
    private func http(over connections: ConnectionTable) -> HTTPServerBuilder {
        HTTPServerBuilder { [limits = settings.limits] responder in
            let http = HTTP1Channel(
                responder: responder,
                configuration: .init(
                    additionalChannelHandlers: [MalformedRequestHandler()],
                    idleTimeout: .seconds(HTTPServer.idleSeconds)))
            return LimitedChannel(http: http, table: connections, limits: limits)
        }
    }
}

/// Why the server does not serve.
package enum ServingFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another program listens there.
    case addressTaken
    /// The system's words.
    case refused(String)

    init(_ error: any Error) {
        if let error = error as? IOError {
            self = error.errnoCode == EADDRINUSE ? .addressTaken : .refused(String(cString: strerror(error.errnoCode)))
        } else {
            self = .refused("\(error)")
        }
    }

    package var description: String {
        switch self {
        case .addressTaken: "address already in use"
        case .refused(let reason): reason
        }
    }
}

/// Who asks, and what Hummingbird knows of the request.
struct VisitorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
