internal import Model
internal import Synchronization

/// The numbers of the next texts of the days that were written to lately: to list a folder of thousands for every batch
/// took a sixth of the daemon's time at two thousand texts, and more with each.
///
/// They hold while nobody else changes the archive. Every owner of the archive's lock leaves its mark in the lock's
/// file; who finds another's there than its own forgets what it knew.
final class DaySequence: Sendable {
    /// Tells this archive's owner from every other, in this process and elsewhere.
    let mark: String
    private let next = Mutex<[Day: Int]>([:])

    /// Of more days nothing is remembered: a backfill goes through thousands, each once.
    private static let dayLimit = 400

    init() { mark = String(UInt64.random(in: .min ... .max), radix: 16) }

    /// Nil where the folder must be asked.
    func next(of day: Day) -> Int? { next.withLock { $0[day] } }

    func remember(_ number: Int, of day: Day) {
        next.withLock { next in
            if next[day] == nil, next.count >= DaySequence.dayLimit { next = [:] }
            next[day] = number
        }
    }

    func forget(_ days: some Sequence<Day> & Sendable) {
        next.withLock { next in for day in days { next[day] = nil } }
    }

    func forgetAll() { next.withLock { $0 = [:] } }
}
