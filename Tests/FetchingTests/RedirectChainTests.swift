import Model
import Testing

@testable import Fetching

struct RedirectChainTests {
    private func landing(
        _ from: String, to location: String, cookies: [String] = [], took: Duration = .zero
    ) -> RedirectResult {
        let headers = [HeaderField("Location", location)].compactMap(\.self)
        let timing = Timing(nameFound: .zero, connected: .zero, secured: .zero, firstByte: .zero, total: took)
        let response = Response(
            address: address(from), redirects: [], status: 302, reason: "", httpVersion: "1.1", headers: headers,
            body: [], remoteAddress: "", timing: timing)
        return RedirectResult(response: response, cookies: cookies)
    }

    @Test(
        "A public page cannot lead to a private address, however it is written",
        arguments: [
            "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "//169.254.169.254/latest/", "http://[::1]/",
            "http://[::ffff:10.0.0.1]/", "http://0/", "http://１０.0.0.1/",
        ])
    func privateTarget(_ location: String) throws {
        var chain = RedirectChain(Request(address("http://example.org/")), policy: FetchPolicy())
        _ = try chain.firstHop()
        #expect {
            try chain.step(after: landing("http://example.org/", to: location))
        } throws: { error in
            guard case .addressRefused? = error as? FetchFailure else { return false }
            return true
        }
    }

    @Test("The same place with other cookies is no circle; an expiry that moves does not make cookies others")
    func cookieState() throws {
        let start = "http://example.org/"
        var chain = RedirectChain(Request(address(start)), policy: FetchPolicy())
        _ = try chain.firstHop()
        _ = try chain.step(after: landing(start, to: "/", cookies: ["example.org\tFALSE\t/\tFALSE\t1000\ta\t1"]))
        #expect(throws: FetchFailure.redirectLoop(at: address(start))) {
            try chain.step(after: landing(start, to: "/", cookies: ["example.org\tFALSE\t/\tFALSE\t1001\ta\t1"]))
        }
    }

    @Test("Each hop gets what is left of the time, and none when nothing is left")
    func remainingTime() throws {
        var policy = FetchPolicy()
        policy.totalTimeout = .seconds(10)
        var chain = RedirectChain(Request(address("http://example.org/")), policy: policy)
        #expect(try chain.firstHop().timeout == .seconds(10))
        guard case .next(let hop) = try chain.step(after: landing("http://example.org/", to: "/b", took: .seconds(4)))
        else {
            Issue.record("no next hop")
            return
        }
        #expect(hop.timeout == .seconds(6))
        #expect(throws: FetchFailure.timedOut(site: "example.org", phase: .waiting)) {
            try chain.step(after: landing("http://example.org/b", to: "/c", took: .seconds(6)))
        }
    }
}
