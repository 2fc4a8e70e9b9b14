internal import Glibc

/// A value that one thread at a time touches.
///
/// A pthread mutex, because ThreadSanitizer cannot see the lock of `Synchronization.Mutex` on Linux and reports races
/// that are not there.
final class Locked<Value: Sendable>: @unchecked Sendable {
    // Sendable, since `value` is read and written only between lock and unlock.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    init(_ value: Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        let code = pthread_mutex_init(mutex, nil)
        precondition(code == 0, "a default mutex cannot fail to initialise")
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deinitialize(count: 1)
        mutex.deallocate()
    }

    /// Never to be called from inside `body`.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&value)
    }
}
