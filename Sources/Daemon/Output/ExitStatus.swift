/// What the process tells its caller; the contract's numbers, after sysexits.h.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Some of it failed; each failure was one line on stderr.
    case someFailed = 1
    case usage = 64
    /// What was given to read is not what it should be.
    case badData = 65
    /// A needed service is unreachable.
    case unavailable = 69
    /// A bug of ours.
    case bug = 70
    /// A file or a disk refused.
    case inputOutput = 74
    case tryAgain = 75
    case notPermitted = 77
    case badConfiguration = 78
}

/// Why a command cannot go on at all.
package struct CommandFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let status: ExitStatus
    /// Lines for a person: what happened, where, what to do.
    package let description: String

    package init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    package init(_ error: ConfigurationError) {
        self.init(.badConfiguration, error.description)
    }
}
