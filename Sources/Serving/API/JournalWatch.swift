internal import Model
internal import ServiceLifecycle
internal import Storage

/// Tells those who wait for news that the journal has grown, whoever made it grow: also another process.
///
/// However many wait, the database is asked once in a quarter of a second; while nobody waits, not at all.
actor JournalWatch {
    private let catalogue: any Catalogue
    private var end = 0
    private var askedAt: ContinuousClock.Instant?

    private static let pause = Duration.milliseconds(250)

    init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    /// Waits until the journal is longer than this.
    ///
    /// - Returns: false where that did not happen in time, or the server is about to end.
    func grows(past sequence: Int, within limit: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while try await latest() <= sequence {
            let rest = deadline - .now
            guard rest > .zero, !Task.isShuttingDownGracefully else { return false }
            await cancelWhenGracefulShutdown {
                try? await Task.sleep(for: min(rest, JournalWatch.pause))  // cut short, it is over as well
            }
            try Task.checkCancellation()
        }
        return true
    }

    /// The journal's end as it was at most a pause ago.
    private func latest() async throws -> Int {
        if let askedAt, .now - askedAt < JournalWatch.pause { return end }
        askedAt = .now
        end = try await catalogue.lastSequence()
        return end
    }
}
