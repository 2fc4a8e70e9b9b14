import Fetching
import Foundation
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
struct FetcherTests {
    @Test("An answer comes with its status, header, body and sender")
    func page() async throws {
        try await withWeb(answering: { _ in
            .page("<p>江门</p>", headers: [("ETag", "\"1\""), ("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")])
        }) { fetcher, web in
            let response = try await fetcher.get(web.url("/a?b"))
            #expect(response.status == 200)
            #expect(response.reason == "Status")
            #expect(response.httpVersion == "1.1")
            #expect(response.body == Array("<p>江门</p>".utf8))
            #expect(response.contentType?.type == "text/html")
            #expect(response.charset == "utf-8")
            #expect(response.remoteAddress == "127.0.0.1")
            #expect(response.redirects.isEmpty)
            #expect(response.address.target == "/a?b")
            #expect(response.version == KnownVersion(etag: "\"1\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT"))
            #expect(response.timing.total > .zero)
            #expect(response.timing.total >= response.timing.firstByte)
        }
    }

    @Test("A request says who asks and what is known, and own fields replace those of the policy")
    func request() async throws {
        let sent = try await withWeb(
            { $0.userAgent = "dibao/1.0 (+mailto:desk@example.org)" },
            answering: { _ in .page("", status: 304) }
        ) { fetcher, web in
            let accept = try #require(HeaderField("accept", "application/xml"))
            let empty = try #require(HeaderField("X-Empty", ""))
            let known = KnownVersion(etag: "W/\"x\"", lastModified: "then")
            let response = try await fetcher.get(web.url(), headers: [accept, empty], known: known)
            #expect(response.status == 304)
            return try #require(web.requests.first)
        }
        #expect(sent.method == "GET")
        #expect(sent.header("User-Agent") == "dibao/1.0 (+mailto:desk@example.org)")
        #expect(sent.header("If-None-Match") == "W/\"x\"")
        #expect(sent.header("If-Modified-Since") == "then")
        #expect(sent.headers.filter { $0.name.lowercased() == "accept" }.map(\.value) == ["application/xml"])
        #expect(sent.header("Accept-Language")?.hasPrefix("zh-CN") == true)
        #expect(sent.header("X-Empty") == "")
        #expect(sent.header("Accept-Encoding")?.contains("gzip") == true)
    }

    @Test(
        "Every content encoding that is offered is decoded",
        arguments: [
            ("gzip", Encodings.gzip(Array("江门市人民政府".utf8))),
            ("br", Encodings.brotli(Array("江门市人民政府".utf8))),
            ("zstd", [UInt8](Data(base64Encoded: "KLUv/QRYqQAA5rGf6Zeo5biC5Lq65rCR5pS/5bqcBSzqEg==") ?? Data())),
        ])
    func encodings(_ name: String, _ body: [UInt8]) async throws {
        try await withWeb(answering: { _ in .page(body, headers: [("Content-Encoding", name)]) }) { fetcher, web in
            let result = await Task { try await fetcher.get(web.url()) }.result
            let offered = web.requests.first?.header("Accept-Encoding") ?? ""
            guard offered.contains(name) else {
                return print("skipped: this libcurl has no \(name)")
            }
            let decoded = try result.get().body
            #expect(decoded == Array("江门市人民政府".utf8))
        }
    }

    @Test("Bodies come whole, whether counted, chunked or ended by the connection")
    func framings() async throws {
        let body = [UInt8](repeating: 0x61, count: 200_000)
        try await withWeb(answering: { request in
            switch request.path {
            case "/counted": .page(body)
            case "/chunked":
                Answer([
                    .send(Answer.head(200, [("Transfer-Encoding", "chunked")])),
                    .send(Answer.chunk(Array(body[..<70_000]))), .send(Answer.chunk(Array(body[70_000...]))),
                    .send(Answer.chunk([])),
                ])
            default: Answer([.send(Answer.head(200, [])), .send(body), .close])
            }
        }) { fetcher, web in
            for path in ["/counted", "/chunked", "/closed"] {
                let response = try await fetcher.get(web.url(path))
                #expect(response.body == body, "\(path)")
            }
        }
    }

    @Test("Interim answers and folded lines leave the right header")
    func headers() async throws {
        let text =
            "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\n\r\n"
        try await withWeb(answering: { _ in .raw(text) }) { fetcher, web in
            let response = try await fetcher.get(web.url())
            #expect(response.headers == [HeaderField("X-Long", "a b")])
            #expect(response.reason == "OK")
        }
    }

    @Test("An empty body is an answer", arguments: [200, 204, 404, 500])
    func empty(_ status: Int) async throws {
        try await withWeb(answering: { _ in Answer([.send(Answer.head(status, [("Content-Length", "0")]))]) }) {
            fetcher, web in
            let response = try await fetcher.get(web.url())
            #expect(response.status == status)
            #expect(response.body.isEmpty)
        }
    }

    @Test("Marks of a page's version over 1 KiB are not kept, others are, and neither fails the page")
    func longMarks() async throws {
        let long = String(repeating: "x", count: 1025)
        try await withWeb(answering: { request in
            .page(
                "a",
                headers: request.path == "/long" ? [("ETag", long), ("Last-Modified", "now")] : [("ETag", "\"7\"")])
        }) { fetcher, web in
            let response = try await fetcher.get(web.url("/long"))
            #expect(response.header("ETag") == long)
            #expect(response.version == KnownVersion(etag: nil, lastModified: "now"))
            #expect(KnownVersion(etag: String(long.dropLast()), lastModified: long).etag?.utf8.count == 1024)
            _ = try await fetcher.get(web.url("/"), known: KnownVersion(etag: long, lastModified: long))
            #expect(web.requests.last?.header("If-None-Match") == nil)
            #expect(web.requests.last?.header("If-Modified-Since") == nil)
        }
    }

    @Test("Requests one after the other share a connection")
    func keepAlive() async throws {
        try await withWeb(answering: { _ in .page("x") }) { fetcher, web in
            for _ in 0..<5 { _ = try await fetcher.get(web.url()) }
            #expect(Set(web.requests.map(\.connection)).count == 1)
            #expect(web.requests.count == 5)
        }
    }
}
