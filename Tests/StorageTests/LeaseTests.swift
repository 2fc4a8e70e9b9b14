import Model
import Storage
import Testing

@Suite struct LeaseTests {
    @Test func aLeasedPageIsNobodyElses() async throws {
        try await withStore { store in
            _ = try await store.discover((1...3).map { found($0) }, at: time(0))
            #expect(try await store.lease(request(by: "one", limit: 2)).keys == ["a.gov.cn/1", "a.gov.cn/2"])
            #expect(try await store.lease(request(by: "two")).keys == ["a.gov.cn/3"])
            #expect(try await store.lease(request(by: "one")) == [])
        }
    }

    @Test func aPageThatIsNotDueIsNotLeased() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(10))
            #expect(try await store.lease(request(at: 9)) == [])
            #expect(try await store.lease(request(at: 10)).count == 1)
        }
    }

    @Test func aLeaseThatIsOverGivesThePageToAnother() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(0))
            let first = try await store.lease(request(by: "one", at: 0, for: .seconds(60)))
            #expect(try await store.lease(request(by: "two", at: 59)) == [])
            let second = try await store.lease(request(by: "two", at: 60))
            #expect(second.keys == first.keys)
            // The first owner was only slow: its word comes too late, the second's counts.
            let late = first.map { PageCompletion(of: $0.lease, at: time(61), .gone(reason: "x"), next: nil) }
            #expect(try await store.complete(late) == first.map(\.lease))
            try await store.giveBack(first.map(\.lease), due: time(5000), reason: nil)
            #expect(try await store.frontierPage("a.gov.cn/1")?.state == .pending)
            #expect(try await store.frontierPage("a.gov.cn/1")?.due == time(0))
            let right = second.map { PageCompletion(of: $0.lease, at: time(62), .kept(day: day), next: nil) }
            #expect(try await store.complete(right) == [])
            #expect(try await store.frontierPage("a.gov.cn/1")?.state == .kept)
        }
    }

    @Test func aLateWordCountsWhileNobodyElseHasThePage() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(0))
            let pages = try await store.lease(request(at: 0, for: .seconds(60)))
            // This takes the lease back, and gives the page to nobody.
            #expect(try await store.lease(request(at: 99, of: ["b"])) == [])
            let late = pages.map { PageCompletion(of: $0.lease, at: time(99), .kept(day: day), next: nil) }
            #expect(try await store.complete(late) == [])
            #expect(try await store.lease(request(at: 99)) == [])
        }
    }

    @Test func aClockThatIsPutBackStrandsNoPage() async throws {
        try await withStore { store in
            let year = 365 * 86_400
            _ = try await store.discover([found(1), found(2)], at: time(0))
            #expect(try await store.lease(request(at: year, limit: 1)).keys == ["a.gov.cn/1"])
            #expect(try await store.lease(request(at: 0)).keys == ["a.gov.cn/1", "a.gov.cn/2"])
        }
    }

    @Test func whatIsGivenBackIsDueAgain() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(2)], at: time(0))
            let pages = try await store.lease(request())
            try await store.giveBack([pages[0].lease], due: nil, reason: nil)
            try await store.giveBack([pages[1].lease], due: time(30), reason: nil)
            // Whoever gives back twice changes nothing.
            try await store.giveBack([pages[1].lease], due: time(1), reason: nil)
            #expect(try await store.lease(request(at: 0)).keys == ["a.gov.cn/1"])
            #expect(try await store.nextDue(of: nil) == time(30))
            #expect(try await store.frontierPage("a.gov.cn/2")?.failures == 0)
        }
    }

    @Test func anOwnerThatIsNoMoreGivesEverythingBack() async throws {
        try await withStore { store in
            _ = try await store.discover((1...3).map { found($0) }, at: time(0))
            _ = try await store.lease(request(by: "one", limit: 2))
            _ = try await store.lease(request(by: "two", limit: 1))
            #expect(try await store.giveBack(ownedBy: "one") == 2)
            #expect(try await store.giveBack(ownedBy: "one") == 0)
            #expect(try await store.lease(request(by: "one")).keys == ["a.gov.cn/1", "a.gov.cn/2"])
        }
    }

    @Test func sourcesTakeTurns() async throws {
        try await withStore { store in
            // One source has everything due for long, the others came later.
            _ = try await store.discover((0..<50).map { found($0, of: "flood") }, at: time(0))
            _ = try await store.discover([found(1, of: "b"), found(2, of: "b"), found(1, of: "c")], at: time(5))
            let keys = try await store.lease(request(at: 10, limit: 7)).keys
            #expect(
                keys == [
                    "flood.gov.cn/0", "b.gov.cn/1", "c.gov.cn/1", "flood.gov.cn/1", "b.gov.cn/2", "flood.gov.cn/2",
                    "flood.gov.cn/3",
                ])
        }
    }

    @Test func turnsGoOnAfterARestart() async throws {
        try await withTemporaryFolder { path in
            func keys(_ number: Int) async throws -> [String] {
                let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
                if number == 0 {
                    _ = try await store.discover(
                        (0..<9).flatMap { [found($0, of: "a"), found($0, of: "b")] }, at: time(0))
                }
                let keys = try await store.lease(request(limit: 1)).keys
                try store.close()
                return keys
            }
            var all: [String] = []
            for number in 0..<4 { all += try await keys(number) }
            #expect(all == ["a.gov.cn/0", "b.gov.cn/0", "a.gov.cn/1", "b.gov.cn/1"])
        }
    }

    @Test func aSiteHasOnlyAsManyPagesInHandAsAsked() async throws {
        try await withStore { store in
            let shared = "http://shared.gov.cn"
            _ = try await store.discover(
                (0..<4).flatMap { [found($0, of: "a", site: shared), found($0 + 10, of: "b", site: shared)] }
                    + [found(1, of: "c")], at: time(0))
            let first = try await store.lease(request(by: "one", perSite: 1))
            #expect(first.keys == ["shared.gov.cn/0", "c.gov.cn/1"])
            #expect(try await store.lease(request(by: "two", perSite: 1)) == [])
            // Another who is allowed two gets one more, of the source whose turn it is.
            #expect(try await store.lease(request(by: "two", perSite: 2)).keys == ["shared.gov.cn/10"])
            let done = PageCompletion(of: first[0].lease, at: time(1), .kept(day: day), next: nil)
            #expect(try await store.complete([done]) == [])
            #expect(try await store.lease(request(at: 1, perSite: 2)).keys == ["shared.gov.cn/1"])
        }
    }

    @Test func sitesThatAreNotToBeAskedAreLeftOut() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(1, of: "b"), found(1, of: "c")], at: time(0))
            let pages = try await store.lease(request(avoiding: ["http://a.gov.cn", "http://c.gov.cn", "http://z.cn"]))
            #expect(pages.keys == ["b.gov.cn/1"])
        }
    }

    @Test func onlyTheSourcesThatAreAskedForAreServed() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(1, of: "b")], at: time(0))
            #expect(try await store.lease(request(of: ["b", "z"])).keys == ["b.gov.cn/1"])
            #expect(try await store.lease(request(of: [])) == [])
        }
    }

    @Test func newsGoFirstAndStarveNothing() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1, .backfill)], at: time(0))
            _ = try await store.discover([found(2, .gapHeal)], at: time(0))
            _ = try await store.discover([found(3)], at: time(600))
            _ = try await store.discover([found(4)], at: time(86_399))
            _ = try await store.discover([found(5)], at: time(86_401))
            let keys = try await store.lease(request(at: 90_000)).keys
            #expect(keys == [3, 2, 4, 1, 5].map { "a.gov.cn/\($0)" })
        }
    }

    @Test func aRequestForNothingGetsNothing() async throws {
        try await withStore { store in
            #expect(try await store.lease(request()) == [])
            _ = try await store.discover([found(1)], at: time(0))
            #expect(try await store.lease(request(limit: 0)) == [])
            #expect(try await store.complete([]) == [])
        }
    }

    /// Every lane of a large frontier is stepped to through the index, never by reading the pages.
    @Test func everyPageOfManySourcesAndSitesIsLeasedOnce() async throws {
        try await withStore { store in
            let purposes: [PagePurpose] = [.firstVisit, .gapHeal, .backfill]
            let pages = (0..<30).flatMap { source in
                (0..<20).map { number in
                    found(
                        number, of: "s\(source)", site: "http://h\((source + number) % 7).cn/\(source)",
                        purposes[number % 3])
                }
            }
            _ = try await store.discover(pages, at: time(0))
            var keys: [String] = []
            for turn in 0..<1000 {
                let leased = try await store.lease(request(at: turn, limit: 16, perSite: 2))
                if leased.isEmpty { break }
                keys += leased.keys
                #expect(Set(leased.map(\.page.found.source)).count == min(16, leased.count), "sources take turns")
                let done = leased.map { PageCompletion(of: $0.lease, at: time(turn), .kept(day: day), next: nil) }
                #expect(try await store.complete(done) == [])
            }
            #expect(keys.sorted() == pages.map(\.key).sorted())
        }
    }
}
