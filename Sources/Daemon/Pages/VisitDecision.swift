internal import Fetching
internal import Judging
internal import Model
internal import Storage

/// What the end of a visit means for a page of the frontier: its state, its looks, its next visit, and whether it is judged
/// removed. A pure table.
///
/// | the visit | a page never kept | a page kept before |
/// |---|---|---|
/// | `kept` | kept, next by `RecheckPlan` | the same |
/// | `merged` | ignored, no more visits: the original is looked at | the same |
/// | `missing` | failed or walled, next by `FirstVisitRetry.missing`; gone in the end | a look; gone by `RemovalVerdict` |
/// | `walled` | walled, `.wall` | a look that counts for nothing |
/// | `incomplete`, `doubted`, `failed` | failed, `.trouble` | the same |
/// | `noArticle` | ignored, `.noArticle` | the same, as trouble |
/// | `disallowed` | ignored, no more visits | the same, as trouble |
/// | `setAside` | failed, no more visits | the same |
/// | `postponed`, `calledOff` | given back as it was | the same |
struct VisitDecision: Sendable {
    let leased: LeasedPage
    /// What the page showed last; nil where nothing of it was ever kept.
    let shown: PageState?
    let plan: RecheckPlan
    let now: Timestamp
    /// Drawn evenly from 0 to 1.
    let random: Double

    /// After so many visits without one of its pages an article is kept without it.
    private static let visitsForWhole = 3

    private var page: FrontierPage { leased.page }

    private var isKept: Bool { page.keptAt != nil }

    private var history: LookHistory { recalled(LookHistory.self, from: page.looks) ?? LookHistory() }

    /// What the visitor is told of a page.
    ///
    /// - Parameter utcOffset: seconds that the site's clock is ahead of UTC.
    func wanted(at address: WebAddress, utcOffset: Int) -> WantedPage {
        var wanted = WantedPage(
            address: address, source: page.found.source, utcOffset: utcOffset, listedDay: page.found.day,
            listedTitle: page.found.title)
        wanted.shown = shown
        // A page in trouble is got anew.
        if isKept, page.state == .kept || page.visit?.isDoubted == true { wanted.visit = page.visit }
        wanted.patience = !isKept && page.failures + 1 >= VisitDecision.visitsForWhole ? .exhausted : .waits
        wanted.isNews = page.found.purpose == .firstVisit
        return wanted
    }

    /// How the lease ends; nil where the page is given back as it was.
    func completion(of outcome: VisitOutcome) -> PageCompletion? {
        switch outcome {
        case .kept(let kept): served(kept)
        case .merged(let url, _, _):
            PageCompletion(
                of: leased.lease, at: now, .ignored(reason: "the same page as \(oneLine(url))"), next: nil)
        case .missing(let absence, let reason, let kind): missed(absence, reason, kind)
        case .walled(let kind, let evidence, _):
            inconclusive(.walled(kind: kind.rawValue, evidence: evidence), .wall(kind.rawValue), .wall)
        case .incomplete(let reason), .doubted(let reason), .failed(let reason): failed(reason)
        case .noArticle(let reason, let kind):
            // A page that had one is believed to have it still.
            isKept
                ? failed(reason)
                : inconclusive(
                    .ignored(reason: oneLine(reason), as: kind), .failed(oneLine(reason)), .noArticle)
        case .disallowed(let reason):
            isKept
                ? failed(reason)
                : PageCompletion(
                    of: leased.lease, at: now, .ignored(reason: oneLine(reason), as: .disallowed), next: nil)
        case .setAside(let reason):
            PageCompletion(of: leased.lease, at: now, .failed(reason: reason, as: .readerDied), next: nil)
        case .postponed, .calledOff: nil
        }
    }

    /// What is told of a page that is judged removed by this look; nil for every other, and for one of which that is known.
    func removal(by outcome: VisitOutcome) -> EventDraft? {
        guard isKept, case .missing(let absence, _, _) = outcome, let shown, shown.gone == nil,
            case .gone(let reason, let evidence, _) = verdict(after: Look(at: now, outcome: .missing(absence)))
        else { return nil }
        return EventDraft(
            at: now, id: shown.article, url: shown.url, source: page.found.source,
            kind: .gone(reason: reason.rawValue, evidence: evidence))
    }

    /// The original of this page as the frontier is to have it: from now on it alone is looked at.
    func adoption(of url: String, day: Day) -> AdoptedPage? {
        guard let address = try? WebAddress(parsing: url) else { return nil }  // our own words
        var found = page.found
        found.key = CanonicalAddress(address).key
        found.url = url
        found.site = address.siteKey
        found.day = day
        let due = plan.nextLook(
            kept: now, history: LookHistory([Look(at: now, outcome: .served)]), verdict: .present, now: now,
            random: random)
        return AdoptedPage(found: found, keptAt: now, due: due)
    }

    private func verdict(after look: Look) -> RemovalVerdict {
        var after = history
        after.add(look)
        return RemovalVerdict(after, wasGone: shown?.gone != nil)
    }

    private func served(_ kept: VisitOutcome.Kept) -> PageCompletion {
        var completion = completion(.kept(day: kept.day), Look(at: now, outcome: .served)) { history in
            plan.nextLook(kept: kept.since ?? now, history: history, verdict: .present, now: now, random: random)
        }
        completion.shows = kept.visit.url
        completion.visit = kept.visit
        completion.visit?.url = page.found.url
        return completion
    }

    private func missed(_ absence: Absence, _ reason: String, _ kind: Wall.Kind?) -> PageCompletion {
        let look = Look(at: now, outcome: .missing(absence))
        let plain: PageOutcome =
            kind.map { .walled(kind: $0.rawValue, evidence: oneLine(reason)) } ?? .failed(reason: oneLine(reason))
        guard isKept else {
            let next = FirstVisitRetry.missing.next(failures: page.failures + 1, now: now, random: random)
            return completion(next == nil ? .gone(reason: absence.rawValue) : plain, look) { _ in next }
        }
        let verdict = verdict(after: look)
        let outcome: PageOutcome =
            if case .gone(let absence, let evidence, _) = verdict {
                .gone(reason: "\(absence.rawValue): \(evidence)")
            } else { plain }
        return completion(outcome, look) { history in
            plan.nextLook(kept: shown?.changed ?? now, history: history, verdict: verdict, now: now, random: random)
        }
    }

    /// No answer that says anything about the article.
    private func failed(_ reason: String) -> PageCompletion {
        inconclusive(.failed(reason: oneLine(reason)), .failed(oneLine(reason)), .trouble)
    }

    private func inconclusive(
        _ outcome: PageOutcome, _ look: Look.Outcome, _ retry: FirstVisitRetry
    ) -> PageCompletion {
        completion(outcome, Look(at: now, outcome: look)) { history in
            guard isKept else { return retry.next(failures: visitsInVain, now: now, random: random) }
            let verdict = RemovalVerdict(history, wasGone: shown?.gone != nil)
            return plan.nextLook(
                kept: shown?.changed ?? now, history: history, verdict: verdict, now: now, random: random)
        }
    }

    /// Visits that brought no article, this one included; the frontier does not count those without an article.
    private var visitsInVain: Int {
        max(page.failures + 1, history.looks.reversed().prefix { $0.outcome != .served }.count + 1)
    }

    private func completion(
        _ outcome: PageOutcome, _ look: Look, next: (LookHistory) -> Timestamp?
    ) -> PageCompletion {
        var after = history
        after.add(look)
        return PageCompletion(of: leased.lease, at: now, outcome, next: next(after), looks: remembered(after))
    }
}
