import Judging
import Model
import Testing

@Suite struct CompletenessTests {
    /// A Tuesday.
    private let tuesday = Day("2026-11-17")!
    private let today = Day("2026-11-21")!
    private let learning = Completeness()

    /// The Tuesdays before, the newest first.
    private func tuesdays(_ counts: [Int], isWatched: Bool = true) -> [DayTally] {
        counts.enumerated().map { week, count in
            DayTally(day: tuesday.adding(days: -7 * (week + 1))!, captured: count, isWatched: isWatched)
        }
    }

    private func tally(_ captured: Int, listed: Int? = nil, pages: Int? = nil) -> DayTally {
        DayTally(day: tuesday, captured: captured, listed: listed, issuePages: pages)
    }

    @Test("The median of the last eight same weekdays is expected")
    func median() {
        #expect(learning.expected(of: tally(0), history: tuesdays([12, 10, 14, 12, 11, 13, 12, 40])) == 12)
        #expect(learning.expected(of: tally(0), history: tuesdays([1, 1, 1, 1, 1, 1, 1, 1, 50, 50, 50, 50, 50])) == 1)
        #expect(learning.expected(of: tally(0), history: tuesdays([4, 9, 5])) == 5)
        #expect(learning.expected(of: tally(0), history: tuesdays([4, 9])) == nil)
    }

    @Test("Other weekdays, later days, days long past and days not watched teach nothing")
    func otherDays() {
        let wednesdays = (1...8).map { DayTally(day: tuesday.adding(days: 1 - 7 * $0)!, captured: 50) }
        let later = (1...8).map { DayTally(day: tuesday.adding(days: 7 * $0)!, captured: 50) }
        let old = (20...30).map { DayTally(day: tuesday.adding(days: -7 * $0)!, captured: 50) }
        let itself = [DayTally(day: tuesday, captured: 50)]
        let others = wednesdays + later + old + itself + tuesdays([50, 50, 50], isWatched: false)
        #expect(learning.expected(of: tally(0), history: others) == nil)
        #expect(learning.expected(of: tally(0), history: others + tuesdays([3, 3, 3])) == 3)
    }

    @Test(
        "A day is short only where chance does not explain it",
        arguments: [
            ([12, 12, 12, 12, 12, 12, 12, 12], 9, false), ([12, 12, 12, 12, 12, 12, 12, 12], 8, true),
            ([12, 6, 18, 12, 8, 16, 12, 20], 5, false), ([12, 6, 18, 12, 8, 16, 12, 20], 3, true),
            ([2, 0, 3, 2, 1, 2, 4, 0], 0, false), ([0, 0, 0, 0, 0], 0, false), ([1, 1, 1, 1], 0, true),
        ])
    func chance(weeks: [Int], captured: Int, isShort: Bool) {
        let gap = learning.gap(of: tally(captured), history: tuesdays(weeks), today: today)
        #expect((gap != nil) == isShort)
    }

    @Test("More weeks and evener ones make surer")
    func confidence() throws {
        func confidence(_ weeks: [Int]) throws -> Double {
            try #require(learning.gap(of: tally(0), history: tuesdays(weeks), today: today)).confidence
        }
        #expect(try confidence([12, 12, 12, 12, 12, 12, 12, 12]) == 0.8)
        #expect(try confidence([12, 12, 12]) < confidence([12, 12, 12, 12, 12, 12]))
        #expect(try confidence([12, 16, 8, 12, 16, 8, 16, 12]) < confidence([12, 13, 11, 12, 13, 11, 13, 12]))
    }

    @Test("What the configuration expects wins over what was learnt")
    func given() {
        let given = Completeness(given: ExpectedArticles(weekday: 12, weekend: 4))
        let history = tuesdays([40, 40, 40, 40])
        #expect(given.expected(of: tally(0), history: history) == 12)
        #expect(given.gap(of: tally(12), history: history, today: today) == nil)
        #expect(
            given.gap(of: tally(11), history: history, today: today)
                == Gap(day: tuesday, expected: 12, captured: 11, confidence: 0.9))
        let saturday = DayTally(day: Day("2026-11-14")!, captured: 3)
        #expect(given.expected(of: saturday, history: []) == 4)
        #expect(given.expected(of: DayTally(day: Day("2026-11-15")!, captured: 3), history: []) == 4)
        #expect(given.expected(of: DayTally(day: Day("2026-11-16")!, captured: 3), history: []) == 12)
    }

    @Test("Lists and issues are lower bounds beside the rest")
    func lowerBounds() {
        let history = tuesdays([5, 5, 5, 5, 5, 5, 5, 5])
        #expect(learning.gap(of: tally(8, listed: 8), history: history, today: today) == nil)
        #expect(
            learning.gap(of: tally(8, listed: 9), history: history, today: today)
                == Gap(day: tuesday, expected: 9, captured: 8, confidence: 1))
        #expect(
            learning.gap(of: tally(7, pages: 8), history: [], today: today)
                == Gap(day: tuesday, expected: 8, captured: 7, confidence: 0.8))
        #expect(
            learning.gap(of: tally(1, listed: 2, pages: 8), history: history, today: today)
                == Gap(day: tuesday, expected: 8, captured: 1, confidence: 1))
        #expect(learning.gap(of: tally(3, listed: 2), history: [], today: today) == nil)
    }

    @Test("A day that is not over is held to what its lists show, not to what is usual")
    func unfinishedDay() {
        let history = tuesdays([12, 12, 12, 12])
        #expect(learning.gap(of: tally(1), history: history, today: tuesday) == nil)
        #expect(learning.gap(of: tally(1, listed: 2), history: history, today: tuesday)?.expected == 2)
        #expect(learning.expected(of: tally(1), history: history) == 12)
    }

    @Test("A source of which nothing is known has no gaps")
    func unknown() {
        #expect(learning.expected(of: tally(0), history: []) == nil)
        #expect(learning.gap(of: tally(0), history: [], today: today) == nil)
    }
}
