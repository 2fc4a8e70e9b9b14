internal import Fetching
internal import Judging
package import Model
package import Storage

/// A visit in the daemon, from its lease to the lease's end: `PageVisit` says how it ended, `VisitDecision` what that means.
package struct PageWorker: Sendable {
    private let pages: PageVisit
    private let plan: RecheckPlan
    private let time: DaemonClock

    /// - Parameter recheckAfter: when a kept article is looked at again.
    package init(_ pages: PageVisit, recheckAfter: [Duration], time: DaemonClock) {
        self.pages = pages
        self.time = time
        plan = RecheckPlan(after: recheckAfter)
    }

    /// How a visit ended.
    package enum Result: Sendable {
        case completed(PageCompletion, News)
        /// Not visited: the site rests, or the archive is in use.
        case postponed(Lease, until: Timestamp, reason: String)
        /// Not visited: the daemon stops.
        case calledOff(Lease)
        /// The archive or the database takes nothing more.
        case broken(Lease, reason: String)
    }

    /// What a visit has to tell.
    package enum News: Sendable {
        case published(Event)
        case unchanged
        /// One line: why there is no article.
        case nothing(reason: String)

        init(_ outcome: Outcome) {
            self = if case .published(let event) = outcome { .published(event) } else { .unchanged }
        }
    }

    private static let pauseWhileBusy = 60

    /// Visits a page.
    ///
    /// - Parameter utcOffset: seconds that the site's clock is ahead of UTC.
    package func visit(_ leased: LeasedPage, utcOffset: Int) async -> Result {
        do throws(WorkFailure) {
            if leased.page.found.purpose == .attachment {
                return try await AttachmentVisit(leased: leased, pages: pages, time: time).run()
            }
            return try await visited(leased, utcOffset)
        } catch {
            switch error {
            case .cancelled: return .calledOff(leased.lease)
            case .busy(let reason):
                return .postponed(
                    leased.lease, until: time.now().adding(seconds: PageWorker.pauseWhileBusy), reason: reason)
            case .storage(let reason): return .broken(leased.lease, reason: reason)
            }
        }
    }

    private func visited(_ leased: LeasedPage, _ utcOffset: Int) async throws(WorkFailure) -> Result {
        let found = leased.page.found
        guard let address = try? WebAddress(parsing: found.url) else {  // the reason helps nobody
            return .completed(
                PageCompletion(
                    of: leased.lease, at: time.now(), .ignored(reason: "no address", as: .unreadable), next: nil),
                .nothing(reason: "\(found.url): no address"))
        }
        let shown = try await kept { () throws(StorageFailure) in
            try await pages.store.page(leased.page.shows ?? found.url)
        }
        func decision() -> VisitDecision {
            VisitDecision(leased: leased, shown: shown, plan: plan, now: time.now(), random: time.random())
        }
        let outcome = try await pages.run(decision().wanted(at: address, utcOffset: utcOffset))
        return try await recorded(outcome, decision())
    }

    private func recorded(_ outcome: VisitOutcome, _ decision: VisitDecision) async throws(WorkFailure) -> Result {
        let lease = decision.leased.lease
        if case .postponed(let until, let reason) = outcome {
            return .postponed(lease, until: until, reason: reason)
        }
        guard let completion = decision.completion(of: outcome) else { return .calledOff(lease) }
        if let removal = decision.removal(by: outcome) {
            return .completed(completion, News(try await pages.archivist.tell(removal)))
        }
        switch outcome {
        case .kept(let kept): return .completed(completion, News(kept.outcome))
        case .merged(let url, let day, let kept):
            if let adoption = decision.adoption(of: url, day: day) { try await adopt(adoption) }
            return .completed(completion, News(kept.outcome))
        default: return .completed(completion, .nothing(reason: outcome.reason ?? "no article"))
        }
    }

    private func adopt(_ adoption: AdoptedPage) async throws(WorkFailure) {
        try await kept { () throws(StorageFailure) in
            guard try await pages.store.adopt([adoption]) == 0 else { return }
            // It is known, and was perhaps given up.
            var found = adoption.found
            found.purpose = .gapHeal
            _ = try await pages.store.discover([found], at: time.now())
        }
    }

    /// Writes down what the pages have taught about their sites. To be called at the end.
    package func close() async throws(WorkFailure) { try await pages.close() }
}
