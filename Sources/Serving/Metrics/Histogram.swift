internal import Foundation

/// How long something takes, counted in steps; may be told from anywhere.
package final class Histogram: @unchecked Sendable {
    // Sendable: `counts` and `sum` are touched only while `lock` is held.
    private let lock = NSLock()
    /// Seconds; ascending.
    private let bounds: [Double]
    /// One for each bound, and one for what is beyond.
    private var counts: [Int]
    private var sum = 0.0

    /// - Parameter bounds: upper bounds of the steps, seconds, ascending.
    package init(_ bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    package func note(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        let step = bounds.firstIndex { seconds <= $0 } ?? bounds.count
        lock.withLock {
            counts[step] += 1
            sum += seconds
        }
    }

    /// The histogram at one moment.
    struct Reading {
        /// Seconds, nil for infinity, with how many took at most so long.
        let cumulative: [(bound: Double?, count: Int)]
        let sum: Double
        let count: Int
    }

    var reading: Reading {
        let (counts, sum) = lock.withLock { (self.counts, self.sum) }
        var total = 0
        var cumulative: [(bound: Double?, count: Int)] = []
        for (index, count) in counts.enumerated() {
            total += count
            cumulative.append((index < bounds.count ? bounds[index] : nil, total))
        }
        return Reading(cumulative: cumulative, sum: sum, count: total)
    }
}

/// What is measured while the daemon works and serves.
package struct Meters: Sendable {
    /// Answers of this server, streams and long polls left out.
    let requests = Histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5])

    /// Requests to the sites, from the first byte sent to the last received.
    package let fetches = Histogram([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
    /// Reading an article out of a page.
    package let extractions = Histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1])

    package init() {}
}
