import Fetching
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
    @Test("The proxy on loopback is dialled, and asked for the whole address")
    func proxied() async throws {
        try await LoopbackWeb.serve({ _ in .page("through") }) { proxy in
            try await withFetcher({
                ($0.allowsPrivateAddresses, $0.proxy) = (false, proxy.url())
            }) { fetcher in
                let response = try await fetcher.get("http://news.invalid/a?b")
                #expect(response.body == Array("through".utf8))
                #expect(proxy.requests.map(\.target) == ["http://news.invalid/a?b"])
            }
        }
    }

    @Test("A proxy is not asked for a private address, at first or by a redirect")
    func literalAddress() async throws {
        try await LoopbackWeb.serve({ _ in .redirect(to: "http://169.254.169.254/latest/") }) { proxy in
            try await withFetcher({
                ($0.allowsPrivateAddresses, $0.proxy) = (false, proxy.url())
            }) { fetcher in
                let kind = "a private address"
                let failure = await fetcher.failure(of: "http://192.168.0.1/")
                #expect(failure == .addressRefused(host: "192.168.0.1", ip: "192.168.0.1", kind: kind))
                guard
                    case .addressRefused("169.254.169.254", _, _)? = await fetcher.failure(of: "http://a.invalid/")
                else {
                    Issue.record("the proxy was sent to a link-local address")
                    return
                }
                #expect(proxy.requests.count == 1)
            }
        }
    }

    @Test("A proxy that is not there is named as such")
    func noProxy() async throws {
        try await withFetcher({ $0.proxy = "http://proxy.invalid:3128" }) { fetcher in
            guard case .proxy? = await fetcher.failure(of: "http://news.invalid/") else {
                Issue.record("taken for something else")
                return
            }
        }
    }
}
