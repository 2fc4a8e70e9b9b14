import Fetching
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
struct RedirectTests {
    @Test("A chain is followed and told", arguments: [301, 302, 303, 307, 308])
    func follows(_ status: Int) async throws {
        try await withWeb(answering: { request in
            switch request.path {
            case "/a": .redirect(to: "b/c?x=1#top", status: status)
            case "/b/c": .redirect(to: "/江门", status: status)
            default: .page("here")
            }
        }) { fetcher, web in
            let response = try await fetcher.get(web.url("/a"))
            #expect(response.body == Array("here".utf8))
            #expect(response.address.path == "/%E6%B1%9F%E9%97%A8")
            #expect(
                response.redirects == [
                    Redirect(status: status, from: address(web.url("/a")), to: address(web.url("/b/c?x=1"))),
                    Redirect(status: status, from: address(web.url("/b/c?x=1")), to: response.address),
                ])
        }
    }

    @Test("A redirect without a target, and a status that is none, are answers")
    func answers() async throws {
        try await withWeb(answering: { request in
            request.path == "/300" ? .redirect(to: "/x", status: 300) : .page("", status: 302)
        }) { fetcher, web in
            let statuses = [
                try await fetcher.get(web.url("/300")).status, try await fetcher.get(web.url("/302")).status,
            ]
            #expect(statuses == [300, 302])
        }
    }

    @Test("A circle is found out")
    func loop() async throws {
        try await withWeb(answering: { .redirect(to: $0.path == "/a" ? "/b" : "/a") }) { fetcher, web in
            #expect(await fetcher.failure(of: web.url("/a")) == .redirectLoop(at: address(web.url("/a"))))
            #expect(web.requests.count == 2)
        }
    }

    @Test("An endless chain ends at the limit")
    func tooMany() async throws {
        let count = Counter()
        try await withWeb({ $0.maxRedirects = 5 }, answering: { _ in .redirect(to: "/\(count.next())") }) {
            fetcher, web in
            let start = address(web.url("/start"))
            #expect(await fetcher.failure(of: start.description) == .tooManyRedirects(from: start, limit: 5))
            #expect(web.requests.count == 6)
        }
    }

    @Test(
        "A redirect to what is not fetched is refused",
        arguments: [
            "file:///etc/passwd", "javascript:alert(1)", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "http://a b/",
            "gopher://127.0.0.1:25/", "data:text/html,x",
        ])
    func refused(_ target: String) async throws {
        try await withWeb(answering: { _ in .redirect(to: target) }) { fetcher, web in
            guard case .redirectRefused(let from, let to, let reason)? = await fetcher.failure(of: web.url()) else {
                Issue.record("\(target) was not refused")
                return
            }
            #expect(from == address(web.url()))
            #expect(to == target)
            #expect(!reason.isEmpty)
        }
    }

    @Test("The whole chain shares one time limit")
    func sharedTimeout() async throws {
        let gate = try Gate()
        let answering: LoopbackWeb.Answering = { request in
            request.path == "/a"
                ? Answer([.send(Answer.head(302, [("Location", "/b"), ("Content-Length", "0")]))]) : Answer([.hang])
        }
        try await withWeb({ $0.totalTimeout = .milliseconds(400) }, answering: answering) { fetcher, web in
            let failure = await fetcher.failure(of: web.url("/a"))
            #expect(failure == .timedOut(site: "127.0.0.1:\(web.port)", phase: .waiting))
        }
        gate.open()
    }

    @Test("Cookies are kept within a chain and forgotten after it")
    func cookies() async throws {
        try await withWeb(answering: { request in
            if request.path == "/wall", request.header("Cookie") == nil {
                return .redirect(to: "/wall", headers: [("Set-Cookie", "pass=1; Path=/")])
            }
            return .page(request.header("Cookie") ?? "none", headers: [("Set-Cookie", "late=1; Path=/")])
        }) { fetcher, web in
            let first = try await fetcher.get(web.url("/wall"))
            #expect(first.body == Array("pass=1".utf8))
            for _ in 0..<3 {
                let next = try await fetcher.get(web.url("/next"))
                #expect(next.body == Array("none".utf8))
            }
            let again = try await fetcher.get(web.url("/wall"))
            #expect(again.redirects.count == 1)
        }
    }

    @Test("Cookies and own fields do not go to another host")
    func otherHost() async throws {
        try await LoopbackWeb.serve(on: "127.0.0.2", { _ in .page("other") }) { other in
            let target = other.url("/x")
            try await withWeb(answering: { _ in .redirect(to: target, headers: [("Set-Cookie", "a=1; Path=/")]) }) {
                fetcher, web in
                let secret = try #require(HeaderField("X-Secret", "1"))
                let known = KnownVersion(etag: "\"e\"")
                let response = try await fetcher.get(web.url(), headers: [secret], known: known)
                #expect(response.body == Array("other".utf8))
                #expect(web.requests.first?.header("X-Secret") == "1")
                let sent = try #require(other.requests.first)
                #expect(sent.header("Cookie") == nil)
                #expect(sent.header("X-Secret") == nil)
                #expect(sent.header("If-None-Match") == "\"e\"")
            }
        }
    }
}
