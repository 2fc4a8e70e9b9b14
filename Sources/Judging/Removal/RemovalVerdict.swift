package import Model

/// Whether an article has been removed: a judgement over several looks, weighted by time.
///
/// In plain words: one bad answer is never a removal. An article is **gone** when, since it was last served,
///
/// 1. enough looks, spread over enough time, found it missing:
///    | most of them said | looks | from the first to the last |
///    |---|---|---|
///    | `http-410` | 2 | 24 hours |
///    | `http-404`, `soft-404`, `redirect-home` | 3 | 24 hours |
///    | `dns`, `tls` | 3 | 7 days: whole sites go down, and come back |
/// 2. and it was missing for at least three quarters of the time that is known about since it was first missed within
///    the last 14 days. Each look stands until the next one; a look that met a wall, or that failed on the way, stands
///    for nothing. So a site that serves the article on every other look keeps it.
///
/// Until then it is **suspect**, from the first look that missed it. Walls and failures of our own never count, neither
/// for a removal nor against it. A gone article is **back** as soon as one look is served: nobody serves by accident.
///
/// Source: the time-weighted page status of EDGI's web-monitoring-db (`Page#calculate_status`): 14 days, 0.75.
package enum RemovalVerdict: Hashable, Sendable {
    /// Served by the last look that tells anything, or never asked.
    case present
    /// Missing, but not often or not long enough.
    case suspect(since: Timestamp)
    /// Removed. `since` is the first look that missed it, `evidence` a line for people.
    case gone(reason: Absence, evidence: String, since: Timestamp)
    /// It had been judged gone and is served again.
    case back

    /// - Parameters:
    ///   - history: what is known about the address.
    ///   - wasGone: whether it stands as judged gone; such an article stays gone until it is served.
    package init(_ history: LookHistory, wasGone: Bool) {
        let run = history.missingRun
        guard let first = run.first, let last = run.last else {
            self = wasGone && history.newestThatCounts != nil ? .back : .present
            return
        }
        let reason = RemovalVerdict.prevailingReason(of: run)
        let isProven =
            run.count >= reason.looksNeeded && last.at.since(first.at) >= reason.timeNeeded
            && RemovalVerdict.missingShare(of: history.looks) >= RemovalVerdict.shareNeeded
        guard isProven || wasGone else {
            self = .suspect(since: first.at)
            return
        }
        self = .gone(
            reason: reason, evidence: RemovalVerdict.evidence(run, lastServed: history.lastServed), since: first.at)
    }

    static let window = Duration.days(14)
    static let shareNeeded = 0.75

    /// The part of the time known about, since the first miss within the window, for which the article was missing.
    static func missingShare(of looks: [Look]) -> Double {
        guard let newest = looks.last,
            let start = looks.firstIndex(where: { $0.absence != nil && newest.at.since($0.at) <= window })
        else { return 0 }
        var missing = Duration.zero
        var known = Duration.zero
        for (look, next) in zip(looks[start...], looks[start...].dropFirst()) where look.counts {
            let stood = next.at.since(look.at)
            known += stood
            if look.absence != nil { missing += stood }
        }
        return known > .zero ? missing / known : 0
    }

    /// What most of the looks said; of equals, what was said last.
    private static func prevailingReason(of run: [Look]) -> Absence {
        var counts: [Absence: Int] = [:]
        var prevailing = Absence.notFound
        for absence in run.lazy.compactMap(\.absence) {
            counts[absence, default: 0] += 1
            if counts[absence, default: 0] >= counts[prevailing, default: 0] { prevailing = absence }
        }
        return prevailing
    }

    /// `missing on 3 looks in 1 d 1 h (http-404 ×3), last served 2026-11-21T04:00:00Z`.
    private static func evidence(_ run: [Look], lastServed: Look?) -> String {
        let reasons = Absence.allCases.compactMap { absence -> String? in
            let count = run.count { $0.absence == absence }
            return count > 0 ? "\(absence.rawValue) ×\(count)" : nil
        }
        let span = (run.last?.at ?? .init(secondsSinceEpoch: 0)).since(run.first?.at ?? .init(secondsSinceEpoch: 0))
        let served = lastServed.map { ", last served \($0.at)" } ?? ""
        return "missing on \(run.count) \(run.count == 1 ? "look" : "looks") in \(span.spoken) "
            + "(\(reasons.joined(separator: ", ")))\(served)"
    }
}

extension Absence {
    /// Looks that must have missed the article before it is gone.
    var looksNeeded: Int { self == .removed ? 2 : 3 }

    /// Time that must lie between the first and the last of them.
    var timeNeeded: Duration {
        switch self {
        case .notFound, .removed, .soft404, .redirectHome: .hours(24)
        case .dns, .tls: .days(7)
        }
    }
}
