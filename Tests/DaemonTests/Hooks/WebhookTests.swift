import Fetching
import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite struct WebhookTests {
    private let batch = HookBatch(body: Array("{\"seq\":7}\n{\"seq\":9}\n".utf8), first: 7, last: 9)

    private func deliver(
        to url: String, timeout: Duration = .seconds(600)
    ) async throws -> String? {
        var policy = FetchPolicy()
        policy.allowsPrivateAddresses = true
        policy.maxRedirects = 0
        let fetcher = try Fetcher(policy: policy)
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let webhook = Webhook(
            name: "alerts", address: try WebAddress(parsing: url), secret: secret, timeout: timeout, fetcher: fetcher)
        let problem = await webhook.deliver(batch, at: Timestamp(secondsSinceEpoch: 1_614_265_330))
        await fetcher.shutDown()
        return problem
    }

    @Test func eventsArePostedWithASignatureThatTheReceiverCanCheck() async throws {
        try await LoopbackWeb.serve { _ in
            .page("", status: 204)
        } during: { web in
            let problem = try await deliver(to: web.url("/hook"))
            #expect(problem == nil)
            let request = try #require(web.requests.first)
            #expect(request.method == "POST" && request.target == "/hook")
            #expect(request.body == batch.body)
            #expect(request.header("Content-Type") == "application/x-ndjson")
            let id = try #require(request.header("webhook-id"))
            #expect(id.hasPrefix("alerts-7-9-"))
            _ = try await deliver(to: web.url("/hook"))
            #expect(web.requests.last?.header("webhook-id") == id, "the same delivery has the same id")
            #expect(request.header("webhook-timestamp") == "1614265330")
            let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
            let expected = secret.signature(id: id, timestamp: 1_614_265_330, body: request.body)
            #expect(request.header("webhook-signature") == expected)
        }
    }

    /// Source: the example of the Standard Webhooks specification.
    @Test func theSignatureIsTheStandardOne() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array("{\"test\": 2432232314}".utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(arguments: [(500, "HTTP 500"), (404, "HTTP 404"), (302, "redirect")])
    func otherAnswersAreRefusals(status: Int, words: String) async throws {
        try await LoopbackWeb.serve { _ in
            .page("no", status: status, headers: status == 302 ? [("Location", "/elsewhere")] : [])
        } during: { web in
            let problem = try await deliver(to: web.url("/"))
            #expect(problem?.contains(words) == true)
            #expect(web.requests.count == 1, "a redirect is not followed")
        }
    }

    @Test func aReceiverMayAnswerWithAllThatItWasGiven() async throws {
        let echo = String(repeating: "x", count: 4 << 20)
        try await LoopbackWeb.serve { _ in
            .page(echo)
        } during: { web in
            let problem = try await deliver(to: web.url("/"))
            #expect(problem == nil)
        }
    }

    @Test func aSilentReceiverHasItsTimeAndNoMore() async throws {
        let silent = try SilentServer()
        let problem = try await deliver(to: "http://127.0.0.1:\(silent.port)/T0/token", timeout: .milliseconds(300))
        #expect(problem != nil && problem?.contains("token") == false, "\(problem ?? "")")
    }

    @Test func nobodyThereIsARefusal() async throws {
        let port = try LoopbackWeb.closedPort()
        #expect(try await deliver(to: "http://127.0.0.1:\(port)/") != nil)
    }

    @Test(arguments: ["", "short", "whsec_", "whsec_???", "whsec_c2hvcnQ="])
    func weakSecretsAreNone(text: String) { #expect(WebhookSecret(text) == nil) }

    @Test func aSecretIsNeverShown() throws {
        #expect("\(try #require(WebhookSecret("0123456789abcdef")))" == "(secret)")
    }
}

/// Takes connections, and says nothing.
private final class SilentServer {
    private let descriptor: CInt
    let port: Int

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 4) == 0
                    ? getsockname(descriptor, $0, &length) : -1
            }
        }
        try #require(code == 0)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
}
