package import Model

/// A small pretend government web on loopback: five sites, each at its own address.
package struct SampleWeb: Sendable {
    package let sites: [SampleSite]
    let port: Int

    /// - Parameters:
    ///   - today: the day of the newest articles; the others follow from it.
    ///   - port: on 127.0.0.1 to 127.0.0.5; 0 lets the system choose one for each.
    package init(today: Day, port: Int = 8421) {
        self.port = port
        sites = [
            CityPortal(today: today).site(), DailyPaper(today: today).site(), GlossedMirror(today: today).site(),
            Aggregator(today: today).site(), OfficePortal(today: today).site(),
        ]
    }

    /// A site and where it answers.
    package struct Served: Hashable, Sendable {
        package let site: SampleSite
        /// `http://127.0.0.1:8421`.
        package let origin: String

        /// The address where a visit starts.
        package var start: String { origin + site.start }

        /// The addresses of the articles that a visit should keep.
        package var articles: [String] { site.articles.map { origin + $0 } }
    }

    /// Serves all sites until cancelled or told to shut down gracefully.
    ///
    /// - Parameter whenListening: called once, when every site answers.
    /// - Throws: what the system says where an address cannot be had.
    package func run(whenListening: @escaping @Sendable ([Served]) async -> Void = { _ in }) async throws {
        let (listening, continuation) = AsyncStream<(place: Int, served: Served)>.makeStream()
        let count = sites.count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, site) in sites.enumerated() {
                let host = "127.0.0.\(place + 1)"
                let server = SampleServer(site: site, host: host, port: port)
                group.addTask {
                    try await server.run { port in
                        continuation.yield((place, Served(site: site, origin: "http://\(host):\(port)")))
                    }
                }
            }
            group.addTask {
                var all: [(place: Int, served: Served)] = []
                for await one in listening.prefix(count) { all.append(one) }
                // Fewer only where one of them failed: its error ends the group.
                if all.count == count { await whenListening(all.sorted { $0.place < $1.place }.map(\.served)) }
            }
            while !group.isEmpty {
                do {
                    try await group.next()
                } catch {
                    group.cancelAll()
                    throw error
                }
            }
        }
    }
}
