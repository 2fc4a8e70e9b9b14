internal import Model

/// How the daemon and its sources are, gathered at most once in some seconds however many pages ask.
actor StatusCache {
    private let gather: @Sendable () async throws -> StatusReport
    private let clock: @Sendable () -> Timestamp
    private var latest: StatusReport?
    private var gathering: Task<StatusReport, any Error>?

    private static let freshSeconds = 5

    init(_ holdings: ServerDependencies) {
        gather = holdings.status
        clock = holdings.now
    }

    func report() async throws -> StatusReport {
        if let latest, (0..<StatusCache.freshSeconds).contains(clock().secondsSinceEpoch - latest.at.secondsSinceEpoch)
        {
            return latest
        }
        if let gathering { return try await gathering.value }
        let task = Task { [gather] in try await gather() }
        gathering = task
        defer { gathering = nil }
        let report = try await task.value
        latest = report
        return report
    }
}

extension StatusReport {
    /// The sources' names by their ids.
    var names: [String: String] { Dictionary(sources.map { ($0.id, $0.name) }) { first, _ in first } }
}
