import Compressing
import LoopbackWeb
import Model
import Testing

@testable import Fetching

/// What is cut is not whole, whatever the frame says in which it came.
@Suite(.timeLimit(.minutes(30)))
struct TruncationTests {
    private static let text = Array(String(repeating: "<p>江门市人民政府，新闻。</p>", count: 200).utf8)

    static let codings: [(String, [UInt8])] = {
        let gzip = Gzip.compress(text)
        let raw = Array(gzip.dropFirst(10).dropLast(8))
        return [
            ("gzip", gzip), ("deflate", [0x78, 0x9C] + raw + Encodings.adler32(text)), ("deflate", raw),
            ("br", Encodings.brotli(text)),
        ]
    }()

    /// Frames that are whole around a body, whatever the body is.
    private static func answer(_ frame: String, _ body: [UInt8], _ label: String) -> Answer {
        let headers = [("Content-Encoding", label), ("Content-Type", "text/html")]
        switch frame {
        case "/counted": return .page(body, headers: [("Content-Encoding", label)])
        case "/chunked":
            let head = Answer.head(200, headers + [("Transfer-Encoding", "chunked")])
            return Answer([.send(head + Answer.chunk(body) + Answer.chunk([]))])
        default: return Answer([.send(Answer.head(200, headers + [("Connection", "close")]) + body), .close])
        }
    }

    @Test(
        "A coding that does not end is a truncated body in every frame; one that ends is an answer", arguments: codings)
    func codingsCut(_ label: String, _ body: [UInt8]) async throws {
        for count in [0, 1, 2, 11, body.count / 2, body.count - 9, body.count - 1, body.count] {
            try await withWeb(
                answering: { TruncationTests.answer($0.path, Array(body.prefix(count)), label) }
            ) { fetcher, web in
                for frame in ["/counted", "/chunked", "/closed"] {
                    let result = await Task { try await fetcher.get(web.url(frame)) }.result
                    if count == body.count {
                        let whole = try result.get().body
                        #expect(whole == TruncationTests.text)
                    } else if count == 0, frame != "/closed" {
                        let empty = try result.get().body
                        #expect(empty == [], "empty, and said so")
                    } else {
                        guard case .failure(FetchFailure.truncated(let site, _)) = result else {
                            Issue.record("\(label) \(frame) \(count) of \(body.count): \(result)")
                            continue
                        }
                        #expect(site == "127.0.0.1:\(web.port)")
                    }
                }
            }
        }
        #expect(FetchFailure.truncated(site: "a", receivedBytes: 0).isWorthRetrying)
    }

    @Test("Where the status says it all, a body that breaks off or cannot be read is no failure")
    func statusIsEnough() async throws {
        let cut = Array(TruncationTests.codings[0].1.dropLast(20))
        try await withWeb(
            answering: { request in
                switch request.path {
                case "/gone": .page(cut, status: 404, headers: [("Content-Encoding", "gzip")])
                case "/odd": .page("no gzip", status: 410, headers: [("Content-Encoding", "gzip")])
                case "/short": .raw("HTTP/1.1 404 x\r\nContent-Length: 10\r\n\r\nabc")
                case "/door":
                    .page(
                        Array("no gzip".utf8), status: 302, headers: [("Content-Encoding", "gzip"), ("Location", "/a")])
                default: .page("a", headers: [("Content-Encoding", "utf-8")])
                }
            }
        ) { fetcher, web in
            for (path, status) in [("/gone", 404), ("/odd", 410), ("/short", 404), ("/door", 200)] {
                let response = try await fetcher.get(web.url(path))
                #expect(response.status == status)
                if status == 200 { #expect(response.body == Array("a".utf8)) }
            }
        }
    }

    @Test("A fetch that wants the first bytes only gets them, however long, wrongly announced or endless the rest")
    func firstBytes() async throws {
        let long = [UInt8](repeating: 0x61, count: 300_000)
        try await withWeb(
            { $0.maxBodyBytes = 200_000 },
            answering: { request in
                switch request.path {
                case "/long": .page(long)
                case "/coded": .page(Gzip.compress(long), headers: [("Content-Encoding", "gzip")])
                case "/endless": Answer([.send(Answer.head(200, [])), .sendForever(long)])
                case "/cut": .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
                default: .page("abc")
                }
            }
        ) { fetcher, web in
            func first(_ path: String) async -> Result<Int, FetchFailure> {
                var request = Request(address(web.url(path)))
                request.firstBytes = 1000
                do throws(FetchFailure) {
                    return .success(try await fetcher.fetch(request).body.count)
                } catch {
                    return .failure(error)
                }
            }
            for path in ["/long", "/coded", "/endless"] { #expect(await first(path) == .success(1000), "\(path)") }
            #expect(await first("/short") == .success(3))
            let site = "127.0.0.1:\(web.port)"
            #expect(await first("/cut") == .failure(.truncated(site: site, receivedBytes: 3)))
        }
    }

    @Test(
        "A robots.txt that is cut short is not obeyed as if whole, and asked for again; of a huge one the head counts")
    func robots() async throws {
        let rules = Array("User-agent: *\nAllow: /a\nDisallow: /\n".utf8)
        let huge =
            rules + Array(repeatElement([UInt8](repeating: 0x23, count: 1023) + [0x0A], count: 17 << 10).joined())
        let gzip = Gzip.compress(rules)
        let answers: [(Answer, isHad: Bool)] = [
            (.page(Array(gzip.dropLast(12)), headers: [("Content-Encoding", "gzip")]), false),
            (.page(Array(gzip.prefix(4)), headers: [("Content-Encoding", "gzip")]), false),
            (Answer([.send(Answer.head(200, [("Content-Encoding", "gzip")])), .close]), false),
            (.raw("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nUser-agent: *\nAllow: /a\n"), false),
            (.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nUser-\r\n"), false),
            (.page(gzip, headers: [("Content-Encoding", "gzip")]), true), (.page(huge), true),
            (.page(Gzip.compress(huge), headers: [("Content-Encoding", "gzip")]), true),
        ]
        for (index, (answer, isHad)) in answers.enumerated() {
            try await withWeb(
                answering: { _ in answer }
            ) { fetcher, web in
                let clock = SetClock()
                let keeper = RobotsKeeper(
                    now: { clock.now }, fetching: { (request) throws(FetchFailure) in try await fetcher.fetch(request) }
                )
                let verdict = await keeper.verdict(for: address(web.url("/b")))
                if isHad {
                    #expect(verdict == .disallowed(rule: "Disallow: / (line 3)"), "answer \(index)")
                    #expect(await keeper.verdict(for: address(web.url("/a"))) == .allowed(crawlDelay: nil))
                    return
                }
                guard case .unknown(let until, let reason) = verdict else {
                    Issue.record("answer \(index): \(verdict)")
                    return
                }
                #expect(reason.contains("ended early"))
                #expect(until == PretendSite.startTime.adding(seconds: 60))
                clock.set(60)
                _ = await keeper.verdict(for: address(web.url("/b")))
                #expect(web.requests.count == 2, "asked again when the time has come")
            }
        }
    }
}
