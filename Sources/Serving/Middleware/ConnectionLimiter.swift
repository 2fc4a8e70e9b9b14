internal import Foundation

/// How many clients may wait at once: each holds a connection for as long as it likes.
final class ConnectionLimiter: @unchecked Sendable {
    // Sendable: `taken` is touched only while `lock` is held.
    private let lock = NSLock()
    private var taken = 0
    private let limit: Int

    init(_ limit: Int) { self.limit = limit }

    /// A place among those who wait; it is free again when nobody holds it any more.
    ///
    /// - Throws: `Problem` where all are taken.
    func take() throws(Problem) -> ConnectionPermit {
        let isFree = lock.withLock {
            guard taken < limit else { return false }
            taken += 1
            return true
        }
        guard isFree else {
            throw Problem(503, "too-many-waiting", "\(limit) clients wait already; come again later.", retryAfter: 30)
        }
        return ConnectionPermit(seats: self)
    }

    fileprivate func leave() { lock.withLock { taken -= 1 } }
}

final class ConnectionPermit: Sendable {
    private let seats: ConnectionLimiter

    fileprivate init(seats: ConnectionLimiter) { self.seats = seats }

    deinit { seats.leave() }
}
