import Fetching
import LoopbackWeb
import Model
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(30)))
struct ConcurrencyTests {
    /// Fetches all at once; the number of good answers.
    private func fetchAll(_ urls: [String], _ fetcher: Fetcher) async throws -> Int {
        try await withThrowingTaskGroup(of: Response.self) { group in
            for url in urls { group.addTask { try await fetcher.get(url) } }
            return try await group.reduce(0) { $0 + ($1.status == 200 && $1.body.count == 5000 ? 1 : 0) }
        }
    }

    @Test("Two hundred at once all come home, and no more than the limit are under way")
    func many() async throws {
        let body = [UInt8](repeating: 0x61, count: 5000)
        try await withWeb({ ($0.maxConcurrent, $0.maxPerHost) = (50, 200) }, answering: { _ in .page(body) }) {
            fetcher, web in
            let good = try await fetchAll((0..<200).map { web.url("/\($0)") }, fetcher)
            #expect(good == 200)
            #expect(Set(web.requests.map(\.path)).count == 200)
            #expect(web.peakInProgress <= 50)
        }
    }

    @Test("A host gets no more at once than its limit, while another is served")
    func perHost() async throws {
        let body = [UInt8](repeating: 0x61, count: 5000)
        let gate = try Gate()
        let both = try Gate()
        let arrived = Mutex(0)
        try await LoopbackWeb.serve(on: "127.0.0.2", { _ in .page(body) }) { other in
            let urls = (0..<20).map { other.url("/\($0)") }
            try await withWeb(
                { $0.maxPerHost = 2 },
                answering: { _ in
                    let isSecond = arrived.withLock { count in
                        count += 1
                        return count == 2
                    }
                    if isSecond { both.open() }
                    return Answer([.wait(gate)] + Answer.page(body).steps)
                }
            ) { fetcher, web in
                async let slow = fetchAll((0..<6).map { web.url("/\($0)") }, fetcher)
                let good = try await fetchAll(urls, fetcher)
                #expect(good == 20)
                await both.opened()
                #expect(web.requests.count == 2)
                gate.open()
                let slowGood = try await slow
                #expect(slowGood == 6)
                #expect(web.peakInProgress == 2)
                #expect(other.peakInProgress <= 2)
            }
        }
    }
}
