internal import Foundation
internal import GRDB

/// The one way to write to the database: changes that wait at the same time share a transaction.
///
/// While a transaction is being committed, the changes that arrive queue up, and the next one takes them all. A single
/// change waits for nobody. Measured on two cores with `synchronous = FULL`, 64 callers at once: about 350 changes a
/// second with a transaction each, over 10,000 so.
///
/// Each change is done or not done as a whole. Where one of a group fails, the group is undone and each of its changes
/// gets a transaction of its own, so that it fails alone; a change must therefore bear being tried twice, and do nothing
/// but change the database.
final class SQLiteWriter: @unchecked Sendable {
    // Sendable, since `waiting` is touched only under `lock`, and the rest is constant.
    private let pool: DatabasePool
    private let lock = NSLock()
    private var waiting: [Change] = []

    /// The most changes in one transaction: it bounds how long the first of them waits for the last.
    static let groupLimit = 512

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Makes a change; returns once it is on the disk. Cancelling the task does not stop a change that waits already.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            enqueue(
                Change(
                    make: { database in
                        let value = try body(database)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    private func enqueue(_ change: Change) {
        let isFirst = lock.withLock {
            waiting.append(change)
            return waiting.count == 1
        }
        if isFirst { schedule() }
    }

    /// GRDB runs one such block at a time; until this one starts, changes join it.
    private func schedule() {
        pool.asyncWriteWithoutTransaction { [self] database in
            let (group, isMore) = lock.withLock {
                let group = Array(waiting.prefix(SQLiteWriter.groupLimit))
                waiting.removeFirst(group.count)
                return (group, !waiting.isEmpty)
            }
            if isMore { schedule() }
            SQLiteWriter.commit(group, to: database)
        }
    }

    private static func commit(_ group: [Change], to database: Database) {
        var hasBegun = false
        do {
            var reports: [@Sendable () -> Void] = []
            try database.inTransaction(.immediate) {
                hasBegun = true
                for change in group { reports.append(try change.make(database)) }
                return .commit
            }
            for report in reports { report() }
        } catch {
            if hasBegun && group.count > 1 {
                for change in group { commit([change], to: database) }
            } else {
                for change in group { change.fail(error) }
            }
        }
    }
}

/// A change that waits, and the caller that waits for it.
private struct Change: Sendable {
    /// Makes the change; what it returns tells the caller, once the change is committed.
    let make: @Sendable (Database) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}
