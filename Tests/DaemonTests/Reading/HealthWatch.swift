import Fetching
import Model
import Testing

@testable import Daemon

/// Asks a running daemon's server how it is.
struct HealthWatch {
    private let fetcher: Fetcher
    private let address: WebAddress

    /// Waits, bounded, until the daemon serves.
    init(_ daemon: Program) async throws {
        var origin: Substring?
        for _ in 0..<24_000 where origin == nil {
            try await Task.sleep(for: .milliseconds(50))
            origin = daemon.errors.split(separator: "\n").compactMap { $0.split(separator: "address=").last }
                .first { $0.hasPrefix("http://127.0.0.1:") }
        }
        address = try WebAddress(parsing: "\(try #require(origin))healthz")
        var policy = FetchPolicy()
        policy.allowsPrivateAddresses = true
        fetcher = try Fetcher(policy: policy)
    }

    func answers() async throws -> Bool { try await fetcher.fetch(Request(address)).status == 200 }

    func close() async { await fetcher.shutDown() }
}
