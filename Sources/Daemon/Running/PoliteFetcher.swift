package import Fetching
package import Model
package import Serving
package import Storage

/// Fetches as a guest does: only what robots.txt allows, one request after the other with a pause between, less when a
/// site is in trouble.
///
/// | asked in this order | no means |
/// |---|---|
/// | does the site rest (`HostHealth`)? | `.postponed` |
/// | does its robots.txt allow the address? | `.disallowed`; `.postponed` where it cannot be had |
/// | is it the host's turn (`fetch.delay`, `Crawl-delay`, the brake)? | it waits; `.postponed` where that is long |
/// | may another page be held in memory (`ReadingPool`)? | it waits |
/// | each redirect: the same questions about where it leads | `.disallowed`, `.postponed` |
///
/// Pauses go from the end of an answer to the next request, and hold for a host, whatever source, scheme or port a request is for, and whatever process over the same
/// database makes it; so does the rest that a site wants.
package actor PoliteFetcher {
    /// What manners there are besides those of the sites.
    package struct PolitenessPolicy: Sendable {
        package var delay: Duration
        package var obeysRobots: Bool
        /// Tries in place after the first; 0 leaves it to the schedule.
        package var retries: Int
        /// What a host is left alone after its robots.txt.
        package var delayAfterRules: Duration
        /// Longer pauses are not waited for in place: the page is given back until then.
        package var patience: Duration
        /// The rest of a site in trouble is waited for in place if it is not longer.
        package var patienceWithRests: Duration = .zero

        /// - Parameter delayAfterRules: nil: as after any other answer.
        package init(
            delay: Duration, obeysRobots: Bool, retries: Int, delayAfterRules: Duration? = nil,
            patience: Duration = .seconds(600)
        ) {
            self.delay = delay
            self.obeysRobots = obeysRobots
            self.retries = retries
            self.delayAfterRules = delayAfterRules ?? delay
            self.patience = patience
        }
    }

    private let fetcher: Fetcher
    private let manners: PolitenessPolicy
    private let memory: any SiteMemory
    private let time: DaemonClock
    private let turns: HostRateLimiter
    private let robots: RobotsKeeper
    private let meters: Meters
    /// Where what is fetched is read: it says when there is room for more.
    nonisolated let pool: ReadingPool
    /// By the site's key.
    private var health: [String: HostHealth]
    /// What of it the memory holds as far as this process knows, by the site's key.
    private var remembered: [String: String] = [:]
    /// When a host's name was last found, and which.
    private var nameFound: (host: String, at: Timestamp)?

    private init(
        fetcher: Fetcher, manners: PolitenessPolicy, memory: any SiteMemory, time: DaemonClock, turns: HostRateLimiter,
        robots: RobotsKeeper, remembered: [String: String], meters: Meters, pool: ReadingPool
    ) {
        self.fetcher = fetcher
        self.manners = manners
        self.memory = memory
        self.time = time
        self.turns = turns
        self.robots = robots
        self.meters = meters
        self.pool = pool
        self.remembered = remembered
        health = remembered.compactMapValues { recalled(HostHealth.self, from: $0) }
    }

    /// - Parameters:
    ///   - memory: what is known of sites is taken from here, and kept here.
    ///   - meters: told how long requests take.
    ///   - shared: the pauses of all processes over that memory; nil where there is none but this.
    ///   - pool: where pages are read; a fetch waits while those in hand have used up its budget.
    package static func start(
        fetcher: Fetcher, manners: PolitenessPolicy, memory: any SiteMemory, shared: SharedHostRateLimiter? = nil,
        time: DaemonClock,
        meters: Meters = Meters(), pool: ReadingPool = ReadingPool()
    ) async throws(StorageFailure) -> PoliteFetcher {
        let turns = HostRateLimiter(time: time, perHost: fetcher.policy.maxPerHost, shared: shared)
        let robots = RobotsKeeper(
            restoring: try await memory.robots(), now: time.now,
            saving: { snapshot in
                // Without it the site is asked once more after a restart, that is all.
                try? await memory.record(snapshot)
            },
            fetching: { (request) throws(FetchFailure) in
                // The rules themselves are asked for even of a site that rests: without them nothing else may be.
                try await fetcher.fetchRules(request, turns: turns, delay: manners.delayAfterRules)
            })
        return PoliteFetcher(
            fetcher: fetcher, manners: manners, memory: memory, time: time, turns: turns, robots: robots,
            remembered: try await memory.health(), meters: meters, pool: pool)
    }

    /// Gets an address, whatever its status.
    ///
    /// - Throws: why not.
    package func fetch(_ request: Request) async throws(FetchRefusal) -> Response {
        var schedule = RetrySchedule()
        schedule.retries = manners.retries
        var attempt = 1
        while true {
            let result = await self.result(of: request)
            guard let outcome = RetrySchedule.Outcome(result),
                case .wait(let pause) = schedule.decision(
                    after: outcome, attempt: attempt, now: time.now(), random: time.random())
            else { return try result.get() }
            do { try await time.sleep(pause) } catch { throw .failed(.cancelled) }
            attempt += 1
        }
    }

    /// The sitemaps that an address's site names in its robots.txt.
    package func sitemaps(of address: WebAddress) async -> [WebAddress] {
        manners.obeysRobots ? await robots.sitemaps(of: address) : []
    }

    /// Whether a site's robots.txt disallows an address; false where it cannot be read.
    package func disallows(_ address: WebAddress) async -> Bool {
        guard manners.obeysRobots, case .disallowed = await robots.verdict(for: address) else { return false }
        return true
    }

    /// The sites that rest now, and must not be asked.
    package func restingSites() -> Set<String> {
        let now = time.now()
        return Set(health.filter { if case .wait = $0.value.permission(now: now) { true } else { false } }.keys)
    }

    /// Whether names of hosts can be looked up: another one was found within the last minutes.
    package func findsNames(otherThan host: String) -> Bool {
        guard let nameFound, nameFound.host != host else { return false }
        return abs(time.now().seconds(since: nameFound.at)) < 600
    }

    private func result(of request: Request) async -> Result<Response, FetchRefusal> {
        do throws(FetchRefusal) {
            let site = request.address.siteKey
            let turn = HostPermit(turns)
            let isProbe = try await admit(request.address, turn)
            let outcome: Result<Response, FetchFailure>
            let barrier = RedirectBarrier()
            do throws(FetchFailure) {
                outcome = .success(
                    try await fetcher.fetch(request) { [weak self] (redirect) throws(FetchFailure) in
                        guard let self else { throw .shuttingDown }
                        do throws(FetchRefusal) {
                            await turn.end()  // the redirect is an answer
                            _ = try await self.admit(redirect.to, turn)
                        } catch {
                            await barrier.set(error)
                            throw .redirectRefused(
                                from: redirect.from, to: redirect.to.description, reason: "\(error)")
                        }
                    })
            } catch {
                outcome = .failure(error)
            }
            await turn.end()
            if let refusal = await barrier.refusal { return .failure(refusal) }
            if case .success(let response) = outcome { meters.fetches.note(response.timing.total) }
            await note(outcome, site: site, host: request.address.host, isProbe: isProbe)
            return outcome.mapError { .failed($0) }
        } catch {
            return .failure(error)
        }
    }

    /// Returns when the address may be asked now; whether it is asked to see if a site that rested works again.
    ///
    /// - Parameter turn: taken at the address's host; held by nobody where this throws.
    private func admit(_ address: WebAddress, _ turn: HostPermit) async throws(FetchRefusal) -> Bool {
        for _ in 0..<PoliteFetcher.mostRests {
            do throws(FetchRefusal) { return try await enter(address, turn) } catch {
                let now = time.now()
                guard case .postponed(let until, _) = error,
                    case .wait = health[address.siteKey, default: HostHealth()].permission(now: now),
                    case let rest = Duration.seconds(until.seconds(since: now)), rest <= manners.patienceWithRests
                else { throw error }
                do { try await time.sleep(max(rest, .seconds(1))) } catch { throw .failed(.cancelled) }
            }
        }
        return try await enter(address, turn)
    }

    /// Rests that are waited for, one after the other.
    private static let mostRests = 3

    private func enter(_ address: WebAddress, _ turn: HostPermit) async throws(FetchRefusal) -> Bool {
        let site = address.siteKey
        var crawlDelay: Duration?
        if case .wait(let until) = health[site, default: HostHealth()].permission(now: time.now()) {
            throw .postponed(
                until: until,
                "\(address): its site is in trouble or wants fewer visits, and is left alone until \(until)")
        }
        // Not even the rules are asked for in the midst of a pause that nobody waits for.
        let rest = await turn.rest(at: address.host)
        if rest > manners.patience {
            let asked = await robots.crawlDelay(of: site)
            throw await tooFar(rest, delay: max(manners.delay, asked ?? .zero), crawlDelay: asked, at: address)
        }
        if manners.obeysRobots {
            switch await robots.verdict(for: address) {
            case .allowed(let delay): crawlDelay = delay
            case .disallowed(let rule): throw .disallowed("\(address): robots.txt does not allow it: \(rule)")
            case .unknown(let until, let reason):
                if Task.isCancelled { throw .failed(.cancelled) }
                throw .postponed(until: until, "\(address): its rules cannot be had: \(reason)")
            }
        }
        let now = time.now()
        var isProbe = false
        switch health[site, default: HostHealth()].permission(now: now) {
        case .visit: break
        case .probe:
            health[site, default: HostHealth()].beginProbe(now: now)
            isProbe = true
        case .wait(let until): throw .postponed(until: until, "\(address): its site is left alone until \(until)")
        }
        let delay = health[site, default: HostHealth()].delay(from: max(manners.delay, crawlDelay ?? .zero))
        do throws(HostRateLimiter.Refusal) {
            try await turn.take(at: address.host, delay: delay, patience: manners.patience)
        } catch {
            switch error {
            case .cancelled: throw .failed(.cancelled)
            case .tooFar(let rest): throw await tooFar(rest, delay: delay, crawlDelay: crawlDelay, at: address)
            }
        }
        // With the turn in hand: nobody else asks the host meanwhile.
        await pool.roomForMore()
        // Another request, or another process, may have learnt meanwhile that the site wants its rest.
        await recall(site)
        if !isProbe, case .wait(let until) = health[site, default: HostHealth()].permission(now: time.now()) {
            await turn.end()
            throw .postponed(until: until, "\(address): its site is left alone until \(until)")
        }
        return isProbe
    }

    /// A pause that nobody waits for in place, and whose it is.
    private func tooFar(
        _ rest: Duration, delay: Duration, crawlDelay: Duration?, at address: WebAddress
    ) async -> FetchRefusal {
        let until = time.now().adding(seconds: Int(clamping: rest.components.seconds) + 1)
        let site = address.siteKey
        let reason: String
        if let crawlDelay, crawlDelay > manners.delay {
            let line = await robots.crawlDelayLine(of: site) ?? "Crawl-delay"
            reason = "\(site)/robots.txt asks for \(TimeSpan.text(crawlDelay)) between two requests (\(line))"
        } else {
            reason = "\(address.host) is asked once in \(TimeSpan.text(delay)) (fetch.delay)"
        }
        return .postponed(until: until, "\(reason); the next one may begin at \(until)")
    }

    private func note(
        _ outcome: Result<Response, FetchFailure>, site: String, host: String, isProbe: Bool
    ) async {
        let now = time.now()
        let sign: HostHealth.Sign?
        switch outcome {
        case .success(let response):
            sign = HostHealth.Sign(response, now: now)
            nameFound = (host, now)
        case .failure(let failure): sign = HostHealth.Sign(failure)
        }
        guard let sign else { return }
        let before = health[site]
        // An answer to what was asked before the rest began does not end it.
        if !isProbe, sign == .answered, case .wait? = before?.permission(now: now) { return }
        var after = before ?? HostHealth()
        after.note(sign, now: now, random: time.random())
        if after.failuresInARow == 0, after.brake == 0 {
            health[site] = nil
        } else {
            health[site] = after
        }
        guard health[site]?.failuresInARow != before?.failuresInARow || health[site]?.brake != before?.brake else {
            return
        }
        let text = health[site].flatMap { Daemon.remembered($0) }
        let known = remembered[site]
        remembered[site] = text
        do throws(StorageFailure) {
            try await memory.record(health: text, of: site)
        } catch {
            remembered[site] = known  // only patience is lost, and that of a later process
        }
    }

    /// Takes over what another process has noted of a site since.
    private func recall(_ site: String) async {
        let known = remembered[site]
        let text: String?
        do throws(StorageFailure) {
            text = try await memory.health(of: site)
        } catch {
            return  // this process's own patience holds
        }
        // What it has noted meanwhile itself is later.
        guard text != known, remembered[site] == known else { return }
        remembered[site] = text
        health[site] = recalled(HostHealth.self, from: text)
    }
}

