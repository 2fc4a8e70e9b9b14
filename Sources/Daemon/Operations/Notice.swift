internal import Model

/// What a service tells its service manager.
///
/// Source: sd_notify(3), systemd 252.
package enum Notice: Hashable, Sendable {
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
