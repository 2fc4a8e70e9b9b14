import Fetching
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
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

    /// What the sites behind a proxy come to, by the address asked.
    private func failures(_ proxy: String, _ addresses: String...) async throws -> [FetchFailure?] {
        try await withFetcher({ $0.proxy = proxy }) { fetcher in
            var failures: [FetchFailure?] = []
            for address in addresses { failures.append(await fetcher.failure(of: address)) }
            return failures
        }
    }

    private func expectBlame(on failures: [FetchFailure?]) {
        for failure in failures {
            guard let failure, case .proxy = failure else {
                Issue.record("taken for something else: \(failure.debugDescription)")
                continue
            }
            #expect(failure.description.contains("fetch.proxy"))
            #expect(HostHealth.Sign(failure) == nil, "the site is not to blame")
            #expect(failure.isWorthRetrying)
        }
    }

    @Test("A proxy that is not there is named as such, and no site is blamed")
    func noProxy() async throws {
        let port = try LoopbackWeb.closedPort()
        for proxy in ["http://proxy.invalid:3128", "http://127.0.0.1:\(port)", "socks5h://127.0.0.1:\(port)"] {
            expectBlame(on: try await failures(proxy, "http://news.invalid/", "https://news.invalid/"))
        }
    }

    @Test(
        "A proxy that hangs up, wants a password or gives no tunnel is named as such",
        arguments: [
            ("", "http://news.invalid/"), ("", "https://news.invalid/"),
            ("HTTP/1.1 407 x\r\nContent-Length: 0\r\n\r\n", "http://news.invalid/"),
            ("HTTP/1.1 407 x\r\nContent-Length: 0\r\n\r\n", "https://news.invalid/"),
            ("HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n", "https://news.invalid/"),
            ("HTTP/1.1 502 x\r\nContent-Length: 0\r\n\r\n", "https://news.invalid/"),
        ])
    func brokenProxy(_ answer: String, _ address: String) async throws {
        try await LoopbackWeb.serve({ _ in answer.isEmpty ? Answer([.close]) : .raw(answer) }) { proxy in
            expectBlame(on: try await failures(proxy.url(), address))
        }
    }

    @Test("What breaks behind a proxy that works is the site's")
    func brokenSite() async throws {
        try await LoopbackWeb.serve({ request in
            request.method == "CONNECT"
                ? Answer([.send(Array("HTTP/1.1 200 x\r\n\r\n".utf8)), .close])
                : .raw("HTTP/1.1 200 x\r\nContent-Length: 9\r\n\r\nabc")
        }) { proxy in
            let found = try await failures(proxy.url(), "http://news.invalid/", "https://news.invalid/")
            #expect(found.first == .truncated(site: "news.invalid", receivedBytes: 3))
            #expect(found.allSatisfy { $0.flatMap { HostHealth.Sign($0) } == .unreachable(isTimeOut: false) })
        }
    }
}
