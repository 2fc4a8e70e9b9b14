import Judging
import Model
import Testing

@Suite struct RecheckPlanTests {
    private let plan = RecheckPlan(after: [.days(7), .hours(1), .days(1), .zero, .seconds(-5), .days(99_999_999_999)])

    /// Hours after `noon`, when the article was kept.
    private func next(_ line: String, gone: Bool = false, now: Double? = nil, random: Double = 0) -> Double? {
        let history = looks(line)
        let verdict = RemovalVerdict(history, wasGone: gone)
        let newest = now.map { at($0) } ?? history.looks.last?.at ?? noon
        let moment = plan.nextLook(kept: noon, history: history, verdict: verdict, now: newest, random: random)
        return moment.map { Double($0.secondsSinceEpoch - noon.secondsSinceEpoch) / 3600 }
    }

    @Test("The waits are sorted, and what is no wait is dropped")
    func waits() {
        #expect(plan.after == [.hours(1), .days(1), .days(7)])
    }

    @Test(
        "A present article is looked at as planned, and then left alone",
        arguments: [
            ("", 1.0), ("0 served", 1), ("0 served, 1 served", 24), ("0 served, 1.2 served, 25 served", 168),
            ("0 served, 168 served", nil), ("0 served, 200 served", nil),
        ] as [(String, Double?)])
    func ordinary(line: String, expected: Double?) {
        #expect(next(line) == expected)
    }

    @Test("Looks missed while nobody looked become one")
    func downtime() {
        #expect(next("0 served", now: 100) == 1)
        #expect(next("0 served, 100 served") == 168)
    }

    @Test(
        "A failed look is made again soon, then less soon, then as planned",
        arguments: [
            ("0 served, 1 failed", 2.0), ("0 served, 1 wall, 2 failed", 4),
            ("0 served, 1 wall, 2 wall, 3 wall", 7), ("0 served, 1 wall, 2 wall, 3 wall, 4 wall, 5 wall", 21),
            ("0 served, 1 wall, 2 wall, 3 wall, 4 wall, 5 wall, 6 wall", 30),
            ("0 served, 1 wall, 2 wall, 3 wall, 4 wall, 5 wall, 6 wall, 7 wall, 8 wall, 9 wall", 24),
            ("0 served, 1 wall, 2 wall, 3 wall, 4 wall, 5 wall, 6 wall, 7 wall, 8 wall, 190 wall", nil),
        ] as [(String, Double?)])
    func failures(line: String, expected: Double?) {
        #expect(next(line) == expected)
    }

    @Test(
        "A suspect is looked at until a verdict can stand",
        arguments: [
            ("0 served, 24 404", 26.0), ("0 served, 24 404, 26 404", 49), ("0 dns, 2 dns, 25 dns", 49),
            ("0 served, 24 404, 25 wall", 26), ("0 tls, 1 served, 2 tls", 4),
        ])
    func suspects(line: String, expected: Double) {
        #expect(next(line) == expected)
    }

    @Test("The looks at a removed article prove its removal in a day and an hour")
    func proof() throws {
        var history = looks("0 served, 24 404")
        for _ in 0..<2 {
            let verdict = RemovalVerdict(history, wasGone: false)
            #expect(verdict == .suspect(since: at(24)))
            let now = try #require(history.looks.last).at
            let look = try #require(
                plan.nextLook(kept: noon, history: history, verdict: verdict, now: now, random: 0))
            history.add(Look(at: look, outcome: .missing(.notFound)))
        }
        guard case .gone = RemovalVerdict(history, wasGone: false) else {
            Issue.record("three looks at the planned times do not prove a removal")
            return
        }
        #expect(history.looks.last?.at == at(49))
    }

    @Test("A doubt that lasts is looked into weekly, and not for ever")
    func lastingDoubt() {
        let lone = LookHistory([Look(at: noon, outcome: .missing(.notFound)), Look(at: at(9000), outcome: .wall(""))])
        #expect(
            plan.nextLook(
                kept: noon, history: lone, verdict: .suspect(since: at(-9000)), now: at(9000), random: 0)
                == at(9001))
        let old = LookHistory([Look(at: noon, outcome: .missing(.notFound))])
        #expect(
            plan.nextLook(kept: noon, history: old, verdict: .suspect(since: at(-9000)), now: noon, random: 0) == nil)
        let weeks = LookHistory((0..<3).map { Look(at: at(Double($0) * 200), outcome: .missing(.notFound)) })
        #expect(
            plan.nextLook(kept: noon, history: weeks, verdict: .suspect(since: noon), now: at(400), random: 0)
                == at(568))
    }

    @Test("A gone article is looked for again, more and more seldom")
    func gone() {
        #expect(next("0 404, 2 404, 25 404", gone: true) == 168)
        #expect(next("0 404, 2 404, 25 404, 168 404", gone: true) == 720)
        #expect(next("0 404, 8760 404", gone: true) == nil)
        #expect(next("0 served, 1 404, 2 404, 25 404, 26 served", gone: true) == 168)
    }

    @Test("Chance adds up to a tenth of the wait, and nothing beyond it")
    func chance() {
        #expect(next("0 served, 1 served", random: 1) == 26.4)
        #expect(next("0 served, 1 served", random: 0.5) == 25.2)
        #expect(next("0 served, 1 served", random: 7) == 26.4)
        #expect(next("0 served, 1 served", random: -7) == 24)
    }

    @Test("A clock set back makes nobody wait for the lost time")
    func clockSetBack() {
        #expect(next("1000 failed", now: 2) == 3)
        #expect(next("1000 404", now: 2) == 4)
        let gone = RemovalVerdict(looks("1000 404"), wasGone: true)
        #expect(plan.nextLook(kept: noon, history: looks("1000 404"), verdict: gone, now: at(2), random: 0) == at(26))
        let moment = plan.nextLook(
            kept: at(9000), history: LookHistory(), verdict: .present, now: noon, random: 0)
        #expect(moment == at(1))
    }
}
