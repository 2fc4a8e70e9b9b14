internal import Glibc
internal import Model

/// Tells the service manager how the daemon is: one datagram a notice, to the socket that `NOTIFY_SOCKET` names.
///
/// Without a service manager nothing is told, and nothing fails.
///
/// Source: sd_notify(3), sd_watchdog_enabled(3), systemd 252.
package struct Notifier: Hashable, Sendable {
    /// A path, or `@` and the name of an abstract socket; nil where nobody listens.
    private let socketName: String?
    /// How often the service manager wants to hear that the daemon lives, at least; nil where it does not care.
    package let watchdogTimeout: Duration?

    /// - Parameters:
    ///   - environment: where the service manager left its wishes.
    ///   - processID: ours: a watchdog may be meant for another process.
    package init(environment: [String: String], processID: Int = Int(getpid())) {
        socketName = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isMeant = environment["WATCHDOG_PID"].map { Int($0) == processID } ?? true
        watchdogTimeout = environment["WATCHDOG_USEC"].flatMap { Int64($0) }
            .flatMap { isMeant && $0 > 0 ? .microseconds($0) : nil }
    }

    /// Whether somebody listens.
    package var isConnected: Bool { socketName != nil }

    /// Tells all of it in one datagram.
    ///
    /// - Throws: what the system says; the daemon is as well without.
    package func send(_ notices: Notice...) throws(NoticeFailure) {
        guard let socketName, !notices.isEmpty else { return }
        let (address, length) = try Notifier.address(of: socketName)
        let handle = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { throw Notifier.failure(socketName) }
        defer { close(handle) }
        let message = Array(notices.map(\.text).joined(separator: "\n").utf8)
        let sent = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                // Not waiting: a service manager that does not read must not stop the daemon.
                sendto(handle, message, message.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT), $0, length)
            }
        }
        guard sent == message.count else { throw Notifier.failure(socketName) }
    }

    /// Announces that the configuration is read again; `ready` ends it.
    package func sendReloading() throws(NoticeFailure) {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        try send(.reloading(monotonic: UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000))
    }

    /// The socket's address, and its length, which for an abstract name leaves no zeros behind it.
    private static func address(of name: String) throws(NoticeFailure) -> (sockaddr_un, socklen_t) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        let capacity = MemoryLayout.size(ofValue: address.sun_path) - (isAbstract ? 0 : 1)
        guard isAbstract || bytes.first == UInt8(ascii: "/") else {
            throw NoticeFailure(description: "NOTIFY_SOCKET=\(oneLine(name)): expected a path, or @ and a name")
        }
        guard bytes.count > 1, bytes.count <= capacity else {
            throw NoticeFailure(description: "NOTIFY_SOCKET: a name of \(bytes.count) bytes does not fit")
        }
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let header = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path)
        return (address, socklen_t(header + bytes.count + (isAbstract ? 0 : 1)))
    }

    private static func failure(_ name: String) -> NoticeFailure {
        NoticeFailure(
            description: "the service manager at \(oneLine(name)) was not told: \(String(cString: strerror(errno)))")
    }
}
