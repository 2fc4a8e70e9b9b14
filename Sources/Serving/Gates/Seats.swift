internal import Foundation

/// How many clients may wait at once: each holds a connection for as long as it likes.
final class Seats: @unchecked Sendable {
    // Sendable: `taken` is touched only while `lock` is held.
    private let lock = NSLock()
    private var taken = 0
    private let limit: Int

    init(_ limit: Int) { self.limit = limit }

    /// A place among those who wait; it is free again when nobody holds it any more.
    ///
    /// - Throws: `Problem` where all are taken.
    func take() throws(Problem) -> Seat {
        let isFree = lock.withLock {
            guard taken < limit else { return false }
            taken += 1
            return true
        }
        guard isFree else {
            throw Problem(503, "too-many-waiting", "\(limit) clients wait already; come again later.", retryAfter: 30)
        }
        return Seat(seats: self)
    }

    fileprivate func leave() { lock.withLock { taken -= 1 } }
}

final class Seat: Sendable {
    private let seats: Seats

    fileprivate init(seats: Seats) { self.seats = seats }

    deinit { seats.leave() }
}
