internal import Foundation

/// The open connections, and which of them goes when there are too many.
///
/// | when a connection is opened and | then |
/// |---|---|
/// | its client and all together have fewer than they may | it is served |
/// | its client has as many as one may | the client's connection that has been idle longest is closed for it |
/// | there are as many as there may be | the one of all that has been idle longest is closed for it |
/// | every one that could go is being answered | it is in reserve: answered about health only, then closed |
/// | the reserve is full | the oldest in reserve is closed for it |
///
/// So whoever comes is let in, and nobody's open connections keep a supervisor from asking how the server is.
final class ConnectionTable: @unchecked Sendable {
    // Sendable: `rows` and `clock` are touched only while `lock` is held.
    private let lock = NSLock()
    private var rows: [ObjectIdentifier: Row] = [:]
    /// Counts what happens: a lower number was earlier.
    private var clock = 0
    private let limits: ConnectionLimits

    private struct Row {
        let client: ClientAddress
        let isReserve: Bool
        /// When it was opened or its last answer ended; nil while it is being answered.
        var idleSince: Int?
        let openedAt: Int
        let close: @Sendable () -> Void
    }

    init(_ limits: ConnectionLimits) { self.limits = limits }

    /// Takes in a new connection, and closes the one that has to go for it.
    ///
    /// - Parameter close: hangs up; may be called from any thread.
    /// - Returns: whether it is in reserve.
    func open(_ id: ObjectIdentifier, of client: ClientAddress, close: @escaping @Sendable () -> Void) -> Bool {
        let (isReserve, victim) = lock.withLock { () -> (Bool, Row?) in
            let (isReserve, victim) = room(for: client)
            let row = victim.flatMap { rows.removeValue(forKey: $0) }
            clock += 1
            rows[id] = Row(client: client, isReserve: isReserve, idleSince: clock, openedAt: clock, close: close)
            return (isReserve, row)
        }
        victim?.close()
        return isReserve
    }

    /// A request has come.
    func beginAnswering(_ id: ObjectIdentifier) { lock.withLock { rows[id]?.idleSince = nil } }

    /// Everything that was asked is answered.
    func endAnswering(_ id: ObjectIdentifier) {
        lock.withLock {
            clock += 1
            rows[id]?.idleSince = clock
        }
    }

    func close(_ id: ObjectIdentifier) { _ = lock.withLock { rows.removeValue(forKey: id) } }

    /// Whether a connection is answered about health only.
    func isReserve(_ id: ObjectIdentifier) -> Bool { lock.withLock { rows[id]?.isReserve ?? false } }

    /// Connections that are open now.
    var count: Int { lock.withLock { rows.count } }

    private func room(for client: ClientAddress) -> (isReserve: Bool, victim: ObjectIdentifier?) {
        let served = rows.filter { !$0.value.isReserve }
        let own = served.filter { $0.value.client == client }
        let candidates = own.count >= limits.perClient ? own : served.count >= limits.total ? served : nil
        guard let candidates else { return (false, nil) }
        let idle = candidates.compactMap { id, row in row.idleSince.map { (id, $0) } }
        if let longest = idle.min(by: { $0.1 < $1.1 }) { return (false, longest.0) }
        let reserve = rows.filter(\.value.isReserve)
        let oldest = reserve.count >= limits.reserve ? reserve.min { $0.value.openedAt < $1.value.openedAt } : nil
        return (true, oldest?.key)
    }
}
