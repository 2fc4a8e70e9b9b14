package import Model
package import Storage

/// Visits sources: reads what they list, puts the news into the frontier, and learns from it when to come again.
package struct SourceVisitor: Sendable {
    private let fetch: PageFetch
    private let store: any StateStore
    private let time: DaemonClock
    private let maxBodyBytes: Int
    private let zone: @Sendable (SourceConfiguration, Timestamp) -> Int

    /// - Parameter zone: seconds that a source's clock is ahead of UTC at a moment.
    package init(
        fetch: PageFetch, store: any StateStore, time: DaemonClock, maxBodyBytes: Int,
        zone: @escaping @Sendable (SourceConfiguration, Timestamp) -> Int
    ) {
        self.fetch = fetch
        self.store = store
        self.time = time
        self.maxBodyBytes = maxBodyBytes
        self.zone = zone
    }

    /// What came of a visit: what it brought, and what there is to say about the source from now on.
    package struct Result: Sendable {
        package var report: SourceVisitReport
        package var state: SourceState
        /// Alerts that are new with this visit.
        package var raised: [Alert]
        /// Kinds of alerts that ended with it.
        package var cleared: [Alert.Kind]
    }

    /// One ordinary visit, recorded. A visit that was called off is as though it had not been.
    package func visit(_ source: SourceConfiguration) async throws(StorageFailure) -> Result {
        let before = try await store.source(source.id) ?? SourceState(id: source.id)
        let now = time.now()
        var walk = walk(
            source, profile: recalled(SourceProfile.self, from: before.profile) ?? SourceProfile(), now: now)
        try await walk.visit()
        if walk.report.isCalledOff {
            return Result(report: walk.report, state: before, raised: [], cleared: [])
        }
        let record = SourceRecord(
            source: source, store: store, time: time, utcOffset: zone(source, now), began: now)
        return try await record.close(before: before, profile: walk.profile, report: walk.report)
    }

    /// Follows one list of a source into the past: reads the page, puts what it lists of these days, or without a day,
    /// into the frontier.
    ///
    /// - Returns: what it brought, and what it says of the pages behind it.
    func step(
        _ source: SourceConfiguration, at address: WebAddress, days: ClosedRange<Day>, purpose: PagePurpose = .backfill
    ) async throws(StorageFailure) -> SourceWalk.PastPage {
        var walk = walk(source, profile: SourceProfile(), now: time.now(), purpose: purpose)
        return try await walk.step(address, days: days)
    }

    /// Reads the issue of one day of an e-paper, all pages of it; what they list goes to the frontier.
    package func issue(
        _ source: SourceConfiguration, of day: Day, purpose: PagePurpose = .backfill
    ) async throws(StorageFailure) -> SourceVisitReport {
        var walk = walk(source, profile: SourceProfile(), now: time.now(), purpose: purpose)
        try await walk.readIssue(day)
        return walk.report
    }

    private func walk(
        _ source: SourceConfiguration, profile: SourceProfile, now: Timestamp, purpose: PagePurpose = .firstVisit
    ) -> SourceWalk {
        let offset = zone(source, now)
        let lists = ListFetch(
            fetch: fetch, memory: store, source: source, patterns: ArticlePatterns(source),
            today: now.day(offset: offset), utcOffset: offset, time: time, maxBodyBytes: maxBodyBytes)
        return SourceWalk(source: source, lists: lists, store: store, profile: profile, purpose: purpose)
    }
}
