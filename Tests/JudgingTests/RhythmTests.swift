import Foundation
import Judging
import Model
import Testing

@Suite struct RhythmTests {
    /// Minutes from `noon` to the next visit; `random` in the middle means no jitter.
    private func wait(_ rhythm: Rhythm, every: Duration = .minutes(30), at now: Timestamp = noon, random: Double = 0.5)
        -> Double
    {
        let next = rhythm.nextVisit(every: every, now: now, utcOffset: beijing, random: random)
        return Double(next.secondsSinceEpoch - now.secondsSinceEpoch) / 60
    }

    private func rhythm(_ visits: [Rhythm.Visit]) -> Rhythm {
        var rhythm = Rhythm()
        for visit in visits { rhythm.note(visit, at: noon, utcOffset: beijing) }
        return rhythm
    }

    /// Four weeks in which 8 articles came in the hours from 9:00 and from 16:00 on, Monday to Friday.
    private func office() throws -> Rhythm {
        var rhythm = Rhythm()
        for day in -28..<0 {
            let date = try #require(noon.day(offset: beijing).adding(days: day))
            guard date.weekday <= 5 else { continue }
            for hour in [9, 16] {
                let moment = Timestamp(date, hour: hour, minute: 20, offset: beijing)
                rhythm.note(.news(published: Array(repeating: moment, count: 4)), at: moment, utcOffset: beijing)
            }
        }
        return rhythm
    }

    @Test("A new source is visited as configured, and ten per cent around it")
    func ordinary() {
        #expect(wait(Rhythm()) == 30)
        #expect(wait(Rhythm(), random: 0) == 27)
        #expect(wait(Rhythm(), random: 1) == 33)
        #expect(wait(Rhythm(), random: 9) == 33)
        #expect(wait(Rhythm(), every: .zero, random: 0) > 0)
        #expect(wait(Rhythm(), every: .seconds(Int.max)) == 366 * 24 * 60)
    }

    @Test(
        "Quiet visits slow down to an eighth, news brings it back",
        arguments: [(3, 30.0), (4, 60), (7, 60), (8, 120), (15, 120), (16, 240), (1000, 240)])
    func quiet(visits: Int, minutes: Double) {
        let quiet = rhythm(Array(repeating: .nothingNew, count: visits))
        #expect(wait(quiet) == minutes)
        var awake = quiet
        awake.note(.news(published: []), at: noon, utcOffset: beijing)
        #expect(wait(awake) == 30)
    }

    @Test(
        "Failing visits slow down to an eighth, an answer brings it back",
        arguments: [(1, 30.0), (2, 60), (3, 120), (4, 240), (1000, 240)])
    func failing(visits: Int, minutes: Double) {
        let failing = rhythm(Array(repeating: .failed, count: visits))
        #expect(wait(failing) == minutes)
        var answered = failing
        answered.note(.nothingNew, at: noon, utcOffset: beijing)
        #expect(wait(answered) == 30)
    }

    @Test("Slowing down never goes past a day, unless the source is visited more seldom anyway")
    func daily() {
        let quiet = rhythm(Array(repeating: .nothingNew, count: 50))
        #expect(wait(quiet, every: .hours(6)) == 24 * 60)
        #expect(wait(quiet, every: .days(7)) == 7 * 24 * 60)
        #expect(wait(quiet, every: .days(7), random: 1) == 7 * 24 * 66)
    }

    @Test("A visit is brought forward to the hour in which the source publishes")
    func busyHours() throws {
        let rhythm = try office()
        let monday = Timestamp("2026-11-23T07:10:00+08:00")!
        #expect(wait(rhythm, every: .hours(6), at: monday, random: 0) == 180, "half of `every`, later than 9:00")
        #expect(wait(rhythm, every: .hours(3), at: monday, random: 0) == 110, "9:00")
        #expect(wait(rhythm, every: .hours(3), at: monday, random: 1) == 140, "9:30, so that not all come at once")
        #expect(wait(rhythm, every: .hours(1), at: monday) == 60, "the ordinary visit comes before")
        let late = Timestamp("2026-11-23T20:00:00+08:00")!
        #expect(wait(rhythm, every: .hours(6), at: late) == 360)
    }

