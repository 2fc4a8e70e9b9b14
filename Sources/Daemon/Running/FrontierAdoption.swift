internal import Judging
internal import Model
internal import Storage

/// Brings pages whose articles are in the archive into the frontier, where they are looked at again: those that were
/// fetched by hand, and all of them after the database was lost.
struct FrontierAdoption: Sendable {
    let store: any StateStore
    let plan: RecheckPlan
    let time: DaemonClock
    let pulse: LivenessMonitor

    private static let batch = 500

    /// After a lost database a million pages take minutes: what is told to end ends after some hundred more, and the next
    /// run goes on from there.
    ///
    /// - Returns: how many pages were added.
    func run(until halt: StopFlag) async throws(StorageFailure) -> Int {
        var adopted = 0
        var last = ""
        while !halt.isSet {
            pulse.beat(adopted == 0 ? "starting" : "starting: \(adopted) kept pages have joined the frontier")
            let pages = try await store.unlisted(after: last, limit: FrontierAdoption.batch)
            guard let end = pages.last else { break }
            last = end.url
            var known: [AdoptedPage] = []
            for state in pages {
                if let page = try await page(state) { known.append(page) }
            }
            adopted += try await store.adopt(known)
        }
        return adopted
    }

    /// Nil for what is no address of this version's.
    private func page(_ state: PageState) async throws(StorageFailure) -> AdoptedPage? {
        guard let address = try? WebAddress(parsing: state.url) else { return nil }
        let canonical = CanonicalAddress(address)
        let found = FoundPage(
            key: canonical.key, url: state.url, source: state.source, site: address.siteKey,
            day: try await store.article(state.article)?.entry.day, purpose: .recheck)
        let now = time.now()
        let looks = LookHistory([Look(at: max(state.changed, state.visit?.at ?? state.changed), outcome: .served)])
        let due = plan.nextLook(
            kept: state.changed, history: looks, verdict: .present, now: now, random: time.random())
        return AdoptedPage(found: found, keptAt: state.firstSeen, goneAt: state.gone, due: due)
    }
}
