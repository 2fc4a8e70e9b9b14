import Fetching
import Foundation
import Model
import Testing

struct HostHealthTests {
    private let start = 1_750_000_000

    private func at(_ seconds: Int) -> Timestamp { Timestamp(secondsSinceEpoch: start + seconds) }

    private func health(after signs: [(HostHealth.Sign, Int)]) -> HostHealth {
        var health = HostHealth()
        for (sign, seconds) in signs { health.note(sign, now: at(seconds), random: 0) }
        return health
    }

    private let lost = HostHealth.Sign.unreachable(isTimeOut: false)
    private let timedOut = HostHealth.Sign.unreachable(isTimeOut: true)

    @Test("A new host is visited, without a longer delay")
    func new() {
        #expect(HostHealth().permission(now: at(0)) == .visit)
        #expect(HostHealth().delay(from: .seconds(2)) == .seconds(2))
        #expect(HostHealth().delay(from: .zero) == .zero)
    }

    @Test("The fifth failure in a row begins a rest; an answer in between begins the count anew")
    func rest() {
        for sign in [lost, timedOut, .troubled] {
            let four = [(HostHealth.Sign, Int)](repeating: (sign, 0), count: 4)
            #expect(health(after: four).permission(now: at(0)) == .visit)
            let five = health(after: four + [(sign, 10)])
            #expect(five.permission(now: at(10)) == .wait(until: at(70)))
            #expect(five.permission(now: at(69)) == .wait(until: at(70)))
            #expect(five.permission(now: at(70)) == .probe)
            #expect(health(after: four + [(.answered, 1), (sign, 2)]).permission(now: at(2)) == .visit)
        }
    }

    @Test("After a rest one visit shows whether the host works; others wait for it, for ten minutes at most")
    func probe() {
        var health = health(after: [(.troubled, 0), (.troubled, 0), (.troubled, 0), (.troubled, 0), (.troubled, 0)])
        #expect(health.permission(now: at(60)) == .probe)
        health.beginProbe(now: at(60))
        #expect(health.permission(now: at(61)) == .wait(until: at(660)))
        #expect(health.permission(now: at(660)) == .probe)
        #expect(health.permission(now: at(0)) == .wait(until: at(60)))
        var well = health
        well.note(.answered, now: at(62), random: 0)
        #expect(well.permission(now: at(62)) == .visit)
        #expect(well.failuresInARow == 0)
        health.note(.troubled, now: at(62), random: 0)
        #expect(health.permission(now: at(62)) == .wait(until: at(182)))
    }

    @Test("Rests double up to six hours, and begin at a minute again after an answer")
    func doubling() {
        var health = HostHealth()
        var now = 0
        for _ in 0..<4 { health.note(lost, now: at(now), random: 0) }
        var rests: [Int] = []
        for _ in 0..<11 {
            health.note(lost, now: at(now), random: 0)
            guard case .wait(let end) = health.permission(now: at(now)) else { break }
            rests.append(end.secondsSinceEpoch - start - now)
            now = end.secondsSinceEpoch - start
        }
        #expect(rests == [60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600])
        health.note(.answered, now: at(now), random: 0)
        for _ in 0..<5 { health.note(lost, now: at(now), random: 0) }
        #expect(health.permission(now: at(now)) == .wait(until: at(now + 60)))
    }

    @Test("A rest is lengthened by at most a tenth at random")
    func jitter() {
        var health = HostHealth()
        for _ in 0..<5 { health.note(lost, now: at(0), random: 1) }
        #expect(health.permission(now: at(0)) == .wait(until: at(66)))
    }

    @Test(
        "A host that asks for fewer visits rests as long as it asks, at least half a minute, at most a day",
        arguments: [(nil, 30), (10, 30), (600, 600), (86_400 * 3, 86_400)])
    func tooMuch(_ asked: Int?, _ seconds: Int) {
        let health = health(after: [(.tooMuch(retryAfter: asked.map { .seconds($0) }), 0)])
        #expect(health.permission(now: at(0)) == .wait(until: at(seconds)))
        #expect(health.permission(now: at(seconds)) == .probe)
    }

