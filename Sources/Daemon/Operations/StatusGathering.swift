internal import Fetching
internal import Foundation
internal import Model
internal import Storage

/// Collects what `StatusReport` tells: from the configuration, the database, the daemon's lock and the disks.
struct StatusGathering {
    let configuration: Configuration
    /// Nil where no database was made yet.
    let store: (any StateStore)?
    let now: Timestamp

    /// Walls and doubtful articles older than this are no news.
    private static let newsSeconds = 7 * 86_400
    /// More are not looked through for the latest of each source.
    private static let mostDoubtful = 10_000
    private static let doubtfulShown = 5
    private static let failedShown = 5

    /// - Throws: what the database, the lock or a disk says.
    func report() async throws(CommandFailure) -> StatusReport {
        let disks = try disks()
        var watch = DiskWatch()
        _ = watch.note(disks)
        let holder = try DaemonLock.holder(beside: configuration.state.path)
        let known = try await stored { () throws(StorageFailure) in try await remembered() }
        let sources = configuration.sources.map { source($0, known) }
        return StatusReport(
            at: now,
            daemon: .init(
                running: holder != nil, process: holder?.processID, host: holder?.host, paused: watch.shortage),
            disks: disks.map {
                .init(path: $0.path, free: $0.freeBytes, total: $0.totalBytes, reserve: $0.reserveBytes)
            },
            totals: .init(
                sources: sources.count { $0.enabled }, waiting: sources.count { $0.waiting }, events: known.events,
                pages: StatusGathering.pages(known.counts), alerts: known.alerts.count),
            sources: sources, consumers: known.consumers, problems: problems(known),
            setAside: known.setAside.map { StatusReport.SetAsidePage($0) }, resting: known.resting)
    }

    /// What the database remembers; empty where there is none.
    private struct Known {
        var states: [String: SourceState] = [:]
        var days: [String: SourceDay] = [:]
        var counts: [FrontierCount] = []
        var walls: [WallCount] = []
        var alerts: [Alert] = []
        /// Of the last week, the latest first, by source.
        var doubtful: [String: [Event]] = [:]
        var flagged: [FlagCount] = []
        var events = 0
        var leftOut: [LeftOutCount] = []
        var failed: [String: [FailedPage]] = [:]
        var setAside: [ReaderDeath] = []
        var resting: [StatusReport.RestingSite] = []
        var consumers: [ConsumerReport] = []
    }

    private func remembered() async throws(StorageFailure) -> Known {
        var known = Known()
        guard let store else { return known }
        for state in try await store.sources() { known.states[state.id] = state }
        for source in configuration.sources {
            let today = today(source)
            known.days[source.id] = try await store.days(of: source.id, from: today, to: today).first
            known.failed[source.id] = try await store.failedPages(of: source.id, limit: StatusGathering.failedShown)
        }
        known.leftOut = try await store.leftOutCounts()
        known.setAside = try await store.readerDeaths().filter(\.isSetAside)
        known.resting = try await resting(store)
        known.counts = try await store.frontierCounts()
        let weekAgo = Timestamp(secondsSinceEpoch: now.secondsSinceEpoch - StatusGathering.newsSeconds)
        known.walls = try await store.walls(since: weekAgo)
        known.alerts = try await store.openAlerts()
        known.flagged = try await store.flagged(since: weekAgo)
        let doubtful = try await store.doubtful(limit: StatusGathering.mostDoubtful).map(\.event)
        known.doubtful = Dictionary(grouping: doubtful.filter { $0.at >= weekAgo }, by: \.source)
        known.events = try await store.lastSequence()
        known.consumers = try await store.consumers().map { ConsumerReport($0, lastSequence: known.events) }
        return known
    }

    /// The sites that are not visited now.
    private func resting(_ store: any StateStore) async throws(StorageFailure) -> [StatusReport.RestingSite] {
        var sites: [String: (until: Timestamp, reason: String)] = [:]
        for postponed in try await store.postponed(now: now) {
            sites[postponed.site] = (postponed.until, postponed.reason)
        }
        for (site, text) in try await store.health() {
            guard let health = recalled(HostHealth.self, from: text),
                case .wait(let until) = health.permission(now: now)
            else { continue }
            let why =
                health.brake > 0 ? "it asked for fewer visits" : "\(health.failuresInARow) visits in a row failed"
            sites[site] = (until, why)
        }
        let waiting = try await store.waiting(on: Set(sites.keys))
        return sites.map { site, rest in
            .init(site: site, until: rest.until, waiting: waiting[site] ?? 0, reason: rest.reason)
        }
        .sorted { $0.site < $1.site }
    }

