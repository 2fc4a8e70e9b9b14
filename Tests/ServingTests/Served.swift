import Foundation
import Logging
import Model
import Storage
import Testing

@testable import Serving

/// A server under test, over a store of its own.
struct Served {
    let port: Int
    let store: SQLiteStore
    let index: SQLiteSearchIndex
    let shelf: Shelf
    /// Tells the server to end, before the test is over.
    let stop: @Sendable () -> Void

    /// GET, on a connection of its own.
    func get(
        _ target: String, _ headers: [String: String] = [:], method: String = "GET", from source: String = "127.0.0.1"
    ) async throws -> Answer {
        let fields = ["Host": "127.0.0.1:\(port)"].merging(headers) { $1 }.sorted { $0.key < $1.key }
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try await send(
            Array("\(method) \(target) HTTP/1.1\r\n\(lines)Connection: close\r\n\r\n".utf8), from: source)
    }

    /// As `get`; nil where the server hangs up instead.
    func answer(to target: String, from source: String) async throws -> Answer? {
        let port = port
        return Answer(
            try await blocking {
                let wire = try Wire(port: port, from: source)
                defer { wire.close() }
                wire.send(Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8))
                return wire.receiveAll()
            })
    }

    /// Sends bytes, and reads until the server hangs up.
    func send(_ bytes: [UInt8], from source: String = "127.0.0.1") async throws -> Answer {
        let port = port
        let answer = try await blocking {
            let wire = try Wire(port: port, from: source)
            defer { wire.close() }
            wire.send(bytes)
            return wire.receiveAll()
        }
        return try #require(Answer(answer), "no answer to read in \(answer.count) bytes")
    }
}

/// The texts and moods of a pretend daemon.
final class Shelf: @unchecked Sendable {
    // Sendable: the fields are touched only while `lock` is held.
    private let lock = NSLock()
    private var texts: [String: [UInt8]] = [:]
    private var reason: String?
    private var gathered = 0
    private var explanations: [ArticleID: Explanation] = [:]

    subscript(file: String) -> [UInt8]? {
        get { lock.withLock { texts[file] } }
        set { lock.withLock { texts[file] = newValue } }
    }

    /// Why a page reads as it does; none where its response was not kept.
    func explanation(of id: ArticleID) -> Explanation? { lock.withLock { explanations[id] } }

    func explain(_ id: ArticleID, _ explanation: Explanation) { lock.withLock { explanations[id] = explanation } }

    /// How often the status was gathered.
    var gatherings: Int { lock.withLock { gathered } }

    func noteGathering() { lock.withLock { gathered += 1 } }

    /// Why the daemon is not ready.
    var trouble: String? {
        get { lock.withLock { reason } }
        set { lock.withLock { reason = newValue } }
    }
}

struct Missing: Error {}

/// Runs a test against a server on a port of its own, over an empty store.
func withServer(
    isolation: isolated (any Actor)? = #isolation, token: String = "", names: [String] = [],
    origins: [String] = [], isLoopback: Bool = true, rate: Int = 0, hasIndex: Bool = true,
    limits: ConnectionLimits = ConnectionLimits(),
    _ body: (Served) async throws -> Void
) async throws {
    var template = Array("/tmp/dibao-test-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SQLiteStore(path: "\(folder)/dibao.db", coder: PlainCoder())
    let index = try SQLiteSearchIndex(path: "\(folder)/dibao.db.search", state: "\(folder)/dibao.db")
    let shelf = Shelf()
    let holdings = ServerDependencies(
        catalogue: store,
        text: { file in
            guard let bytes = shelf[file] else { throw Missing() }
            return bytes
        },
        status: {
            shelf.noteGathering()
            return standing
        }, trouble: { shelf.trouble }, now: { time(0) },
        search: { hasIndex ? SearchClient(index: index, fold: plainFold) : nil },
        topics: { [NamedTopic(id: "bqw", name: "百千万工程")] }, explain: { shelf.explanation(of: $0.entry.event.id) })
    var settings = HTTPSettings(
        host: "127.0.0.1", port: 0, isLoopback: isLoopback, token: token, names: names,
        origins: origins, rate: rate)
    settings.limits = limits
    let (opened, opening) = AsyncStream<Int>.makeStream()
    let server = HTTPServer(
        settings, holdings: holdings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let running = Task {
        defer { opening.finish() }
        try await server.run { opening.yield($0) }
    }
    let port = await opened.first { _ in true }
    let result: Result<Void, any Error>
    do {
        try await body(
            Served(
                port: try #require(port), store: store, index: index, shelf: shelf, stop: { running.cancel() }))
        result = .success(())
    } catch {
        result = .failure(error)
    }
    running.cancel()
    _ = await running.result
    try index.close()
    try store.close()
    try result.get()
}