    @Test("Every such request doubles the delay, up to 64 times; eight answers in a row halve it")
    func brake() {
        var health = HostHealth()
        var delays: [Duration] = []
        for _ in 0..<8 {
            health.note(.tooMuch(retryAfter: nil), now: at(0), random: 0)
            delays.append(health.delay(from: .seconds(2)))
        }
        #expect(delays == [4, 8, 16, 32, 64, 128, 128, 128].map { .seconds($0) })
        #expect(health.delay(from: .zero) == .seconds(64))
        for count in 1...48 {
            health.note(.answered, now: at(count), random: 0)
            #expect(health.brake == 6 - count / 8)
        }
        #expect(health.delay(from: .seconds(2)) == .seconds(2))
    }

    @Test("A failure in between makes the brake stay longer")
    func brakeStays() {
        var health = health(after: [(.tooMuch(retryAfter: nil), 0)])
        for _ in 0..<7 { health.note(.answered, now: at(1), random: 0) }
        health.note(.troubled, now: at(2), random: 0)
        for _ in 0..<7 { health.note(.answered, now: at(3), random: 0) }
        #expect(health.brake == 1)
        health.note(.answered, now: at(4), random: 0)
        #expect(health.brake == 0)
    }

    @Test("A rest that a host asked for is not cut short by a failure after it")
    func longerRestStays() {
        var health = health(after: [(.tooMuch(retryAfter: .seconds(3600)), 0)])
        health.note(lost, now: at(10), random: 0)
        #expect(health.permission(now: at(10)) == .wait(until: at(3600)))
    }

    @Test("A clock that was set back keeps no host at rest")
    func clockSetBack() {
        var health = health(after: [(lost, 0), (lost, 0), (lost, 0), (lost, 0), (lost, 0)])
        #expect(health.permission(now: at(-200_000)) == .probe)
        health.note(lost, now: at(-200_000), random: 0)
        #expect(health.permission(now: at(-200_000)) == .wait(until: at(-200_000 + 120)))
    }

    @Test("A host that only ever lets us wait, for a day, looks closed to us")
    func closedToUs() {
        let hours = [0, 6, 12, 18, 24].map { (timedOut, $0 * 3600) }
        #expect(health(after: hours).looksClosedToUs(now: at(86_400)))
        #expect(!health(after: hours).looksClosedToUs(now: at(86_399)))
        #expect(!health(after: hours.dropLast()).looksClosedToUs(now: at(200_000)))
        #expect(!health(after: hours + [(.answered, 90_000)]).looksClosedToUs(now: at(90_000)))
        #expect(!health(after: hours + [(lost, 90_000)]).looksClosedToUs(now: at(90_000)))
        #expect(!health(after: hours + [(.troubled, 90_000)]).looksClosedToUs(now: at(90_000)))
    }

    @Test(
        "A status is a sign",
        arguments: [
            (200, HostHealth.Sign.answered), (304, .answered), (403, .answered), (404, .answered), (501, .answered),
            (429, .tooMuch(retryAfter: .seconds(7))), (503, .tooMuch(retryAfter: .seconds(7))), (500, .troubled),
            (502, .troubled), (504, .troubled), (521, .troubled),
        ])
    func statuses(_ status: Int, _ sign: HostHealth.Sign) {
        #expect(HostHealth.Sign(response(status: status, headers: [("Retry-After", "7")]), now: at(0)) == sign)
    }

    @Test(
        "A failure is a sign where it is the host's",
        arguments: [
            (FetchFailure.connectionRefused(site: "a"), HostHealth.Sign?.some(.unreachable(isTimeOut: false))),
            (.hostNotFound(host: "a"), .unreachable(isTimeOut: false)),
            (.timedOut(site: "a", phase: .connecting), .unreachable(isTimeOut: true)),
            (.bodyTooLarge(site: "a", limitBytes: 1), .answered), (.local(reason: ""), nil), (.cancelled, nil),
            (.shuttingDown, nil), (.proxy(reason: ""), nil),
        ])
    func failures(_ failure: FetchFailure, _ sign: HostHealth.Sign?) {
        #expect(HostHealth.Sign(failure) == sign)
    }

    @Test("What is written down is what is read back")
    func coding() throws {
        let health = health(after: [(.tooMuch(retryAfter: nil), 0), (timedOut, 1), (lost, 2)])
        let data = try JSONEncoder().encode(health)
        #expect(try JSONDecoder().decode(HostHealth.self, from: data) == health)
    }
}