    /// What is wrong with the archive: a daemon keeps nothing while it is gone.
    private func problems(_ known: Known) -> [String] {
        let path = configuration.archive.root
        guard store != nil, !FileManager.default.fileExists(atPath: path)
        else { return [] }
        return [
            "The archive is gone: there is no folder \(oneLine(path)), and the database knows \(known.events) events of it. "
                + "Put it back, or set archive.root to where it is."
        ]
    }

    private func source(_ source: SourceConfiguration, _ known: Known) -> StatusReport.Source {
        let state = known.states[source.id]
        let flags = known.flagged.filter { $0.source == source.id }
        return StatusReport.Source(
            id: source.id, name: source.name, enabled: source.isEnabled,
            waiting: configuration.waitingSources.contains { $0.id == source.id }, visits: state?.visits ?? 0,
            lastVisit: state?.visitedAt, lastSuccess: state?.succeededAt, lastNews: state?.newsAt,
            nextVisit: state?.next, failures: state?.failures ?? 0,
            failure: state.flatMap { $0.failures > 0 ? $0.failure : nil }, today: tally(source, known),
            pages: StatusGathering.pages(known.counts.filter { $0.source == source.id }),
            walls: known.walls.filter { $0.source == source.id }.map {
                .init(kind: $0.kind, site: $0.site, count: $0.count, last: $0.last, evidence: $0.evidence)
            },
            alerts: known.alerts.filter { $0.source == source.id }.map {
                .init(kind: $0.kind.rawValue, since: $0.since, detail: $0.detail)
            },
            flags: flags.map { .init(flag: $0.flag, count: $0.count, latest: $0.latest, url: $0.url) },
            lowConfidence: flags.first { $0.flag == .lowConfidence }?.count ?? 0,
            doubtful: (known.doubtful[source.id] ?? []).prefix(StatusGathering.doubtfulShown).map {
                .init(id: $0.id, url: $0.url, confidence: $0.record?.metadata.confidence)
            },
            backfill: state?.backfill,
            leftOut: Dictionary(
                known.leftOut.filter { $0.source == source.id }.map { ($0.kind, $0.pages) }, uniquingKeysWith: +),
            failed: (known.failed[source.id] ?? []).map {
                .init(url: $0.url, reason: $0.reason, at: $0.at, next: $0.next)
            },
            troubles: recalled(SourceProfile.self, from: state?.profile)?.troubles ?? [])
    }

    private func tally(_ source: SourceConfiguration, _ known: Known) -> StatusReport.Today {
        let today = today(source)
        let day = known.days[source.id]
        let given = source.expected.map { today.weekday > 5 ? $0.weekend : $0.weekday }
        let expected = [given ?? day?.expectation.expected, day?.expectation.listed].compactMap(\.self).max()
        return StatusReport.Today(
            day: today, captured: day?.captured ?? 0, expected: expected, pending: day?.pending ?? 0,
            missed: day?.missed ?? 0)
    }

    private func today(_ source: SourceConfiguration) -> Day {
        now.day(offset: Wiring.utcOffset(configuration, of: source.timeZone, at: now))
    }

    /// The disks under the archive and under the database.
    private func disks() throws(CommandFailure) -> [DiskSpace] {
        var disks: [DiskSpace] = []
        disks.append(try DiskSpace.under(configuration.archive.root))
        disks.append(try DiskSpace.under(configuration.state.path))
        return disks
    }

    private static func pages(_ counts: [FrontierCount]) -> [String: Int] {
        Dictionary(counts.map { ($0.state.rawValue, $0.pages) }, uniquingKeysWith: +)
    }
}

extension Wiring {
    /// The database, for commands that only look at what is there.
    ///
    /// - Throws: `.badData` where there is none; else as `currentStore`.
    static func requiredStore(_ configuration: Configuration) async throws(CommandFailure) -> SQLiteStore {
        guard let store = try await currentStoreIfAny(configuration) else {
            let path = configuration.state.path
            var advice = "`dibao run` makes one"
            let root = configuration.archive.root
            if FileManager.default.fileExists(atPath: root) {
                advice = "`dibao index --rebuild` makes one from the archive in \(oneLine(root))"
            }
            throw CommandFailure(
                .badData, "\(oneLine(path)): no database here; \(advice), else see state.url, or name the --config")
        }
        return store
    }

    /// The database; nil where none was made yet.
    ///
    /// - Throws: as `store`.
    static func existingStore(_ configuration: Configuration) throws(CommandFailure) -> SQLiteStore? {
        guard FileManager.default.fileExists(atPath: configuration.state.path) else { return nil }
        return try store(configuration)
    }
}
