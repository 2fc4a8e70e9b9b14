import Archiving
import Fetching
import Judging
import Model
import Storage
import Testing

@testable import Daemon

/// What the end of a visit means for a page, row by row of the table, without a network.
@Suite struct VisitDecisionTests {
    private let now = Timestamp("2026-03-04T20:00:00+08:00")!
    private let url = "http://www.example.gov.cn/a/1.html"

    /// A page of the frontier as a store leases it.
    private func leased(
        kept: Bool = false, failures: Int = 0, purpose: PagePurpose = .firstVisit, looks: [Look] = []
    ) async throws -> (LeasedPage, PageState?) {
        let workshop = try Workshop()
        let store = try SQLiteStore(path: "\(workshop.folder.path)/d.db", coder: EventLine())
        let address = try WebAddress(parsing: url)
        let found = FoundPage(
            key: CanonicalAddress(address).key, url: url, source: "news", site: address.siteKey, purpose: purpose)
        _ = try await store.discover([found], at: now)
        let request = LeaseRequest(
            owner: "test", now: now, limit: 1, perSite: 1, avoiding: [], sources: ["news"],
            duration: LeaseRequest.durationLimit)
        for _ in 0..<failures {
            let lease = try #require(try await store.lease(request).first).lease
            _ = try await store.complete([PageCompletion(of: lease, at: now, .failed(reason: "x"), next: now)])
        }
        var state: PageState?
        if kept {
            let lease = try #require(try await store.lease(request).first).lease
            _ = try await store.complete([
                PageCompletion(
                    of: lease, at: now, .kept(day: Day("2026-03-04")!), next: now,
                    looks: remembered(LookHistory(looks)))
            ])
            state = PageState(
                url: url, article: ArticleID("0123456789abcdef")!, source: "news", firstSeen: now, changed: now,
                gone: nil,
                visit: nil)
        }
        return (try #require(try await store.lease(request).first), state)
    }

    private func decision(_ leased: (LeasedPage, PageState?), at now: Timestamp? = nil) -> VisitDecision {
        VisitDecision(
            leased: leased.0, shown: leased.1, plan: RecheckPlan(after: [.seconds(3600), .seconds(86_400)]),
            now: now ?? self.now, random: 0)
    }

    private var kept: VisitOutcome.Kept {
        .init(
            outcome: .unchanged(ArticleID("0123456789abcdef")!), day: Day("2026-03-04")!, since: now,
            visit: Visit(url: url, at: now, etag: "\"1\"", lastModified: nil))
    }

    @Test func aPageNeverKeptIsTriedAgainByWhatItMet() async throws {
        let page = try await leased()
        let decision = decision(page)
        func state(_ outcome: VisitOutcome) throws -> (PageOutcome, Int?) {
            let completion = try #require(decision.completion(of: outcome))
            return (completion.outcome, completion.next.map { $0.seconds(since: now) })
        }
        #expect(try state(.kept(kept)) == (.kept(day: Day("2026-03-04")!), 3600))
        #expect(try state(.missing(.notFound, "404", kind: nil)) == (.failed(reason: "404"), 3600))
        #expect(
            try state(.missing(.soft404, "gone", kind: .softNotFound)) == (
                .walled(kind: "soft-404", evidence: "gone"), 3600
            ))
        #expect(
            try state(.walled(.ruishu, evidence: "412", "x")) == (.walled(kind: "ruishu", evidence: "412"), 6 * 3600))
        #expect(try state(.incomplete("cut")) == (.failed(reason: "cut"), 60))
        #expect(try state(.failed("down")) == (.failed(reason: "down"), 60))
        #expect(
            try state(.noArticle("a list", as: .noArticle)) == (.ignored(reason: "a list", as: .noArticle), 86_400))
        #expect(try state(.disallowed("no")) == (.ignored(reason: "no", as: .disallowed), nil))
        #expect(try state(.setAside("dead")) == (.failed(reason: "dead", as: .readerDied), nil))
        #expect(decision.completion(of: .calledOff) == nil)
        #expect(decision.completion(of: .postponed(until: now, "rests")) == nil)
        #expect(decision.removal(by: .missing(.removed, "410", kind: nil)) == nil)
    }

    @Test func patienceEndsWithTheThirdVisit() async throws {
        let address = try WebAddress(parsing: url)
        for (failures, patience) in [(0, WantedPage.Patience.waits), (1, .waits), (2, .exhausted)] {
            let wanted = decision(try await leased(failures: failures)).wanted(at: address, utcOffset: 0)
            #expect(wanted.patience == patience)
            #expect(wanted.isNews)
        }
        let known = decision(try await leased(kept: true)).wanted(at: address, utcOffset: 0)
        #expect(known.patience == .waits && !known.takesPart)
    }

    @Test func whatIsNoAnswerAboutAnArticleIsNoRemoval() async throws {
        let page = try await leased(kept: true)
        let decision = decision(page)
        for outcome in [
            VisitOutcome.walled(.blocked, evidence: "x", "x"), .failed("x"), .incomplete("x"), .doubted("x"),
            .noArticle("x", as: .noArticle), .disallowed("x"), .setAside("x"),
        ] {
            #expect(decision.removal(by: outcome) == nil)
            if case .gone = try #require(decision.completion(of: outcome)).outcome { Issue.record("\(outcome)") }
        }
    }

    @Test func severalLooksMakeARemoval() async throws {
        let looks = (1...6).map { hours in
            Look(at: now.adding(seconds: hours * 6 * 3600), outcome: .missing(.notFound))
        }
        let page = try await leased(kept: true, looks: [Look(at: now, outcome: .served)] + looks)
        let later = now.adding(seconds: 48 * 3600)
        let outcome = VisitOutcome.missing(.notFound, "404", kind: nil)
        let decision = decision(page, at: later)
        guard case .gone(let reason, _)? = decision.removal(by: outcome)?.kind,
            case .gone? = decision.completion(of: outcome)?.outcome
        else {
            Issue.record("not judged removed")
            return
        }
        #expect(reason == "http-404")
    }
}
