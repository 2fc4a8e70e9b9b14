import Dispatch
import Glibc
import Model
import Testing

@testable import Sampling

@Suite(.timeLimit(.minutes(30))) struct SampleWebTests {
    private let web = SampleWeb(today: Day("2026-06-01")!, port: 0)

    @Test func fiveAddressesAnswerAndCancellingEndsThem() async throws {
        let (announced, continuation) = AsyncStream<[SampleWeb.Served]>.makeStream()
        let web = web
        let running = Task { try await web.run { continuation.yield($0) } }
        var served: [SampleWeb.Served] = []
        for await all in announced.prefix(1) { served = all }
        #expect(served.map(\.site.id) == web.sites.map(\.id))
        #expect(Set(served.map(\.origin)).count == 5)
        for one in served {
            let response = try await exchange(one, "GET \(one.site.articles[0]) HTTP/1.1")
            #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(one.origin)")
            #expect(response.contains("</"))
            let head = try await exchange(one, "HEAD \(one.site.articles[0]) HTTP/1.1")
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(!head.contains("</"))
            #expect(!head.lowercased().contains("content-length: 0\r\n"), "the length of what GET would send")
        }
        let mirrored = try await exchange(served[2], "GET /sitemap.xml HTTP/1.1")
        #expect(mirrored.contains("<loc>\(served[2].origin)/sitemap-1.xml.gz</loc>"))
        let posted = try await exchange(served[0], "POST / HTTP/1.1")
        #expect(posted.hasPrefix("HTTP/1.1 405 "))
        running.cancel()
        _ = await running.result
        // Nobody listens there now, or somebody else who was given the free port.
        let after = try? await exchange(served[0], "GET \(served[0].site.articles[0]) HTTP/1.1")
        #expect(after?.hasPrefix("HTTP/1.1 200 OK\r\n") != true)
    }

    @Test func aTakenPortIsAnError() async throws {
        let taken = try LoopbackSocket.listening(on: 1)
        defer { taken.close() }
        let web = SampleWeb(today: Day("2026-06-01")!, port: taken.port)
        await #expect(throws: (any Error).self) { try await web.run() }
    }

    @Test func configurationNamesEverySite() throws {
        let served = web.sites.enumerated().map {
            SampleWeb.Served(site: $0.element, origin: "http://127.0.0.\($0.offset + 1):8421")
        }
        let text = SampleWeb.configuration(of: served, archive: "/tmp/a \"b\"\n", database: "s.db")
        #expect(text.contains(#"root = "/tmp/a \"b\"\u000a""#))
        #expect(text.contains(#"url = "sqlite:s.db""#))
        #expect(text.contains("private_addresses = true"))
        #expect(text.split(separator: "\n").filter { $0 == "[[source]]" }.count == 5)
        #expect(text.contains(#"start = ["http://127.0.0.4:8421/feed.xml"]"#))
        #expect(text.contains(#"epaper = "http://127.0.0.2:8421/html/{yyyy}-{MM}/{dd}/node_2.htm""#))
    }

    /// One request on a connection of its own; the whole response. It blocks, so it waits on a queue of its own:
    /// the web that is to answer needs the threads of Swift's pool.
    private func exchange(_ served: SampleWeb.Served, _ line: String) async throws -> String {
        try await withCheckedThrowingContinuation { done in
            DispatchQueue.global().async {
                done.resume(
                    with: Result {
                        let socket = try LoopbackSocket.connected(to: served.origin)
                        defer { socket.close() }
                        let authority = served.origin.dropFirst("http://".count)
                        let fields = "Host: \(authority)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                        return try socket.exchange("\(line)\r\n\(fields)")
                    })
            }
        }
    }
}

struct ConnectionRefused: Error {}

/// A TCP socket on loopback that gives up after forty seconds.
struct LoopbackSocket {
    private let descriptor: Int32
    let port: Int

    static func connected(to origin: String) throws -> LoopbackSocket {
        let parts = origin.dropFirst("http://".count).split(separator: ":")
        let port = Int(parts[1]) ?? 0
        let socket = LoopbackSocket(descriptor: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), port: port)
        var limit = timeval(tv_sec: 900, tv_usec: 0)
        setsockopt(socket.descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = address(host: String(parts[0]), port: port)
        guard socket.call(&address, Glibc.connect) == 0 else {
            socket.close()
            throw ConnectionRefused()
        }
        return socket
    }

    /// On 127.0.0.`host`, at a port of the system's choice.
    static func listening(on host: Int) throws -> LoopbackSocket {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = address(host: "127.0.0.\(host)", port: 0)
        let bare = LoopbackSocket(descriptor: descriptor, port: 0)
        guard bare.call(&address, Glibc.bind) == 0, Glibc.listen(descriptor, 1) == 0 else { throw ConnectionRefused() }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
        }
        return LoopbackSocket(descriptor: descriptor, port: Int(UInt16(bigEndian: address.sin_port)))
    }

    func exchange(_ request: String) throws -> String {
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw ConnectionRefused()
        }
        var response: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0, response.count < 1 << 20 {
            response += chunk[..<count]
        }
        return String(decoding: response, as: UTF8.self)
    }

    func close() { _ = Glibc.close(descriptor) }

    private static func address(host: String, port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return address
    }

    private func call(
        _ address: inout sockaddr_in, _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
