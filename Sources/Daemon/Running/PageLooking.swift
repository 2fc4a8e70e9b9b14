internal import Fetching
internal import Judging
internal import Model
internal import Storage

/// A visit that is under way, and what each of its ends means for the page: its state, its looks, its next visit. Pure
/// but for the clock.
struct PageLooking: Sendable {
    let leased: LeasedPage
    /// What the page showed last; nil where nothing of it was ever kept under its own address.
    let shown: PageState?
    let visit: PageVisit
    let plan: RecheckPlan
    let time: Timepiece

    /// After so many visits without one of its pages an article is kept without it.
    private static let visitsForWhole = 3

    var lease: Lease { leased.lease }

    /// What the site is told that we have; nothing before the page was kept, nor after a doubt.
    var known: KnownVersion? {
        guard isKept, leased.page.state == .kept else { return nil }
        return leased.page.visit.map { KnownVersion(etag: $0.etag, lastModified: $0.lastModified) }
    }

    var isKept: Bool { leased.page.keptAt != nil }

    /// Whether an article is kept without a page that cannot be had: one that was never kept, after some tries.
    var takesPart: Bool { !isKept && leased.page.failures + 1 >= PageLooking.visitsForWhole }

    /// The day under which the page is expected.
    var day: Day { leased.page.found.day ?? time.now().day(offset: visit.utcOffset) }

    private var history: LookHistory { recalled(LookHistory.self, from: leased.page.looks) ?? LookHistory() }

    /// Where the article is, if the page redirects there.
    var elsewhere: WebAddress? {
        guard let shown, shown.url != leased.page.found.url else { return nil }
        return try? WebAddress(parsing: shown.url)  // our own words, checked when written
    }

    /// Whether a redirect led to the same page on the site's other host: from `m.` to `www.`.
    func leadsToTwin(_ address: WebAddress) -> Bool {
        let own = leased.page.found.key
        let twin = CanonicalAddress(address).key
        return twin != own && CanonicalAddress(visit.address, declared: [address]).key == twin
    }

    /// The original of this page as the frontier is to have it; nil where it is this page itself.
    func adoption(of url: String, day: Day) -> AdoptedPage? {
        guard let address = try? WebAddress(parsing: url) else { return nil }  // our own words
        let key = CanonicalAddress(address).key
        guard key != leased.page.found.key else { return nil }
        var found = leased.page.found
        found.key = key
        found.url = url
        found.site = address.siteKey
        found.day = day
        let now = time.now()
        let due = plan.nextLook(
            kept: now, history: LookHistory([Look(at: now, outcome: .served)]), verdict: .present, now: now,
            random: time.random())
        return AdoptedPage(found: found, keptAt: now, due: due)
    }

    /// The page is a copy of another one, which is looked at instead.
    func merged(into url: String) -> PageWorker.Result {
        .completed(
            PageCompletion(of: lease, at: time.now(), .ignored(reason: "the same page as \(oneLine(url))"), next: nil),
            .unchanged)
    }

    /// The article was there.
    ///
    /// - Parameters:
    ///   - address: where it was found in the end; nil where that is as before.
    ///   - kept: when the text that it has now was first seen.
    func served(day: Day, _ response: Response, at address: WebAddress?, kept: Timestamp?) -> PageWorker.Result {
        let now = time.now()
        var completion = completion(
            .kept(day: day), Look(at: now, outcome: .served),
            next: { history in
                plan.nextLook(
                    kept: kept ?? now, history: history, verdict: .present, now: now, random: time.random())
            })
        completion.shows = address?.description
        completion.visit = Visit(
            url: leased.page.found.url, at: now,
            etag: response.version.etag ?? (response.status == 304 ? known?.etag : nil),
            lastModified: response.version.lastModified ?? (response.status == 304 ? known?.lastModified : nil))
        return .completed(completion, .unchanged)
    }

    /// The site says that there is no such page.
    ///
    /// - Parameter wallKind: how it said so, where its status did not.
    /// - Returns: also the verdict over all looks; nil for a page that was never kept.
    func missed(
        _ absence: Absence, _ reason: String, wallKind: String?
    ) -> (result: PageWorker.Result, verdict: RemovalVerdict?) {
        let now = time.now()
        let look = Look(at: now, outcome: .missing(absence))
        let plain: PageOutcome = wallKind.map { .walled(kind: $0, evidence: reason) } ?? .failed(reason: reason)
        guard isKept else {
            let next = FirstVisitRetry.missing.next(
                failures: leased.page.failures + 1, now: now, random: time.random())
            let outcome: PageOutcome = next == nil ? .gone(reason: absence.rawValue) : plain
            return (.completed(completion(outcome, look) { _ in next }, .nothing(reason: reason)), nil)
        }
        var after = history
        after.add(look)
        let verdict = RemovalVerdict(after, wasGone: shown?.gone != nil)
        let outcome: PageOutcome
        if case .gone(let absence, let evidence, _) = verdict {
            outcome = .gone(reason: "\(absence.rawValue): \(evidence)")
        } else {
            outcome = plain
        }
        let completion = completion(outcome, look) { history in
            plan.nextLook(
                kept: shown?.changed ?? now, history: history, verdict: verdict, now: now, random: time.random())
        }
        return (.completed(completion, .nothing(reason: reason)), verdict)
    }

    func walled(kind: String, evidence: String) -> PageWorker.Result {
        inconclusive(
            .walled(kind: kind, evidence: evidence), .wall(kind), .wall,
            "\(visit.address): a wall (\(kind)): \(evidence)")
    }

    /// No answer that says anything about the article.
    func failed(_ reason: String) -> PageWorker.Result {
        inconclusive(.failed(reason: oneLine(reason)), .failed(oneLine(reason)), .trouble, reason)
    }

    /// An answer without an article. A page that had one is believed to have it still.
    ///
    /// - Parameter kind: what it is instead.
    func unreadable(_ reason: String, as kind: LeftOut) -> PageWorker.Result {
        guard !isKept else { return failed(reason) }
        return inconclusive(.ignored(reason: oneLine(reason), as: kind), .failed(oneLine(reason)), .noArticle, reason)
    }

    func disallowed(_ reason: String) -> PageWorker.Result {
        guard !isKept else { return failed(reason) }
        let completion = PageCompletion(
            of: lease, at: time.now(), .ignored(reason: oneLine(reason), as: .disallowed), next: nil)
        return .completed(completion, .nothing(reason: reason))
    }

    private func inconclusive(
        _ outcome: PageOutcome, _ look: Look.Outcome, _ retry: FirstVisitRetry, _ reason: String
    ) -> PageWorker.Result {
        let now = time.now()
        let completion = completion(outcome, Look(at: now, outcome: look)) { history in
            guard isKept else {
                return retry.next(failures: visitsInVain, now: now, random: time.random())
            }
            let verdict = RemovalVerdict(history, wasGone: shown?.gone != nil)
            return plan.nextLook(
                kept: shown?.changed ?? now, history: history, verdict: verdict, now: now, random: time.random())
        }
        return .completed(completion, .nothing(reason: reason))
    }

    /// Visits that brought no article, this one included; the frontier does not count those without an article.
    private var visitsInVain: Int {
        max(leased.page.failures + 1, history.looks.reversed().prefix { $0.outcome != .served }.count + 1)
    }

    private func completion(
        _ outcome: PageOutcome, _ look: Look, next: (LookHistory) -> Timestamp?
    ) -> PageCompletion {
        var after = history
        after.add(look)
        return PageCompletion(of: lease, at: look.at, outcome, next: next(after), looks: remembered(after))
    }
}
