import Foundation
import Logging
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct RequestGuardTests {
    @Test(arguments: [
        ("127.0.0.1", 200), ("127.0.0.1:80", 200), ("localhost:8420", 200), ("LOCALHOST", 200), ("[::1]:8420", 200),
        ("127.3.2.1", 200), ("news.example.org", 200), ("evil.example", 421), ("127.evil.example", 421),
        ("127.0.0.1.evil.example", 421), ("192.0.2.1:8420", 421), ("localhost.evil.example", 421), ("[::1", 400),
        ("0.0.0.0", 421), ("", 400), (":8420", 400), ("local host", 400), ("localhost:99999", 400),
        ("localhost:x", 400), ("user@localhost", 400), ("localhost/x", 400), ("[::1]x", 400), ("[localhost]", 400),
        ("%6cocalhos%", 400), ("localhost:", 200), ("新闻", 400),
    ])
    func whoeverCallsUsByAnotherNameIsRefused(host: String, status: Int) async throws {
        try await withServer(names: ["news.example.org"]) { served in
            let answer = try await served.get("/api/v1/events", ["Host": host])
            #expect(answer.status == status)
        }
    }

    @Test(arguments: [
        ("GET /api/v1/events HTTP/1.1", ["localhost", "localhost"], 400),
        ("GET /api/v1/events HTTP/1.1", ["localhost", "evil.example"], 400),
        ("GET /api/v1/events HTTP/1.1", [], 400),
        ("GET /healthz HTTP/1.1", [], 400),
        ("GET /healthz HTTP/1.0", [], 200),
        ("GET /healthz HTTP/1.0", ["localhost", "localhost"], 400),
        ("GET /healthz HTTP/1.0", ["evil.example"], 421),
        ("GET http://localhost:1/healthz HTTP/1.1", ["localhost"], 200),
        ("GET http://evil.example/healthz HTTP/1.1", ["localhost"], 421),
        ("GET http:///healthz HTTP/1.1", ["localhost"], 400),
    ])
    func aRequestNamesOneHost(line: String, hosts: [String], status: Int) async throws {
        try await withServer { served in
            let fields = hosts.map { "Host: \($0)\r\n" }.joined()
            let answer = try await served.send(Array("\(line)\r\n\(fields)Connection: close\r\n\r\n".utf8))
            #expect(answer.status == status)
            if status == 400 { #expect(try answer.json()["code"] as? String == "bad-host") }
        }
    }

    @Test func aTokenIsAskedForAndCompared() async throws {
        try await withServer(token: "geheim:1", isLoopback: false) { served in
            let bare = try await served.get("/api/v1/events", ["Host": "any.example"])
            #expect(bare.status == 401)
            #expect(bare.headers.filter { $0.name == "www-authenticate" }.count == 2)
            let basic = Data("x:geheim:1".utf8).base64EncodedString()
            for right in ["Bearer geheim:1", "bearer geheim:1", "Basic \(basic)"] {
                #expect(try await served.get("/api/v1/events", ["Authorization": right]).status == 200, "\(right)")
            }
            for wrong in ["Bearer geheim", "Bearer geheim:12", "Bearer", "Basic !", "Basic eA==", "Digest geheim:1"] {
                #expect(try await served.get("/api/v1/events", ["Authorization": wrong]).status == 401, "\(wrong)")
            }
            #expect(try await served.get("/healthz").status == 200)
            #expect(try await served.get("/").status == 401)
        }
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
    func nothingCanBeChanged(method: String) async throws {
        try await withServer { served in
            let answer = try await served.get("/api/v1/events", method: method)
            #expect(answer.status == 405)
            #expect(answer["allow"] == "GET, HEAD")
        }
    }

    @Test func whatIsNotThereIsAProblemToo() async throws {
        try await withServer { served in
            for path in ["/nowhere", "/api/v2/events", "/api/v1/events/", "/../etc/passwd", "//"] {
                let answer = try await served.get(path)
                #expect(answer["content-type"] == "application/problem+json" || answer.status == 200, "\(path)")
                #expect([200, 404].contains(answer.status), "\(path)")
            }
            let code = try await served.get("/nowhere").json()["code"] as? String
            #expect(code == "not-found")
        }
    }

    @Test func headOfWhatIsNotThereHasNoBody() async throws {
        try await withServer { served in
            let port = served.port
            let bytes = try await blocking {
                let wire = try Wire(port: port)
                defer { wire.close() }
                let requests = ["HEAD /nowhere HTTP/1.1", "HEAD /api/v1/articles/0 HTTP/1.1", "GET /healthz HTTP/1.1"]
                let text = requests.enumerated().map { index, line in
                    "\(line)\r\nHost: localhost\r\n\(index == 2 ? "Connection: close\r\n" : "")\r\n"
                }
                wire.send(Array(text.joined().utf8))
                return wire.receiveAll()
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let heads = text.components(separatedBy: "\r\n\r\n")
            #expect(heads.count == 4 && heads.prefix(3).allSatisfy { $0.hasPrefix("HTTP/1.1 ") }, "\(text)")
        }
    }

    @Test func longTargetsAreRefusedUnread() async throws {
        try await withServer { served in
            let long = try await served.get("/api/v1/events?source=" + String(repeating: "x", count: 17_000))
            #expect(long.status == 414)
            // Ten megabytes are more than a parser takes: it hangs up, or says why before.
            let huge = try? await served.get("/api/v1/events?source=" + String(repeating: "x", count: 10 << 20))
            #expect(huge.map { (400..<500).contains($0.status) } != false)
            #expect(try await served.get("/healthz").status == 200)
        }
    }

    @Test func whoGoesOnSendingWhatIsNoRequestIsHungUpOn() async throws {
        try await withServer { served in
            let port = served.port
            let isOver = try await blocking {
                let wire = try Wire(port: port)
                defer { wire.close() }
                wire.send(Array("no HTTP at all\r\n\r\n".utf8))
                // Far more than goes through before the server has had enough.
                let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
                for _ in 0..<50_000 where wire.send(piece) < piece.count { return wire.isBroken }
                return false
            }
            #expect(isOver)
        }
    }

    @Test func otherSitesReadNothingUnlessTheyAreNamed() async throws {
        let asking = ["Origin": "https://News.example.org", "Access-Control-Request-Method": "GET"]
        try await withServer { served in
            let silent = try await served.get("/api/v1/events", asking)
            #expect(silent["access-control-allow-origin"] == nil)
            #expect(try await served.get("/api/v1/events", asking, method: "OPTIONS").status == 405)
        }
        try await withServer(token: "x", origins: ["https://news.example.org"], isLoopback: false) { served in
            let preflight = try await served.get("/api/v1/events", asking, method: "OPTIONS")
            #expect(preflight.status == 204)
            #expect(preflight["access-control-allow-origin"] == "https://News.example.org")
            #expect(preflight["access-control-allow-headers"]?.contains("Authorization") == true)
            let refused = try await served.get("/api/v1/events", asking)
            #expect(refused.status == 401)
            #expect(refused["access-control-allow-origin"] != nil, "a script may read why")
            let read = try await served.get("/api/v1/events", asking.merging(["Authorization": "Bearer x"]) { $1 })
            #expect(read.status == 200 && read["access-control-allow-origin"] == "https://News.example.org")
            #expect(read.headers.contains { $0.name == "vary" && $0.value.contains("Origin") })
            for other in ["https://evil.example", "null", "http://news.example.org", "https://news.example.org.evil"] {
                let answer = try await served.get("/healthz", ["Origin": other])
                #expect(answer["access-control-allow-origin"] == nil, "\(other)")
            }
        }
        try await withServer(origins: ["*"]) { served in
            let (asked, unasked) = (try await served.get("/", asking), try await served.get("/"))
            #expect(asked["access-control-allow-origin"] == "*")
            #expect(unasked["access-control-allow-origin"] == nil)
            #expect(unasked.headers.contains { $0.name == "vary" && $0.value.contains("Origin") })
        }
    }

    @Test func aTakenPortIsAnError() async throws {
        try await withServer { served in
            let settings = HTTPSettings(host: "127.0.0.1", port: served.port, isLoopback: true)
            let holdings = ServerDependencies(
                catalogue: served.store, text: { _ in [] }, status: { standing }, trouble: { nil }, now: { time(0) })
            let second = HTTPServer(
                settings, holdings: holdings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            await #expect(throws: ServingFailure.addressTaken) { try await second.run { _ in } }
        }
    }
}
