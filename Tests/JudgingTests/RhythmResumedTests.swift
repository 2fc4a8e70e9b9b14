import Judging
import Model
import Testing

/// Visits after a pause.
@Suite struct RhythmResumedTests {
    private func resumed(due hours: Double, every: Duration = .minutes(30), random: Double) -> Double {
        let moment = Rhythm.resumed(due: at(hours), every: every, now: noon, random: random)
        return Double(moment.secondsSinceEpoch - noon.secondsSinceEpoch) / 60
    }

    @Test("A visit yet to come stays where it is")
    func toCome() {
        #expect(resumed(due: 0.25, random: 1) == 15)
        #expect(resumed(due: 4, random: 0) == 240)
        #expect(resumed(due: 24, every: .hours(12), random: 0) == 24 * 60)
    }

    @Test("Late visits are spread, and never over more time than they are late")
    func late() {
        #expect(resumed(due: -48, random: 1) == 15)
        #expect(resumed(due: -48, random: 0.5) == 7.5)
        #expect(resumed(due: -48, every: .minutes(5), random: 1) == 5)
        #expect(resumed(due: -0.1, random: 1) == 6)
        #expect(resumed(due: 0, random: 1) == 0)
        #expect(resumed(due: -48, random: -3) == 0)
        #expect(resumed(due: -48, random: 3) == 15)
    }

    @Test("A visit later than any is planned comes from a clock set back, and is due at once")
    func clockSetBack() {
        #expect(resumed(due: 5, random: 1) == 15)
        #expect(resumed(due: 24 * 365 * 30, random: 0.5) == 7.5)
        #expect(resumed(due: 24 * 365 * 30, every: .hours(24), random: 1) == 15)
    }

    @Test("After a night's downtime no minute gets more than its share of the sources")
    func noStampede() {
        var dice = Dice(seed: 1)
        var minutes: [Int: Int] = [:]
        for _ in 0..<600 {
            let due = Double.random(in: -12 ... -1, using: &dice)
            let minute = resumed(due: due, random: Double.random(in: 0...1, using: &dice))
            minutes[Int(minute), default: 0] += 1
        }
        #expect(minutes.count >= 15)
        #expect(minutes.values.allSatisfy { $0 < 80 }, "40 a minute are 600 in 15")
    }
}