    @Test("Within its hours a quiet source is visited as configured, a failing one is not")
    func busyAndQuiet() throws {
        var rhythm = try office()
        let monday = Timestamp("2026-11-23T09:30:00+08:00")!
        for _ in 0..<20 { rhythm.note(.nothingNew, at: noon, utcOffset: beijing) }
        #expect(wait(rhythm, at: monday) == 30)
        #expect(wait(rhythm, at: Timestamp("2026-11-23T10:00:00+08:00")!) == 240)
        for _ in 0..<4 { rhythm.note(.failed, at: noon, utcOffset: beijing) }
        #expect(wait(rhythm, at: monday) == 240)
    }

    @Test("The hours are those of the site's own clock")
    func zone() throws {
        let rhythm = try office()
        let morning = Timestamp("2026-11-23T07:10:00Z")!
        #expect(
            wait(rhythm, every: .hours(3), at: morning, random: 0) == 90, "16:00 in Beijing is past half of `every`")
        let next = rhythm.nextVisit(every: .hours(3), now: morning, utcOffset: 0, random: 0)
        #expect(next == Timestamp("2026-11-23T09:00:00Z"))
    }

    @Test("Nothing is learnt from few articles, from old ones, or within a week")
    func unlearnt() {
        let dawn = Timestamp("2026-11-23T07:10:00+08:00")!
        let nine = Timestamp("2026-11-20T09:20:00+08:00")!
        var few = Rhythm()
        few.note(.news(published: Array(repeating: nine, count: 15)), at: at(-500), utcOffset: beijing)
        few.note(.news(published: Array(repeating: nine, count: 15)), at: noon, utcOffset: beijing)
        #expect(wait(few, every: .hours(3), at: dawn) == 180)
        var young = Rhythm()
        young.note(.news(published: Array(repeating: nine, count: 40)), at: noon, utcOffset: beijing)
        #expect(wait(young, every: .hours(3), at: dawn) == 180)
        var old = Rhythm()
        for day in 0..<20 {
            let then = at(Double(day - 20) * 24)
            let published = Timestamp(secondsSinceEpoch: nine.secondsSinceEpoch - 60 * 86_400)
            old.note(.news(published: Array(repeating: published, count: 40)), at: then, utcOffset: beijing)
        }
        #expect(wait(old, every: .hours(3), at: dawn) == 180)
    }

    @Test("A flood of articles in one visit does not drown what was learnt")
    func flood() throws {
        var rhythm = try office()
        let night = Timestamp("2026-11-21T03:00:00+08:00")!
        rhythm.note(.news(published: Array(repeating: night, count: 5000)), at: noon, utcOffset: beijing)
        #expect(wait(rhythm, every: .hours(3), at: Timestamp("2026-11-23T07:10:00+08:00")!, random: 0) == 110)
    }

    @Test("Habits that a source gives up are forgotten")
    func forgetting() throws {
        var rhythm = try office()
        let monday = Timestamp("2026-11-23T07:10:00+08:00")!
        #expect(wait(rhythm, every: .hours(3), at: monday, random: 0) == 110)
        for week in 1...20 {
            let then = at(Double(week) * 168)
            let evening = Timestamp(then.day(offset: beijing), hour: 3, offset: beijing)
            rhythm.note(.news(published: Array(repeating: evening, count: 30)), at: then, utcOffset: beijing)
        }
        let later = Timestamp("2027-04-12T07:10:00+08:00")!
        #expect(wait(rhythm, every: .hours(3), at: later, random: 0) == 162)
    }

    @Test("A clock far off does not wipe out what was learnt, nor stop the visits")
    func clockJumps() throws {
        var rhythm = try office()
        let monday = Timestamp("2026-11-23T07:10:00+08:00")!
        rhythm.note(.news(published: []), at: Timestamp("2060-01-01T00:00:00Z")!, utcOffset: beijing)
        rhythm.note(.news(published: []), at: Timestamp("1970-01-01T00:00:00Z")!, utcOffset: beijing)
        rhythm.note(.news(published: []), at: monday, utcOffset: beijing)
        #expect(wait(rhythm, every: .hours(3), at: monday, random: 0) == 110)
        for now in ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59Z"] {
            #expect((90...198).contains(wait(rhythm, every: .hours(3), at: Timestamp(now)!)))
        }
    }

    @Test("Every wait lies between half of the configured time and eight times it and a tenth", arguments: 0..<100)
    func bounds(seed: UInt64) {
        var dice = Dice(seed: seed)
        var rhythm = Rhythm()
        var now = noon
        let every = Duration.minutes(Int.random(in: 1...3000, using: &dice))
        for _ in 0..<200 {
            let news = (0..<Int.random(in: 0...9, using: &dice)).map { _ in now }
            let visits: [Rhythm.Visit] = [.news(published: news), .nothingNew, .nothingNew, .nothingNew, .failed]
            rhythm.note(visits.randomElement(using: &dice)!, at: now, utcOffset: beijing)
            let random = Double.random(in: 0...1, using: &dice)
            let next = rhythm.nextVisit(every: every, now: now, utcOffset: beijing, random: random)
            let wait = Duration.seconds(next.secondsSinceEpoch - now.secondsSinceEpoch)
            // Moments are whole seconds.
            #expect(wait >= every / 2 - .seconds(1))
            #expect(wait <= min(every * 8, max(every, .hours(24))) * 1.1)
            now = next
        }
    }

    @Test("Articles are found sooner with what was learnt than without, for hardly more visits")
    func learningPays() throws {
        let learnt = try run(learning: true)
        let blind = try run(learning: false)
        #expect(learnt.delay < blind.delay * 0.8, "\(learnt) against \(blind)")
        #expect(learnt.visits < blind.visits * 1.3, "\(learnt) against \(blind)")
    }

    /// Eight weeks of a source that publishes at 9:00 and 16:00 on workdays, visited every 4 hours; the mean delay in
    /// minutes and the visits of the last four.
    private func run(learning: Bool) throws -> (delay: Double, visits: Double) {
        var dice = Dice(seed: 7)
        let first = try #require(Day("2026-09-28"))
        let published = (0..<56).compactMap { first.adding(days: $0) }.filter { $0.weekday <= 5 }.flatMap { day in
            [9, 16].flatMap { hour in
                (0..<4).map { Timestamp(day, hour: hour, minute: 10 + 3 * $0, offset: beijing) }
            }
        }
        var rhythm = Rhythm()
        var now = Timestamp(first, offset: beijing)
        let measured = Timestamp(try #require(first.adding(days: 28)), offset: beijing)
        let end = Timestamp(try #require(first.adding(days: 56)), offset: beijing)
        var waiting = published[...]
        var delays: [Double] = []
        var visits = 0
        while now < end {
            let news = waiting.prefix { $0 <= now }
            waiting = waiting.dropFirst(news.count)
            rhythm.note(
                news.isEmpty ? .nothingNew : .news(published: learning ? Array(news) : []), at: now, utcOffset: beijing)
            if now >= measured {
                visits += 1
                delays += news.map { Double(now.secondsSinceEpoch - $0.secondsSinceEpoch) / 60 }
            }
            now = rhythm.nextVisit(
                every: .hours(4), now: now, utcOffset: beijing, random: Double.random(in: 0...1, using: &dice))
        }
        return (delays.reduce(0, +) / Double(delays.count), Double(visits))
    }

    @Test("What is written reads back")
    func coding() throws {
        let rhythm = try office()
        let text = try JSONEncoder().encode(rhythm)
        #expect(try JSONDecoder().decode(Rhythm.self, from: text) == rhythm)
        #expect(text.count < 1500)
    }

    @Test(
        "A state of another shape is refused",
        arguments: [
            "{}", "[]", #"{"quiet":0,"failures":0,"profile":{}}"#,
            #"{"quiet":0,"failures":0,"profile":{"weights":[1,2,3]}}"#,
        ])
    func badCoding(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Rhythm.self, from: Data(text.utf8)) }
    }

    @Test("A negative weight is refused")
    func negativeWeight() {
        let weights = Array(repeating: "-1", count: 168).joined(separator: ",")
        let text = #"{"quiet":0,"failures":0,"profile":{"weights":[\#(weights)]}}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Rhythm.self, from: Data(text.utf8)) }
    }
}