/// Why an address was not fetched.
package enum FetchRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The site rests, or its rules cannot be had: not before then.
    case postponed(until: Timestamp, String)
    /// The site does not want it fetched.
    case disallowed(String)
    case failed(FetchFailure)

    /// One line for a person.
    package var description: String {
        switch self {
        case .postponed(_, let reason), .disallowed(let reason): reason
        case .failed(let failure): failure.description
        }
    }

    /// Whether the work was called off.
    package var isCancellation: Bool {
        switch self {
        case .failed(.cancelled), .failed(.shuttingDown): true
        default: false
        }
    }
}

extension Fetcher {
    /// Gets a site's robots.txt in its hosts' turns.
    ///
    /// - Parameter delay: what a host is left alone after its answer.
    func fetchRules(
        _ request: Request, turns: HostRateLimiter, delay: Duration
    ) async throws(FetchFailure) -> Response {
        let turn = HostPermit(turns)
        do throws(FetchFailure) {
            try await turn.takePatiently(at: request.address.host, delay: delay)
            let response = try await fetch(request) { (redirect) throws(FetchFailure) in
                try await turn.takePatiently(at: redirect.to.host, delay: delay)
            }
            await turn.end()
            return response
        } catch {
            await turn.end()
            throw error
        }
    }
}

/// Carries the reason for which a redirect was not followed past the fetcher, which only knows that it was not.
private actor RedirectBarrier {
    private(set) var refusal: FetchRefusal?

    func set(_ refusal: FetchRefusal) { self.refusal = refusal }
}

extension RetrySchedule.Outcome {
    /// Nil for what is not tried again in place.
    fileprivate init?(_ result: Result<Response, FetchRefusal>) {
        switch result {
        case .success(let response):
            self = .answered(status: response.status, retryAfter: response.header("Retry-After"))
        case .failure(.failed(let failure)): self = .failed(failure)
        case .failure(.postponed), .failure(.disallowed): return nil
        }
    }
}
