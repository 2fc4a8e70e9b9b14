import Model

@testable import Fetching

/// An answer that no server gave.
func response(
    status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = [],
    at address: WebAddress = address("http://a.example/"), redirects: [Redirect] = []
) -> Response {
    Response(
        address: address, redirects: redirects, status: status, reason: "", httpVersion: "1.1",
        headers: headers.compactMap { HeaderField($0.0, $0.1) }, body: body, remoteAddress: "192.0.2.1",
        timing: Timing(nameFound: .zero, connected: .zero, secured: .zero, firstByte: .zero, total: .zero))
}
