import Testing

@testable import Fetching

struct TransferQueueTests {
    private func drain(_ queue: inout TransferQueue) -> [UInt64] {
        var started: [UInt64] = []
        while let (id, _) = queue.next() { started.append(id) }
        return started
    }

    @Test("One host does not keep others waiting")
    func perHost() {
        var queue = TransferQueue(maxConcurrent: 10, maxPerHost: 1)
        for (id, host) in [(1, "a"), (2, "a"), (3, "b"), (4, "a"), (5, "b")] { queue.add(UInt64(id), host: host) }
        #expect(drain(&queue) == [1, 3])
        queue.finish(host: "a")
        #expect(drain(&queue) == [2])
        queue.finish(host: "b")
        queue.finish(host: "a")
        #expect(drain(&queue) == [5, 4])
    }

    @Test("No more than the limit run at once")
    func concurrency() {
        var queue = TransferQueue(maxConcurrent: 2, maxPerHost: 5)
        for id in 1...4 { queue.add(UInt64(id), host: "h\(id)") }
        #expect(drain(&queue) == [1, 2])
        queue.finish(host: "h1")
        #expect(drain(&queue) == [3])
    }

    @Test("Whatever the order of events, all are started, once, and the limits hold")
    func anyOrder() {
        var generator = SystemRandomNumberGenerator()
        var queue = TransferQueue(maxConcurrent: 7, maxPerHost: 3)
        var running: [(id: UInt64, host: String)] = []
        var started: [UInt64] = []
        var next: UInt64 = 0
        while started.count < 5000 || !running.isEmpty {
            if next < 5000, Bool.random(using: &generator) {
                queue.add(next, host: "h\(Int.random(in: 0..<5, using: &generator))")
                next += 1
            } else if let index = running.indices.randomElement(using: &generator) {
                queue.finish(host: running.remove(at: index).host)
            }
            while let entry = queue.next() {
                running.append(entry)
                started.append(entry.id)
            }
            let busiest = Dictionary(grouping: running, by: \.host).values.map(\.count).max() ?? 0
            guard running.count <= 7, busiest <= 3 else {
                Issue.record("\(running.count) run, \(busiest) to one host")
                return
            }
        }
        #expect(started.sorted() == Array(0..<5000))
    }
}
