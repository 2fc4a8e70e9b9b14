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
    /// - Throws: what keeps the state from being read.
    package func run(json: Bool) async throws(CommandFailure) {
        let store = try Works.existingStore(configuration)
        let report = try await StatusGathering(configuration: configuration, store: store, now: now).report()
        guard json else { return try console.print(StatusPage(report).text) }
        try console.print(jsonText(report))
    }
}
