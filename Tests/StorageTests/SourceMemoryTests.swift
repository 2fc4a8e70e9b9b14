import Model
import Storage
import Testing

@Suite struct SourceMemoryTests {
    let full = SourceState(
        id: "a", next: time(60), visits: 7, visitedAt: time(6), succeededAt: time(5), newsAt: time(4), failures: 2,
        failedAt: time(6), failure: "超时", rhythm: "{\"hours\":[1]}", profile: "{}")

    @Test func aSourceIsRememberedAsItWasRecorded() async throws {
        try await withStore { store in
            #expect(try await store.source("a") == nil)
            try await store.record(full, lists: [], walls: [])
            #expect(try await store.source("a") == full)
            let empty = SourceState(id: "a")
            try await store.record(empty, lists: [], walls: [])
            #expect(try await store.source("a") == empty)
            try await store.record(SourceState(id: "B"), lists: [], walls: [])
            #expect(try await store.sources().map(\.id) == ["B", "a"])
        }
    }

    @Test func aWalkIntoThePastIsRecordedApart() async throws {
        try await withStore { store in
            try await store.record(backfill: "page 9", of: "a")
            try await store.record(full, lists: [], walls: [])
            #expect(try await store.source("a")?.backfill == "page 9")
            #expect(try await store.source("a")?.rhythm == full.rhythm)
            try await store.record(backfill: nil, of: "a")
            #expect(try await store.source("a") == full)
        }
    }

    /// Leases keep the sources' turns in the same rows.
    @Test func recordingASourceDoesNotChangeItsTurn() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1), found(2), found(1, of: "b")], at: time(0))
            #expect(try await store.lease(request(limit: 1)).keys == ["a.gov.cn/1"])
            try await store.record(full, lists: [], walls: [])
            #expect(try await store.lease(request(limit: 1)).keys == ["b.gov.cn/1"])
        }
    }

    @Test func listPagesAreRememberedWithTheirSource() async throws {
        try await withStore { store in
            let list = ListVisit(
                url: "http://a.gov.cn/", source: "a", at: time(1), etag: "W/\"1\"", lastModified: "yesterday",
                hash: "f0")
            try await store.record(full, lists: [list], walls: [])
            #expect(try await store.list("http://a.gov.cn/") == list)
            let later = ListVisit(url: "http://a.gov.cn/", source: "a", at: time(2))
            try await store.record(full, lists: [later], walls: [])
            #expect(try await store.list("http://a.gov.cn/") == later)
            #expect(try await store.list("http://a.gov.cn/index_1.html") == nil)
        }
    }

    @Test func wallsAreCountedWhoeverMeetsThem() async throws {
        try await withStore { store in
            let wall = WallSighting(site: "http://a.gov.cn", kind: "jsl", evidence: "521")
            try await store.record(full, lists: [], walls: [wall])
            _ = try await store.discover([found(1)], at: time(0))
            try await store.visit(at: 9, .walled(kind: "jsl", evidence: "__jsl"), next: 20)
            try await store.visit(at: 20, .walled(kind: "rs", evidence: "412"), next: nil)
            #expect(
                try await store.walls(since: time(0)) == [
                    WallCount(
                        source: "a", site: "http://a.gov.cn", kind: "rs", count: 1, first: time(20), last: time(20),
                        evidence: "412"),
                    WallCount(
                        source: "a", site: "http://a.gov.cn", kind: "jsl", count: 2, first: time(6), last: time(9),
                        evidence: "__jsl"),
                ])
            #expect(try await store.walls(since: time(10)).map(\.kind) == ["rs"])
        }
    }

    @Test func aDayTellsWhatIsExpectedAndWhatIsThere() async throws {
        try await withStore { store in
            let next = day.adding(days: 1)!
            let outcomes: [PageOutcome?] = [
                .kept(day: day), .kept(day: day), .failed(reason: ""), .walled(kind: "x", evidence: ""),
                .gone(reason: ""), .ignored(reason: ""), nil,
            ]
            for (number, outcome) in outcomes.enumerated() {
                _ = try await store.discover([found(number, day: day)], at: time(0))
                if let outcome { try await store.visit(at: 0, outcome, next: nil) }
            }
            _ = try await store.discover([found(1, of: "b", day: day), found(99)], at: time(0))
            try await store.record([
                DayExpectation(source: "a", day: day, expected: 12), DayExpectation(source: "a", day: day, listed: 9),
                DayExpectation(source: "a", day: next, expected: 4),
                DayExpectation(source: "b", day: next, expected: 5),
            ])
            let first = SourceDay(
                expectation: DayExpectation(source: "a", day: day, expected: 12, listed: 9), captured: 2, pending: 1,
                missed: 3)
            let second = SourceDay(
                expectation: DayExpectation(source: "a", day: next, expected: 4), captured: 0, pending: 0, missed: 0)
            #expect(try await store.days(of: "a", from: day, to: next) == [first, second])
            #expect(try await store.days(of: "a", from: day, to: day) == [first])
            #expect(try await store.days(of: "c", from: day, to: next) == [])
            #expect(
                try await store.expectations(of: "a", from: day, to: next) == [first.expectation, second.expectation])
            #expect(try await store.expectations(of: "b", from: day, to: day) == [])
        }
    }

    @Test func whatWasCapturedStaysSoWhateverBecomesOfThePage() async throws {
        let outcomes: [PageOutcome] = [
            .gone(reason: "http-404"), .ignored(reason: "robots"), .failed(reason: "dns"),
            .walled(kind: "jsl", evidence: ""),
        ]
        try await withStore { store in
            _ = try await store.discover([found(1, day: day)], at: time(0))
            try await store.visit(at: 0, .kept(day: day), next: 1)
            for (turn, outcome) in outcomes.enumerated() {
                try await store.visit(at: turn + 1, outcome, next: turn + 2)
                let days = try await store.days(of: "a", from: day, to: day)
                #expect(days.map(\.captured) == [1])
                #expect(days.map(\.missed) == [0])
            }
        }
    }

    @Test func aDayOfPagesThatAreIgnoredIsNoDay() async throws {
        try await withStore { store in
            _ = try await store.discover([found(1, day: day)], at: time(0))
            try await store.visit(at: 0, .ignored(reason: "robots"), next: nil)
            #expect(try await store.days(of: "a", from: day, to: day) == [])
        }
    }
}
