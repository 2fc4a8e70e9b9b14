internal import Archiving
internal import Extraction
internal import Logging
internal import Model
internal import Serving
internal import Storage
internal import Threading

/// The HTTP server beside the daemon's work: begun before it, ended after it.
struct HTTPService: Sendable {
    private let work: Task<Void, Never>
    private let store: SQLiteStore

    /// Opens the address of `http.listen`.
    ///
    /// - Parameters:
    ///   - pool: where kept pages are read again.
    ///   - meters: what the work measures.
    ///   - current: the configuration that the daemon goes by at the moment.
    /// - Returns: nil where no server is wanted.
    /// - Throws: `.unavailable` if it cannot listen on the address.
    static func open(
        _ configuration: Configuration, archive: ArchiveFolder, pool: ReadingPool, pulse: LivenessMonitor,
        time: DaemonClock,
        meters: Meters, logger: Logger,
        current: @escaping @Sendable () -> Configuration
    ) async throws(CommandFailure) -> HTTPService? {
        guard let listen = configuration.http.listen else { return nil }
        // Connections of its own: whoever reads here never takes one from the work.
        let store = try Wiring.store(configuration)
        let disk = WorkerThreads(label: "dibao.serving", count: 4)
        let search = LazySearchIndex(configuration, disk: disk, time: time, logger: logger)
        let holdings = ServerDependencies(
            catalogue: store, text: { file in try await disk.run { try archive.read(file) } },
            status: {
                try await StatusGathering(configuration: current(), store: store, now: time.now()).report()
            },
            trouble: {
                pulse.isAlive(within: .seconds(30)) ? nil : "The scheduler has made no progress for 30 seconds."
            }, now: time.now,
            search: { await search.desk() },
            topics: { current().topics.map { NamedTopic(id: $0.id, name: $0.name) } },
            explain: { article in
                try await ExplanationService(configuration: current(), archive: archive, pool: pool, disk: disk)
                    .explain(article)
            })
        let settings = HTTPSettings(configuration.http, listen)
        let server = HTTPServer(settings, holdings: holdings, meters: meters, logger: logger)
        let (opened, opening) = AsyncStream<Result<Int, CommandFailure>>.makeStream()
        let work = Task {
            do throws(ServingFailure) {
                try await server.run { opening.yield(.success($0)) }
            } catch {
                opening.yield(.failure(refusal(of: listen, error)))
                logger.debug("the server has ended", metadata: ["reason": "\(error)"])
            }
            opening.finish()
        }
        let outcome = await opened.first { _ in true } ?? .failure(CommandFailure(.tryAgain, "stopped"))
        switch outcome {
        case .success(let port):
            logger.notice("serving", metadata: ["address": "http://\(address(of: listen, port: port))/"])
            return HTTPService(work: work, store: store)
        case .failure(let failure):
            await work.value
            throw failure
        }
    }

    /// Finishes what is under way, within five seconds.
    func close() async {
        work.cancel()
        await work.value
        try? store.close()  // it was only read
    }

    private static func refusal(of listen: ListenAddress, _ failure: ServingFailure) -> CommandFailure {
        CommandFailure(
            .unavailable,
            "http.listen: cannot listen on \(address(of: listen, port: listen.port)): \(oneLine(failure.description)); "
                + "choose another port, or \"\" for no server")
    }

    private static func address(of listen: ListenAddress, port: Int) -> String {
        (listen.host.contains(":") ? "[\(listen.host)]" : listen.host) + ":\(port)"
    }
}

extension HTTPSettings {
    /// What the server is opened with.
    init(_ settings: Configuration.HTTP, _ listen: ListenAddress) {
        self.init(
            host: listen.host, port: listen.port, isLoopback: listen.isLoopback, token: settings.token,
            names: settings.names, origins: settings.origins, rate: settings.rate)
    }
}
