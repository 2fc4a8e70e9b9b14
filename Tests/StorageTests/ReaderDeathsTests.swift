import Model
import Storage
import Testing

@Suite struct ReaderDeathsTests {
    /// A page with the key that its address has.
    private func found(_ number: Int, _ purpose: PagePurpose = .firstVisit) throws -> FoundPage {
        FoundPage(
            key: CanonicalAddress(try WebAddress(parsing: "http://a.gov.cn/\(number).html")).key,
            url: "http://a.gov.cn/\(number).html", source: "a", site: "http://a.gov.cn", purpose: purpose)
    }

    private func attempt(_ number: Int, _ purpose: ReadingAttempt.Purpose = .page) throws -> ReadingAttempt {
        ReadingAttempt(purpose, source: "a", address: try WebAddress(parsing: found(number).url))
    }

    private func fault(_ number: Int, _ purpose: ReadingAttempt.Purpose = .page) throws -> InterruptedReading {
        InterruptedReading(try attempt(number, purpose), isFault: true)
    }

    @Test func aPageThatWasBeingReadWhenSomebodyEndedTheProcessIsSetAsideOnlyAfterMany() async throws {
        try await withStore { store in
            let kill = InterruptedReading(try attempt(1), isFault: false)
            for number in 1...ReaderDeath.killLimit {
                let deaths = try await store.count(deathsIn: [kill], extractor: "1", at: time(number))
                #expect(deaths.map(\.kills) == [number])
                #expect(deaths.map(\.isSetAside) == [number == ReaderDeath.killLimit])
            }
        }
    }

    @Test func atTheSecondDeathThePageIsLeasedNoMore() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(2)], at: time(0))
            let first = try await store.count(deathsIn: [fault(1)], extractor: "1", at: time(1))
            #expect(first.map(\.deaths) == [1])
            #expect(try await store.lease(request(at: 2)).count == 2)
            _ = try await store.giveBack(ownedBy: request(at: 2).owner)
            let second = try await store.count(deathsIn: [fault(1)], extractor: "1", at: time(3))
            #expect(second == [ReaderDeath(attempt: try attempt(1), deaths: 2, last: time(3))])
            #expect(try await store.lease(request(at: 4)).map(\.page.found) == [found(2)])
            let page = try await store.frontierPage(found(1).key)
            #expect((page?.state, page?.due) == (.failed, nil))
            #expect(page?.reason?.hasPrefix("reader-died") == true)
            #expect(try await store.leftOutCounts().map(\.kind) == [.readerDied])
            // Whoever finds the link again, or heals its day, does not bring it back.
            _ = try await store.discover([found(1, .gapHeal)], at: time(5))
            #expect(try await store.frontierPage(found(1).key)?.due == nil)
        }
    }

    @Test func anotherExtractorTriesAgain() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1)], at: time(0))
            for _ in 0..<2 { _ = try await store.count(deathsIn: [fault(1)], extractor: "1", at: time(1)) }
            #expect(try await store.count(deathsIn: [], extractor: "2", at: time(9)) == [])
            #expect(try await store.lease(request(at: 9)).map(\.page.found) == [found(1)])
            #expect(try await store.leftOutCounts() == [])
        }
    }

    @Test func listsAndPagesAreCountedApartAndForgottenApart() async throws {
        try await withStore { store in
            let deaths = try await store.count(
                deathsIn: [fault(1), fault(1, .list), fault(1, .list)], extractor: "1", at: time(1))
            #expect(deaths.map(\.deaths).sorted() == [1, 2])
            try await store.forget(try attempt(1, .list))
            #expect(try await store.readerDeaths().map(\.attempt.purpose) == [.page])
        }
    }
}
