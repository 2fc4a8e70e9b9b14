import Fetching
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
struct FetchFailureTests {
    @Test("A host that does not exist is not found")
    func noHost() async throws {
        try await withFetcher { fetcher in
            let failure = await fetcher.failure(of: "http://nowhere.invalid/")
            #expect(failure == .hostNotFound(host: "nowhere.invalid"))
        }
    }

    @Test("A port where nothing listens refuses")
    func refused() async throws {
        let port = try LoopbackWeb.closedPort()
        try await withFetcher { fetcher in
            let failure = await fetcher.failure(of: "http://127.0.0.1:\(port)/")
            #expect(failure == .connectionRefused(site: "127.0.0.1:\(port)"))
        }
    }

    @Test("An endless body ends at the limit", arguments: [true, false])
    func endless(_ isChunked: Bool) async throws {
        let junk = [UInt8](repeating: 0x61, count: 8192)
        let head = Answer.head(200, isChunked ? [("Transfer-Encoding", "chunked")] : [])
        try await withWeb(
            { $0.maxBodyBytes = 100_000 },
            answering: { _ in
                Answer([.send(head), .sendForever(isChunked ? Answer.chunk(junk) : junk)])
            }
        ) { fetcher, web in
            let failure = await fetcher.failure(of: web.url())
            #expect(failure == .bodyTooLarge(site: "127.0.0.1:\(web.port)", limitBytes: 100_000))
        }
    }

    @Test("A body of exactly the limit is taken")
    func exactly() async throws {
        try await withWeb(
            { $0.maxBodyBytes = 1000 },
            answering: { request in
                .page([UInt8](repeating: 0x61, count: request.path == "/more" ? 1001 : 1000))
            }
        ) { fetcher, web in
            let response = try await fetcher.get(web.url())
            #expect(response.body.count == 1000)
            #expect(await fetcher.failure(of: web.url("/more")) != nil)
        }
    }

    @Test("A gzip bomb is stopped by what it decodes to")
    func bomb() async throws {
        let bomb = Encodings.bomb(repeats: 1_000_000)
        #expect(bomb.count < 2 << 20)
        try await withWeb(
            { $0.maxBodyBytes = 2 << 20 },
            answering: { _ in
                .page(bomb, headers: [("Content-Encoding", "gzip")])
            }
        ) { fetcher, web in
            let failure = await fetcher.failure(of: web.url())
            #expect(failure == .bodyTooLarge(site: "127.0.0.1:\(web.port)", limitBytes: 2 << 20))
        }
    }

    @Test(
        "A body that ends early is truncated, not an answer",
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 3),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n5\r\nab", 7),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", 5),
        ])
    func truncated(_ text: String, _ received: Int) async throws {
        try await withWeb(answering: { _ in .raw(text) }) { fetcher, web in
            let failure = await fetcher.failure(of: web.url())
            #expect(failure == .truncated(site: "127.0.0.1:\(web.port)", receivedBytes: received))
        }
    }

    @Test("A connection that breaks is lost")
    func lost() async throws {
        try await withWeb(answering: { request in
            request.path == "/silent" ? Answer([.close]) : Answer([.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .reset])
        }) { fetcher, web in
            for path in ["/silent", "/reset"] {
                guard case .connectionLost(let site, _)? = await fetcher.failure(of: web.url(path)) else {
                    Issue.record("\(path) is not a lost connection")
                    continue
                }
                #expect(site == "127.0.0.1:\(web.port)")
            }
        }
    }

    @Test(
        "What is not HTTP is a protocol error",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 999999 x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: \(String(repeating: "x", count: 150_000))\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + String(repeating: "X-Fill: \(String(repeating: "x", count: 4000))\r\n", count: 80)
                + "\r\n",
        ])
    func notHTTP(_ text: String) async throws {
        try await withWeb(answering: { _ in .raw(text) }) { fetcher, web in
            guard case .protocolError(_, let reason)? = await fetcher.failure(of: web.url()) else {
                Issue.record("taken for something else: \(await fetcher.failure(of: web.url()).debugDescription)")
                return
            }
            #expect(!reason.isEmpty)
        }
    }

    @Test("A broken content encoding is told from a broken connection")
    func undecodable() async throws {
        try await withWeb(answering: { _ in .page("not gzip", headers: [("Content-Encoding", "gzip")]) }) {
            fetcher, web in
            guard case .undecodable? = await fetcher.failure(of: web.url()) else {
                Issue.record("taken for something else")
                return
            }
        }
    }

    @Test("Time runs out while waiting for an answer, and while receiving one")
    func timeouts() async throws {
        try await withWeb(
            { $0.totalTimeout = .seconds(3) },
            answering: { request in
                request.path == "/silent"
                    ? Answer([.hang])
                    : Answer([.send(Answer.head(200, [("Content-Length", "9")])), .send([0x61]), .hang])
            }
        ) { fetcher, web in
            let site = "127.0.0.1:\(web.port)"
            #expect(await fetcher.failure(of: web.url("/silent")) == .timedOut(site: site, phase: .waiting))
            #expect(await fetcher.failure(of: web.url("/half")) == .timedOut(site: site, phase: .receiving))
        }
    }

    @Test("A private address is refused before anything is sent, by number and by name", arguments: [nil, ""])
    func privateAddress(_ proxy: String?) async throws {
        try await withWeb(
            { ($0.allowsPrivateAddresses, $0.proxy) = (false, proxy) }, answering: { _ in .page("secret") }
        ) { fetcher, web in
            let byNumber = await fetcher.failure(of: web.url())
            #expect(byNumber == .addressRefused(host: "127.0.0.1", ip: "127.0.0.1", kind: "a loopback address"))
            guard
                case .addressRefused("localhost", _, "a loopback address")? = await fetcher.failure(
                    of: "http://localhost:\(web.port)/")
            else {
                Issue.record("localhost was dialled")
                return
            }
            #expect(web.requests.isEmpty)
        }
    }

    @Test("Every failure says where, and worth-retrying ones say to try again or what to check")
    func descriptions() {
        let failures: [FetchFailure] = [
            .hostNotFound(host: "h.cn"), .connectionRefused(site: "h.cn"), .connectionFailed(site: "h.cn", reason: "r"),
            .connectionLost(site: "h.cn", reason: "r"), .tlsHandshake(site: "h.cn", reason: "r"),
            .timedOut(site: "h.cn", phase: .connecting), .truncated(site: "h.cn", receivedBytes: 1),
        ]
        for failure in failures {
            #expect(failure.isWorthRetrying)
            #expect(failure.description.hasPrefix("h.cn: "))
            #expect(failure.description.contains("try") || failure.description.contains("check"))
        }
    }
}
