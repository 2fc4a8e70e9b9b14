import Foundation

/// A number that a test and its server's threads share.
final class Counter: @unchecked Sendable {
    // Sendable: `count` is touched only while `lock` is held.
    private let lock = NSLock()
    private var count = 0

    /// Counts one more; returns how many there were before.
    func next() -> Int {
        lock.withLock {
            defer { count += 1 }
            return count
        }
    }
}
