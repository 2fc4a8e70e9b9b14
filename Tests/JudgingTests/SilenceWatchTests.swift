import Foundation
import Judging
import Model
import Testing

@Suite struct SilenceWatchTests {
    /// Articles so many hours after `noon`, told all at once.
    private func watch(_ hours: [Double]) -> SilenceWatch {
        var watch = SilenceWatch(since: noon)
        watch.note(hours.map(at), now: at(hours.max() ?? 0))
        return watch
    }

    @Test("A source never heard of is silent after a week")
    func never() {
        #expect(watch([]).silence(seen: at(168)) == nil)
        #expect(watch([]).silence(seen: at(169)) == Silence(since: noon, expectedBy: at(168)))
        #expect(watch([0, 1, 2]).silence(seen: at(170)) == nil)
        #expect(watch([0, 1, 2]).silence(seen: at(171)) == Silence(since: at(2), expectedBy: at(170)))
    }

    @Test(
        "What is odd depends on the source's own pauses",
        arguments: [
            ("every hour", stride(from: 0.0, to: 100, by: 1).map(\.self), 24),
            ("every two days", stride(from: 0.0, to: 1000, by: 48).map(\.self), 78),
            ("every week", stride(from: 0.0, to: 2000, by: 168).map(\.self), 258),
            ("every month", stride(from: 0.0, to: 9000, by: 720).map(\.self), 1086),
            ("every quarter", stride(from: 0.0, to: 9000, by: 2160).map(\.self), 1440),
            ("workdays", (0..<60).filter { $0 % 7 < 5 }.map { Double($0 * 24) }, 114),
        ])
    func ownPauses(name: String, hours: [Double], limit: Int) {
        #expect(watch(hours).limit == .hours(limit))
    }

    @Test("One long pause among many does not make a source patient")
    func outlier() {
        var hours = (0..<30).map { Double($0 * 24) }
        hours += (0..<10).map { Double(29 * 24 + 500 + $0 * 24) }
        #expect(watch(hours).limit == .hours(42))
    }

    @Test("Only the newest pauses count")
    func newHabits() {
        let weekly = (0..<40).map { Double($0 * 168) }
        let daily = (1...41).map { Double(39 * 168 + $0 * 24) }
        #expect(watch(weekly + daily).limit == .hours(42))
    }

    @Test("Told in any portions, the same is learnt")
    func portions() {
        let hours = (0..<30).map { Double($0 * 13) }
        var portions = SilenceWatch(since: noon)
        for hour in hours { portions.note([at(hour)], now: at(hour)) }
        #expect(portions == watch(hours))
    }

    @Test("Late finds, doublets and dates from the future teach nothing")
    func oddTimes() {
        var odd = watch([0, 24, 48, 72])
        let before = odd
        odd.note([at(30), at(72), at(90), at(9000)], now: at(80))
        #expect(odd == before)
    }

    @Test("An article ends the silence")
    func ends() {
        var quiet = watch([0, 24, 48, 72])
        #expect(quiet.silence(seen: at(115)) == Silence(since: at(72), expectedBy: at(114)))
        quiet.note([at(115)], now: at(115))
        #expect(quiet.silence(seen: at(116)) == nil)
    }

    @Test("A source that cannot be asked is not called silent")
    func unseen() {
        #expect(watch([0, 24, 48, 72]).silence(seen: at(100)) == nil)
    }

    @Test("What is written reads back")
    func coding() throws {
        let watch = watch([0, 24, 48, 72])
        let text = try JSONEncoder().encode(watch)
        #expect(try JSONDecoder().decode(SilenceWatch.self, from: text) == watch)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(SilenceWatch.self, from: Data("{}".utf8)) }
    }
}
