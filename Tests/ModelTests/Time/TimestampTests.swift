import Model
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2023-06-16T12:20:30+08:00", 1_686_889_230),
        ("2023-06-16T04:20:30Z", 1_686_889_230),
        ("2023-06-16t04:20:30.999z", 1_686_889_230), ("1969-12-31T23:59:59Z", -1),
        ("2016-12-31T23:59:60Z", 1_483_228_800),
        ("1970-01-01T00:00:00-01:30", 5400),
    ])
    func readsRFC3339(text: String, seconds: Int) {
        #expect(Timestamp(text)?.secondsSinceEpoch == seconds)
    }

    @Test(arguments: [
        "", "2023-06-16", "2023-06-16T12:20:30", "2023-06-16 12:20:30Z", "2023-06-16T24:00:00Z", "2023-06-16T12:60:00Z",
        "2023-06-16T12:20:61Z", "2023-06-31T12:20:30Z", "2023-06-16T12:20:30+8:00", "2023-06-16T12:20:30+0800",
        "2023-06-16T12:20:30 08:00", "2023-06-16T12:20:30Zjunk", "2023-06-16T12:20:30+24:00",
    ])
    func refusesEverythingElse(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [0, 28_800, -19_800, 20_700])
    func whatIsFormattedReadsBack(offset: Int) {
        for seconds in stride(from: -5_000_000_000, through: 5_000_000_000, by: 777_777_777) {
            let moment = Timestamp(secondsSinceEpoch: seconds)
            #expect(Timestamp(moment.formatted(offset: offset)) == moment)
        }
    }

    @Test func theDayIsThatOfTheClock() {
        let moment = Timestamp("2023-06-16T20:00:00Z")!
        #expect(moment.day(offset: 0) == Day("2023-06-16"))
        #expect(moment.day(offset: 28_800) == Day("2023-06-17"))
        #expect(Timestamp(secondsSinceEpoch: -1).day(offset: 0) == Day("1969-12-31"))
        #expect(moment.formatted(offset: 28_800) == "2023-06-17T04:00:00+08:00")
        #expect("\(moment)" == "2023-06-16T20:00:00Z")
    }

    @Test func daysBeyondTheCalendarAreItsEnds() {
        #expect(Timestamp(secondsSinceEpoch: .max / 2).day(offset: 0) == Day("9999-12-31"))
        #expect(Timestamp(secondsSinceEpoch: .min / 2).day(offset: 0) == Day("0001-01-01"))
    }
}
