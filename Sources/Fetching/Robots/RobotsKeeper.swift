package import Model

/// Whether an address may be fetched, as its site's robots.txt says.
package enum RobotsVerdict: Hashable, Sendable {
    /// - Parameter crawlDelay: The time between two requests that the site asks for.
    case allowed(crawlDelay: Duration?)
    /// - Parameter rule: The line that forbids it, for a person.
    case disallowed(rule: String)
    /// The site does not give its rules: nothing of it may be fetched, and there is no use in asking before `until`.
    case unknown(until: Timestamp, reason: String)
}

/// Knows the rules of every site: asks for each robots.txt once, however many pages wait for it, and again when what it
/// knows is old.
///
/// Sites are told apart by `WebAddress.siteKey`; rules reached by a redirect hold for the site that was asked. Whoever
/// cancels a wait gets `.unknown` when the request that is under way ends; another that waits then asks anew.
package actor RobotsKeeper {
    /// Gets one address, with whatever pauses its host needs.
    package typealias Fetching = @Sendable (Request) async throws(FetchFailure) -> Response
    /// Takes what is newly known of a site, to keep it.
    package typealias Saving = @Sendable (RobotsSnapshot) async -> Void

    /// Of more sites the rules are not kept; the one asked longest ago is forgotten.
    static let siteLimit = 10_000

    private struct Site {
        var snapshot: RobotsSnapshot
        var file: RobotsFile
    }

    private let product: ProductToken
    private let fetching: Fetching
    private let saving: Saving
    private let now: @Sendable () -> Timestamp
    private var sites: [String: Site] = [:]
    /// Those who wait for a request that is under way, by site.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// - Parameters:
    ///   - snapshots: what an earlier run kept.
    ///   - saving: called after every answer.
    package init(
        product: ProductToken = .dibao, restoring snapshots: [RobotsSnapshot] = [],
        now: @escaping @Sendable () -> Timestamp,
        saving: @escaping Saving = { _ in }, fetching: @escaping Fetching
    ) {
        self.product = product
        self.now = now
        self.saving = saving
        self.fetching = fetching
        for snapshot in snapshots {
            let file = RobotsFile(parsing: snapshot.body ?? [], product: product)
            sites[snapshot.siteKey] = Site(snapshot: snapshot, file: file)
        }
    }

    /// Whether this address may be fetched now; asks its site first where that is due.
    package func verdict(for address: WebAddress) async -> RobotsVerdict {
        guard let site = await site(of: address) else {
            return .unknown(until: now(), reason: "asking \(address.siteKey) for its robots.txt was called off")
        }
        switch RobotsState(site.snapshot, now: now()) {
        case .closed:
            return .unknown(
                until: site.snapshot.nextCheck,
                reason: "\(address.siteKey)/robots.txt: " + (site.snapshot.reason ?? "no answer yet"))
        case .file:
            let rule = site.file.rule(for: address.target)
            guard let rule, !rule.allows else { return .allowed(crawlDelay: site.file.crawlDelay) }
            return .disallowed(rule: rule.description)
        }
    }

    /// The sitemaps that the site of this address names; none where its rules cannot be had.
    package func sitemaps(of address: WebAddress) async -> [WebAddress] {
        guard let site = await site(of: address), RobotsState(site.snapshot, now: now()) == .file,
            let home = address.resolving("/")
        else { return [] }
        return site.file.sitemaps.compactMap { home.resolving($0) }
    }

    /// The line that asks for the pause between two requests, for a person; nil where none does, or nothing is known.
    package func crawlDelayLine(of siteKey: String) -> String? { sites[siteKey]?.file.crawlDelayLine }

    /// The pause between two requests that a site asks for, by what is known now.
    package func crawlDelay(of siteKey: String) -> Duration? { sites[siteKey]?.file.crawlDelay }

    /// What is known of a site; nil before it was asked.
    package func snapshot(of siteKey: String) -> RobotsSnapshot? { sites[siteKey]?.snapshot }

    /// What is known after asking, where that is due; nil where the task was cancelled meanwhile.
    private func site(of address: WebAddress) async -> Site? {
        let key = address.siteKey
        while true {
            if let known = sites[key], known.snapshot.isFresh(now: now()) { return known }
            guard !Task.isCancelled else { return nil }
            guard waiting[key] != nil else { return await ask(address) }
            await withCheckedContinuation { waiting[key, default: []].append($0) }
        }
    }

    private func ask(_ address: WebAddress) async -> Site? {
        let key = address.siteKey
        waiting[key] = []
        defer { for waiter in waiting.removeValue(forKey: key) ?? [] { waiter.resume() } }
        guard let home = address.resolving("/robots.txt") else { return nil }
        let known = sites[key]
        var request = Request(home, known: known.flatMap { RobotsKeeper.version(of: $0.snapshot) })
        request.firstBytes = RobotsFile.sizeLimitBytes + 1  // one more shows that there is a rest, whose line is cut
        let answer = await answer(to: request)
        guard let answer else { return nil }
        let snapshot = RobotsSnapshot(siteKey: key, before: known?.snapshot, answer: answer, now: now())
        let isSameFile = known != nil && known?.snapshot.body == snapshot.body
        let file = isSameFile ? known?.file : RobotsFile(parsing: snapshot.body ?? [], product: product)
        let site = Site(snapshot: snapshot, file: file ?? RobotsFile(parsing: []))
        keep(site)
        await saving(snapshot)
        return site
    }

    private func answer(to request: Request) async -> RobotsAnswer? {
        do throws(FetchFailure) {
            return RobotsAnswer(try await fetching(request), now: now())
        } catch {
            return RobotsAnswer(error)
        }
    }

    private func keep(_ site: Site) {
        if sites[site.snapshot.siteKey] == nil, sites.count >= RobotsKeeper.siteLimit,
            let oldest = sites.min(by: { $0.value.snapshot.checkedAt < $1.value.snapshot.checkedAt })
        {
            sites[oldest.key] = nil
        }
        sites[site.snapshot.siteKey] = site
    }

    /// Nil where there is no file to be unchanged.
    private static func version(of snapshot: RobotsSnapshot) -> KnownVersion? {
        guard snapshot.body != nil, snapshot.etag != nil || snapshot.lastModified != nil else { return nil }
        return KnownVersion(etag: snapshot.etag, lastModified: snapshot.lastModified)
    }
}
