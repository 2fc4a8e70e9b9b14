import Fetching
import Foundation
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
struct TLSTests {
    @Test("A certificate that nobody vouches for is refused; one that the bundle holds is taken")
    func certificate() async throws {
        guard let certificate = try Certificate(),
            let server = try ChildServer(
                Certificate.openssl,
                [
                    "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate.certificateFile,
                    "-key",
                    certificate.keyFile,
                ],
                port: 0, readyLine: "ACCEPT")
        else { return print("skipped: openssl is not installed") }
        defer { server.stop() }
        let url = "https://127.0.0.1:\(server.port)/"
        try await withFetcher { fetcher in
            guard case .certificate(let site, let reason)? = await fetcher.failure(of: url) else {
                Issue.record("a self-signed certificate was taken")
                return
            }
            #expect(site == "127.0.0.1:\(server.port)")
            #expect(!reason.isEmpty)
        }
        try await withFetcher({ $0.caBundle = certificate.certificateFile }) { fetcher in
            let response = try await fetcher.get(url)
            #expect(response.status == 200)
            #expect(response.timing.secured > .zero)
        }
    }

    @Test("A certificate for another name is refused")
    func otherName() async throws {
        guard let certificate = try Certificate(),
            let server = try ChildServer(
                Certificate.openssl,
                [
                    "s_server", "-accept", "127.0.0.2:0", "-www", "-cert", certificate.certificateFile, "-key",
                    certificate.keyFile,
                ],
                port: 0, readyLine: "ACCEPT")
        else { return print("skipped: openssl is not installed") }
        defer { server.stop() }
        try await withFetcher({ $0.caBundle = certificate.certificateFile }) { fetcher in
            guard case .certificate? = await fetcher.failure(of: "https://127.0.0.2:\(server.port)/") else {
                Issue.record("a certificate for 127.0.0.1 was taken for 127.0.0.2")
                return
            }
        }
    }

    @Test("A server that speaks no TLS is a failed handshake, one that says nothing a time-out in it")
    func plain() async throws {
        let silent: LoopbackWeb.Answering = { _ in Answer([.hang]) }
        try await withWeb({ $0.connectTimeout = .milliseconds(300) }, answering: silent) { fetcher, web in
            let site = "127.0.0.1:\(web.port)"
            let failure = await fetcher.failure(of: "https://\(site)/")
            #expect(failure == .timedOut(site: site, phase: .connecting))
        }
        try await withWeb(answering: { _ in .raw("HTTP/1.1 400 Bad\r\n\r\n") }) { fetcher, web in
            guard case .tlsHandshake? = await fetcher.failure(of: "https://127.0.0.1:\(web.port)/") else {
                Issue.record("taken for something else")
                return
            }
        }
    }

    @Test("HTTP/2 is spoken where the server can, many requests at once")
    func http2() async throws {
        guard let certificate = try Certificate() else { return print("skipped: openssl is not installed") }
        try "你好".write(toFile: certificate.folder + "/index.html", atomically: true, encoding: .utf8)
        let port = try LoopbackWeb.closedPort()
        guard
            let server = try ChildServer(
                "/usr/sbin/nghttpd",
                [
                    "-v", "-a", "127.0.0.1", "-d", certificate.folder, "\(port)", certificate.keyFile,
                    certificate.certificateFile,
                ],
                port: port, readyLine: "IPv4: listen")
        else { return print("skipped: nghttpd is not installed") }
        defer { server.stop() }
        try await withFetcher({ ($0.caBundle, $0.maxPerHost) = (certificate.certificateFile, 20) }) { fetcher in
            let responses = try await withThrowingTaskGroup(of: Response.self) { group in
                for number in 0..<40 {
                    group.addTask { try await fetcher.get("https://127.0.0.1:\(port)/index.html?\(number)") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(responses.count == 40)
            #expect(responses.allSatisfy { $0.httpVersion == "2" && $0.status == 200 && $0.body == Array("你好".utf8) })
            #expect(responses.allSatisfy { $0.reason.isEmpty })
        }
    }
}
