package import Model

/// `dibao status`: how the daemon and its sources are.
package struct StatusJob: Sendable {
    private let configuration: Configuration
    private let console: Console
    private let now: Timestamp

    package init(_ configuration: Configuration, now: Timestamp = .now, console: Console) {
        self.configuration = configuration
        self.console = console
        self.now = now
    }

    /// Prints a table, or one line of JSON.
    ///
    /// - Returns: `.someFailed` where archive or database are not as they should be.
    /// - Throws: `.badData` where there is no database; what keeps the state from being read.
    package func run(json: Bool) async throws(CommandFailure) -> ExitStatus {
        let store = try await Wiring.requiredStore(configuration)
        let report = try await StatusGathering(configuration: configuration, store: store, now: now).report()
        try console.print(json ? jsonText(report) : StatusPage(report).text)
        return report.problems.isEmpty ? .done : .someFailed
    }
}
