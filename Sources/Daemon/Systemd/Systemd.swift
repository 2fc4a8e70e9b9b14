internal import Glibc
package import Logging
internal import Model

/// What a service tells its service manager.
///
/// Source: sd_notify(3), systemd 252.
package enum SystemdNotice: Hashable, Sendable {
    /// Started, or done with reloading.
    case ready
    /// Reads its configuration again, since this time of the monotonic clock, in microseconds.
    case reloading(monotonic: UInt64)
    case stopping
    /// One line for people; `systemctl status` shows it.
    case status(String)
    /// It lives.
    case watchdog

    /// The lines of the protocol.
    var text: String {
        switch self {
        case .ready: "READY=1"
        case .reloading(let monotonic): "RELOADING=1\nMONOTONIC_USEC=\(monotonic)"
        case .stopping: "STOPPING=1"
        // One line: a line end would begin another assignment.
        case .status(let text): "STATUS=\(oneLine(text).prefix(1000))"
        case .watchdog: "WATCHDOG=1"
        }
    }
}

/// Why the service manager was not told.
package struct NoticeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

/// Tells the service manager how the daemon is: one datagram a notice, to the socket that `NOTIFY_SOCKET` names.
///
/// Without a service manager nothing is told, and nothing fails.
///
/// Source: sd_notify(3), sd_watchdog_enabled(3), systemd 252.
package struct SystemdNotifier: Hashable, Sendable {
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
    package func send(_ notices: SystemdNotice...) throws(NoticeFailure) {
        guard let socketName, !notices.isEmpty else { return }
        let (address, length) = try SystemdNotifier.address(of: socketName)
        let handle = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { throw SystemdNotifier.failure(socketName) }
        defer { close(handle) }
        let message = Array(notices.map(\.text).joined(separator: "\n").utf8)
        let sent = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                // Not waiting: a service manager that does not read must not stop the daemon.
                sendto(handle, message, message.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT), $0, length)
            }
        }
        guard sent == message.count else { throw SystemdNotifier.failure(socketName) }
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

/// Tells the service manager that the daemon lives, as long as it does.
///
/// The service manager ends a daemon from which it has not heard for as long as `WatchdogSec`. So that nothing that is
/// stuck is kept alive, every beat asks first: a question that is answered with no, or not at all, makes none.
package struct SystemdWatchdog<Time: Clock<Duration>>: Sendable {
    private let notifier: SystemdNotifier
    private let pause: Duration
    private let clock: Time
    private let logger: Logger
    private let isAlive: @Sendable () async -> Bool

    /// Nil where the service manager does not want to hear it.
    ///
    /// - Parameter isAlive: whether the scheduler ticks and the database answers.
    package init?(
        _ notifier: SystemdNotifier, clock: Time = ContinuousClock(), logger: Logger,
        isAlive: @escaping @Sendable () async -> Bool
    ) {
        guard let timeout = notifier.watchdogTimeout else { return nil }
        self.notifier = notifier
        // Half of the time, as sd_watchdog_enabled(3) advises, so that one late beat does no harm.
        pause = timeout / 2
        self.clock = clock
        self.logger = logger
        self.isAlive = isAlive
    }

    /// Beats until the task is cancelled.
    package func run() async {
        var wasAlive = true
        while !Task.isCancelled {
            let lives = await isAlive()
            if lives {
                do throws(NoticeFailure) {
                    try notifier.send(.watchdog)
                } catch {
                    logger.warning("no heartbeat was sent", metadata: ["reason": "\(error)"])
                }
            } else if wasAlive, !Task.isCancelled {
                logger.critical("the daemon is stuck: the watchdog will end it unless it recovers")
            }
            wasAlive = lives
            do { try await clock.sleep(for: pause) } catch { return }
        }
    }
}
