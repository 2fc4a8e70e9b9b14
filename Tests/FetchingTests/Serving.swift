import Fetching
import LoopbackWeb
import Model

/// Runs `body` with a fetcher that may dial loopback, and shuts it down.
@discardableResult
func withFetcher<Result>(
    _ change: (inout FetchPolicy) -> Void = { _ in }, _ body: (Fetcher) async throws -> Result
) async throws -> Result {
    var policy = FetchPolicy()
    policy.allowsPrivateAddresses = true
    policy.totalTimeout = .seconds(600)
    policy.lowSpeedTime = .seconds(600)
    change(&policy)
    let fetcher = try Fetcher(policy: policy)
    do {
        let result = try await body(fetcher)
        await fetcher.shutDown()
        return result
    } catch {
        await fetcher.shutDown()
        throw error
    }
}

/// The same, with a server.
@discardableResult
func withWeb<Result>(
    _ change: (inout FetchPolicy) -> Void = { _ in }, answering: @escaping LoopbackWeb.Answering,
    _ body: (Fetcher, LoopbackWeb) async throws -> Result
) async throws -> Result {
    try await LoopbackWeb.serve(answering) { web in
        try await withFetcher(change) { fetcher in try await body(fetcher, web) }
    }
}

extension Fetcher {
    func get(_ text: String, headers: [HeaderField] = [], known: KnownVersion? = nil) async throws -> Response {
        try await fetch(Request(WebAddress(parsing: text), headers: headers, known: known))
    }

    /// Nil when there was an answer.
    func failure(of text: String) async -> FetchFailure? {
        do throws(FetchFailure) {
            _ = try await fetch(Request(address(text)))
            return nil
        } catch {
            return error
        }
    }
}

/// An address that the test itself wrote.
func address(_ text: String) -> WebAddress {
    do throws(WebAddressError) {
        return try WebAddress(parsing: text)
    } catch {
        fatalError("\(text): \(error)")
    }
}
