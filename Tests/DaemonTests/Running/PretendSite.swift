import Foundation
import LoopbackWeb

/// A site on loopback whose pages a test sets and changes; it answers 304 to those who know a page already.
final class PretendSite: @unchecked Sendable {
    // Sendable: `pages` is touched only while `lock` is held.
    private let lock = NSLock()
    private var pages: [String: Answer] = [:]
    private let onRequest: @Sendable () -> Void
    private(set) var web: LoopbackWeb!  // set by the initializer, whose closure needs the site

    /// - Parameters:
    ///   - robots: the text of its robots.txt; nil: it has none.
    ///   - onRequest: called on every request, on a thread of its own.
    init(on host: String, robots: String? = nil, onRequest: @escaping @Sendable () -> Void = {}) throws {
        self.onRequest = onRequest
        if let robots { set("/robots.txt", robots, type: "text/plain") }
        web = try LoopbackWeb(on: host) { [weak self] request in
            self?.answer(request) ?? .page("", status: 503)
        }
    }

    deinit { web?.stop() }

    var origin: String { "http://\(web.host):\(web.port)" }

    func set(_ path: String, _ text: String, type: String = "text/html; charset=utf-8") {
        set(path, Array(text.utf8), type: type)
    }

    func set(_ path: String, _ bytes: [UInt8], type: String = "text/html; charset=utf-8") {
        let mark = "\"\(bytes.count)-\(bytes.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) })\""
        set(path, .page(bytes, headers: [("ETag", mark)], type: type))
    }

    func set(_ path: String, _ answer: Answer?) { lock.withLock { pages[path] = answer } }

    func answer(at path: String) -> Answer? { lock.withLock { pages[path] } }

    /// The requests so far, `robots.txt` among them.
    var targets: [String] { web.requests.map(\.target) }

    private func answer(_ request: RecordedRequest) -> Answer {
        onRequest()
        guard let answer = lock.withLock({ pages[request.target] }) else {
            return .page("<html><body><h1>404 Not Found</h1></body></html>", status: 404)
        }
        if let mark = request.header("If-None-Match"), let first = answer.steps.first, case .send(let bytes) = first,
            String(decoding: bytes.prefix(400), as: UTF8.self).contains("ETag: \(mark)")
        {
            return Answer([.send(Answer.head(304, [("ETag", mark)]))])
        }
        return answer
    }
}
