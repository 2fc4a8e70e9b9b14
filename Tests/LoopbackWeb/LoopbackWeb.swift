import Foundation

/// A small web server for tests, on loopback, which misbehaves as told.
///
/// A thread accepts, one more per connection plays the answers; all of them end with `stop()`.
package final class LoopbackWeb: Sendable {
    package typealias Answering = @Sendable (RecordedRequest) -> Answer

    /// The IPv4 address it listens on.
    package let host: String
    package let port: Int
    private let core: Core

    /// - Parameters:
    ///   - host: an address in 127.0.0.0/8; each looks like another host to a client.
    ///   - port: 0 takes a free one.
    /// - Throws: `LoopbackError` when the socket cannot be had.
    package init(on host: String = "127.0.0.1", port: Int = 0, answering: @escaping Answering) throws {
        precondition(host.hasPrefix("127."), "tests stay on loopback")
        self.host = host
        core = try Core(host: host, port: port, answering: answering)
        self.port = core.port
        let core = core
        core.startThread { core.acceptAll() }
    }

    deinit { core.stop() }

    /// Serves while `body` runs.
    @discardableResult
    package static func serve<Result>(
        on host: String = "127.0.0.1", _ answering: @escaping Answering,
        during body: (LoopbackWeb) async throws -> Result
    ) async throws -> Result {
        let web = try LoopbackWeb(on: host, answering: answering)
        defer { web.stop() }
        return try await body(web)
    }

    /// `http://host:port` and the path.
    package func url(_ path: String = "/") -> String { "http://\(host):\(port)\(path)" }

    /// All requests so far, in the order of their arrival.
    package var requests: [RecordedRequest] { core.state.withLock { $0.requests } }

    /// The highest number of requests that were being answered at once.
    package var peakInProgress: Int { core.state.withLock { $0.peakInProgress } }

    /// Ends every connection; returns when the threads have ended.
    package func stop() { core.stop() }

    /// A port on which nothing listens, for the moment at least.
    package static func closedPort(on host: String = "127.0.0.1") throws -> Int {
        let listener = try Socket.listener(host: host, port: 0)
        return try listener.port()
    }
}

/// What the server's threads share.
final class Core: Sendable {
    struct State {
        var requests: [RecordedRequest] = []
        var connections = 0
        var inProgress = 0
        var peakInProgress = 0
        var isStopped = false
    }

    static let maxConnections = 512

    let state = Guarded(State())
    let port: Int
    let stopping: Pipe
    private let listener: Socket
    private let answering: LoopbackWeb.Answering
    private let threads = DispatchGroup()

    init(host: String, port: Int, answering: @escaping LoopbackWeb.Answering) throws {
        listener = try Socket.listener(host: host, port: port)
        self.port = try listener.port()
        stopping = try Pipe()
        self.answering = answering
    }

    func startThread(_ body: @escaping @Sendable () -> Void) {
        threads.enter()
        let threads = threads
        let thread = Thread {
            body()
            threads.leave()
        }
        thread.stackSize = 256 << 10
        thread.start()
    }

    func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        if isFirst { stopping.signal() }
        _ = threads.wait(timeout: .now() + 30)
    }

    func acceptAll() {
        while listener.waitReadable(or: stopping.readEnd) {
            guard let client = listener.accept() else { continue }
            let number = state.withLock { state in
                defer { state.connections += 1 }
                return state.connections
            }
            guard number < Core.maxConnections else { return }
            startThread { [self] in Connection(client, number: number, core: self).serve() }
        }
        listener.closeNow()
    }

    func answer(to request: RecordedRequest) -> Answer {
        state.withLock { state in
            state.requests.append(request)
            state.inProgress += 1
            state.peakInProgress = max(state.peakInProgress, state.inProgress)
        }
        return answering(request)
    }

    func answered() { state.withLock { $0.inProgress -= 1 } }
}
