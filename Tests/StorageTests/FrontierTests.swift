import Model
import Storage
import Testing

@Suite struct FrontierTests {
    @Test func aPageIsNewOnce() async throws {
        try await withStore { store in
            #expect(try await store.discover([found(1), found(2), found(1)], at: time(0)) == Discovery(new: 2))
            #expect(try await store.discover([found(2), found(3)], at: time(9)) == Discovery(new: 1))
            let page = try #require(try await store.frontierPage("a.gov.cn/2"))
            #expect(page.found == found(2))
            #expect((page.foundAt, page.due, page.state) == (time(0), time(0), .pending))
            #expect((page.failures, page.visitedAt, page.keptAt, page.visit) == (0, nil, nil, nil))
            #expect(try await store.frontierPage("a.gov.cn/4") == nil)
        }
    }

    @Test func whoeverFoundAPageFirstKeepsIt() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1, of: "a", site: "http://x.cn")], at: time(0))
            #expect(try await store.discover([found(1, of: "b", site: "http://x.cn")], at: time(1)).new == 0)
            #expect(try await store.frontierPage("x.cn/1")?.found.source == "a")
        }
    }

    @Test func aPageThatIsFoundAgainLearnsWhatItLacks() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1, .backfill)], at: time(0))
            _ = try await store.discover([found(1, title: "题目", day: day)], at: time(5))
            _ = try await store.discover([found(1, title: "别的", day: day.adding(days: 1), .backfill)], at: time(6))
            #expect(try await store.frontierPage("a.gov.cn/1")?.found == found(1, title: "题目", day: day))
            #expect(try await store.frontierPage("a.gov.cn/1")?.due == time(0))
        }
    }

    @Test func aLongTitleIsCut() {
        #expect(found(1, title: String(repeating: "长", count: 9999)).title?.count == FoundPage.titleLimit)
    }

    @Test func aVisitLeavesItsTraces() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1, title: "题目", day: day)], at: time(0))
            let visit = Visit(url: found(1).url, at: time(5), etag: "\"a\"", lastModified: nil)
            let first = try await store.visit(
                at: 5, .kept(day: day.adding(days: 1)!), next: 3600, looks: "[1]", visit: visit)
            #expect(first?.page.found.purpose == .firstVisit)
            let page = try #require(try await store.frontierPage("a.gov.cn/1"))
            #expect((page.state, page.found.day, page.found.purpose) == (.kept, day.adding(days: 1), .recheck))
            #expect((page.due, page.visitedAt, page.keptAt) == (time(3600), time(5), time(5)))
            #expect((page.failures, page.reason, page.looks, page.visit) == (0, nil, "[1]", visit))
            #expect(try await store.lease(request(at: 3599)) == [])
            let again = try await store.lease(request(at: 3600))
            #expect(again.map(\.page) == [page])
        }
    }

    /// What one visit after another makes of a page: state, failures in a row, the purpose of its next visit.
    @Test func outcomesMoveThePageOn() async throws {
        let steps: [(PageOutcome, FrontierState, Int, PagePurpose, String?)] = [
            (.failed(reason: "超时"), .failed, 1, .firstVisit, "超时"),
            (.walled(kind: "jsl", evidence: "521"), .walled, 2, .firstVisit, "jsl: 521"),
            (.ignored(reason: "robots"), .ignored, 0, .firstVisit, "robots"),
            (.gone(reason: "http-404"), .gone, 1, .firstVisit, "http-404"),
            (.kept(day: day), .kept, 0, .recheck, nil),
            (.failed(reason: "dns"), .failed, 1, .recheck, "dns"),
            (.gone(reason: "dns"), .gone, 2, .recheck, "dns"),
            (.kept(day: day), .kept, 0, .recheck, nil),
        ]
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(0))
            for (turn, step) in steps.enumerated() {
                #expect(try await store.visit(at: turn, step.0, next: turn + 1) != nil)
                let page = try #require(try await store.frontierPage("a.gov.cn/1"))
                #expect(
                    (page.state, page.failures, page.found.purpose, page.reason) == (step.1, step.2, step.3, step.4))
                #expect(page.keptAt == (turn < 4 ? nil : time(4)))
            }
        }
    }

    @Test func aPageWithoutANextVisitWaitsForNone() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(0))
            try await store.visit(at: 0, .ignored(reason: "no article"), next: nil)
            #expect(try await store.lease(request(at: 1_000_000)) == [])
            #expect(try await store.nextDue(of: nil) == nil)
        }
    }

    @Test func theNextVisitIsTheEarliestThatNobodyHas() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(2, of: "b")], at: time(7))
            _ = try await store.discover([found(3), found(4, of: "b", .backfill)], at: time(9))
            #expect(try await store.nextDue(of: nil) == time(7))
            #expect(try await store.lease(request(at: 8)).count == 2)
            #expect(try await store.nextDue(of: nil) == time(9))
            #expect(try await store.nextDue(of: ["b"]) == time(9))
            #expect(try await store.nextDue(of: ["c"]) == nil)
        }
    }

    @Test func aHealedDayIsVisitedAgainWhereNothingWasKept() async throws {
        try await withStore { store in
            let outcomes: [PageOutcome] = [
                .kept(day: day), .failed(reason: "x"), .walled(kind: "x", evidence: ""), .gone(reason: "x"),
                .ignored(reason: "x"),
            ]
            for (number, outcome) in outcomes.enumerated() {
                _ = try await store.discover([found(number, day: day)], at: time(0))
                try await store.visit(at: 0, outcome, next: nil)
            }
            _ = try await store.discover(
                [found(8, of: "b", day: day), found(9, day: day.adding(days: 1))], at: time(99))
            #expect(try await store.heal("a", from: day.adding(days: 1)!, to: day.adding(days: 9)!, at: time(1)) == 0)
            #expect(try await store.heal("a", from: day, to: day, at: time(1)) == 3)
            let pages = try await store.lease(request(at: 1))
            #expect(Set(pages.keys) == ["a.gov.cn/1", "a.gov.cn/2", "a.gov.cn/3"])
            #expect(pages.allSatisfy { $0.page.found.purpose == .gapHeal && $0.page.failures == 0 })
        }
    }

    @Test func aPageInHandIsNotHealed() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1, day: day)], at: time(0))
            try await store.visit(at: 0, .failed(reason: "x"), next: 5)
            let leased = try await store.lease(request(at: 5))
            #expect(leased.count == 1)
            #expect(try await store.heal("a", from: day, to: day, at: time(6)) == 0)
            try await store.giveBack(leased.map(\.lease), due: nil, reason: nil)
            #expect(try await store.heal("a", from: day, to: day, at: time(6)) == 1)
        }
    }

    @Test func aPageThatHealingFindsIsDueAgainUnlessItIsIgnored() async throws {
        try await withStore { store in
            for (number, outcome) in [PageOutcome.failed(reason: "x"), .ignored(reason: "x")].enumerated() {
                _ = try await store.discover([found(number)], at: time(0))
                try await store.visit(at: 0, outcome, next: nil)
            }
            #expect(try await store.discover([found(0), found(1)], at: time(1)) == Discovery())
            let discovery = try await store.discover([found(0, .gapHeal), found(1, .gapHeal)], at: time(2))
            #expect(discovery == Discovery(new: 0, revived: 1))
            #expect(try await store.problems() == [])
            #expect(try await store.lease(request(at: 2)).keys == ["a.gov.cn/0"])
        }
    }

    @Test func countsTellHowManyPagesAreInWhichState() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(0))
            try await store.visit(at: 0, .kept(day: day), next: nil)
            _ = try await store.discover([found(2), found(3), found(1, of: "b")], at: time(0))
            #expect(
                try await store.frontierCounts() == [
                    FrontierCount(source: "a", state: .kept, pages: 1),
                    FrontierCount(source: "a", state: .pending, pages: 2),
                    FrontierCount(source: "b", state: .pending, pages: 1),
                ])
            #expect(try await store.problems() == [])
        }
    }

    @Test func keptPagesComeBackToAFrontierThatWasLost() async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            _ = try await store.rebuild { add in for entry in entries { try add(entry) } }
            let first = try await store.unlisted(after: "", limit: 3)
            #expect(first.map(\.url) == [url(1), url(2), url(3)])
            #expect(try await store.unlisted(after: url(3), limit: 3).map(\.url) == [url(4)])
            let page = FoundPage(key: "1", url: url(1), source: "manual", site: "http://www.example.gov.cn", day: day)
            let adopted = [
                AdoptedPage(found: page, keptAt: time(0), due: time(60)),
                AdoptedPage(found: page, keptAt: time(1), due: nil),
            ]
            #expect(try await store.adopt(adopted) == 1)
            #expect(try await store.unlisted(after: "", limit: 9).map(\.url) == [url(2), url(3), url(4)])
            let known = try #require(try await store.frontierPage("1"))
            #expect((known.state, known.due, known.keptAt, known.found.purpose) == (.kept, time(60), time(0), .recheck))
        }
    }

    @Test func aPageThatIsGoneIsAdoptedAsSuch() async throws {
        try await withStore { store in
            let page = AdoptedPage(found: found(1), keptAt: time(0), goneAt: time(9), due: nil)
            #expect(try await store.adopt([page]) == 1)
            let known = try #require(try await store.frontierPage("a.gov.cn/1"))
            #expect((known.state, known.keptAt, known.visitedAt) == (.gone, time(0), time(9)))
        }
    }

    @Test func aRebuildLeavesTheFrontierAlone() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(2)], at: time(0))
            try await store.visit(at: 0, .kept(day: day), next: 60, looks: "[1]")
            let leased = try await store.lease(request(at: 0))
            let before = try await store.frontierPage("a.gov.cn/1")
            let entries = try await store.publish(story).compactMap(\.entry)
            _ = try await store.rebuild { add in for entry in entries { try add(entry) } }
            #expect(try await store.frontierPage("a.gov.cn/1") == before)
            let lost = try await store.complete(
                leased.map { .init(of: $0.lease, at: time(1), .kept(day: day), next: nil) })
            #expect(lost == [])
        }
    }
}
