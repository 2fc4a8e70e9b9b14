internal import Foundation

/// How fast each client may ask: a bucket of ten seconds' worth, filled again at the rate.
final class RateLimiter: @unchecked Sendable {
    // Sendable: `buckets` is touched only while `lock` is held.
    let perSecond: Int
    private let lock = NSLock()
    private var buckets: [String: Bucket] = [:]
    private let now: @Sendable () -> Duration

    private struct Bucket {
        var requests: Double
        var at: Duration
    }

    /// Clients that are remembered; whoever is forgotten begins with a full bucket.
    private static let clients = 4096

    init(perSecond: Int, now: (@Sendable () -> Duration)? = nil) {
        self.perSecond = perSecond
        let start = ContinuousClock.now
        self.now = now ?? { ContinuousClock.now - start }
    }

    /// Whether the client may ask once more now.
    func admits(_ client: String) -> Bool {
        let moment = now()
        let full = Double(perSecond) * 10
        return lock.withLock {
            if buckets.count >= RateLimiter.clients, buckets[client] == nil {
                buckets = buckets.filter { moment - $0.value.at < .seconds(10) }
                if buckets.count >= RateLimiter.clients { buckets = [:] }
            }
            var bucket = buckets[client] ?? Bucket(requests: full, at: moment)
            bucket.requests = min(full, bucket.requests + (moment - bucket.at) / .seconds(1) * Double(perSecond))
            bucket.at = moment
            defer { buckets[client] = bucket }
            guard bucket.requests >= 1 else { return false }
            bucket.requests -= 1
            return true
        }
    }
}
