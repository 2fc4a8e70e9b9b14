import Model
import Testing

@Suite struct DayTests {
    @Test(arguments: ["1970-01-01", "2023-06-16", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func textReadsBack(text: String) throws {
        let day = try #require(Day(text))
        #expect(day.description == text)
        #expect(Day(daysSinceEpoch: day.daysSinceEpoch) == day)
    }

    @Test(arguments: [
        "", "2023-6-16", "2023-06-16 ", " 2023-06-16", "2023/06/16", "2023-02-29", "1900-02-29", "2023-13-01",
        "2023-00-10", "2023-04-31", "2023-06-00", "0000-01-01", "-123-01-01", "２０２３-06-16", "2023-06-1x",
    ])
    func refusesWhatIsNoDay(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func daysCountWithoutAGapThroughFourCenturies() throws {
        var day = try #require(Day("1899-12-31"))
        for _ in 0..<146_097 {
            let next = try #require(day.adding(days: 1))
            guard next > day, next.daysSinceEpoch == day.daysSinceEpoch + 1, next.weekday == day.weekday % 7 + 1 else {
                Issue.record("\(day) is followed by \(next)")
                return
            }
            day = next
        }
        #expect(day.description == "2299-12-31")
    }

    @Test func weekdaysAreThoseOfTheCalendar() {
        #expect(Day("1970-01-01")?.weekday == 4)
        #expect(Day("2026-11-21")?.weekday == 6)
        #expect(Day("0001-01-01")?.weekday == 1)
    }

    @Test func endsWithTheYear9999() {
        #expect(Day("9999-12-31")?.adding(days: 1) == nil)
        #expect(Day("0001-01-01")?.adding(days: -1) == nil)
    }
}
