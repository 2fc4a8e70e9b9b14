import LoopbackWeb
import PropertyTesting
import Testing

@testable import Daemon

/// Whatever a site answers, in whatever order, with words that belong to no answer of its kind: nothing ends, and archive
/// and database agree.
@Suite struct OneWayPropertyTests {
    private struct Part: CustomStringConvertible, Sendable {
        var status: Int
        var body: Int
        var headers: [(String, String)]

        var description: String { "\(status) \(body) \(headers)" }

        var answer: Answer {
            let bytes = OneWayPropertyTests.bodies[body]
            guard status != 304 else { return Answer([.send(Answer.head(304, headers))]) }
            return .page(bytes, status: status, headers: headers)
        }
    }

    private static let bodies: [[UInt8]] = [
        Array(PageAnswers.page().utf8), Array(PageAnswers.page().dropLast(150).utf8), [], Array(" \n".utf8),
        Array(PageAnswers.login.utf8), Array(PageAnswers.list.utf8), Array(PageAnswers.firewall.utf8),
        Array(PageAnswers.missing.utf8), Array("\u{7F}ELF\0\0\0\0".utf8),
        Array("<meta http-equiv=refresh content='0;url=/p'>".utf8),
        Array(PageAnswers.page(Newspaper.other(3), head: "<link rel=canonical href=/q>").utf8),
        Array(PageAnswers.page(["附近居民可以在这里办理业务。"]).utf8),
        Array(
            PageAnswers.page(foot: "<a href=/p>1</a> <a href=/p?page=2>2</a> <a href=/p?page=2>下一页</a>").utf8),
    ]

    private static let words = [
        "", "0", "-1", "99999999999999999999", "soon", "Wed, 04 Mar 2026 13:00:00 GMT", "/p", "/q", "http://", "//",
        "\"1\"",
        "W/\"", "gzip", "utf-8", "identity", "text/html; charset=", "application/pdf", "nonsense",
    ]

    private static func part(_ choices: inout Choices) -> Part {
        let status = choices.pick([
            200, 200, 200, 200, 201, 203, 204, 206, 226, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 404,
            405,
            408, 410, 412, 418, 425, 429, 451, 468, 500, 502, 503, 521, 599, 600, 999,
        ])
        let names = [
            "Location", "Retry-After", "ETag", "Last-Modified", "Content-Encoding", "Refresh", "Content-Range",
        ]
        return Part(
            status: status, body: choices.int(0...bodies.count - 1),
            headers: choices.array(0...2) { ($0.pick(names), $0.pick(words)) })
    }

    @Test func anyAnswersInAnyOrderEndNothing() async throws {
        let time = ManualTime("2026-03-04T20:00:00+08:00")
        await checkProperty(count: 60) { choices in
            choices.array(1...6) { OneWayPropertyTests.part(&$0) }
        } claim: { parts in
            do {
                let workshop = try Workshop()
                let visits = Counter()
                return try await LoopbackWeb.serve { request in
                    guard request.path != "/robots.txt" else { return .page("", status: 404) }
                    return parts[visits.next() % parts.count].answer
                } during: { web in
                    for _ in 0..<3 {
                        let run = try await workshop.fetch([web.url("/p")], time: time.noting)
                        guard [.done, .someFailed, .tryAgain].contains(run.status) else {
                            return "\(run.status): \(run.errors)"
                        }
                        if run.status == .someFailed, run.errors.isEmpty { return "it failed without a word" }
                    }
                    let wrong = try await workshop.disagreements()
                    return wrong.isEmpty ? nil : wrong.joined(separator: "; ")
                }
            } catch {
                return "\(error)"
            }
        }
    }
}
