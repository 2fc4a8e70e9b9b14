import Fetching
import Foundation
import Judging
import Model
import PropertyTesting
import Testing

@testable import Daemon

/// What the database keeps as text, damaged in any way: it is used, or learnt anew.
@Suite struct RememberingTests {
    private static let now = Timestamp("2026-11-30T17:00:00Z")!

    @Test func everySpoiltMemoryIsUsedOrForgotten() async throws {
        let texts = try RememberingTests.texts()
        await checkProperty(count: 4_000) { choices in
            var text = choices.pick(texts)
            let numbers = text.matches(of: /[0-9]+/)
            if !numbers.isEmpty { text.replaceSubrange(choices.pick(numbers).range, with: choices.numeral()) }
            return choices.oneIn(3) ? String(decoding: choices.spoilt(Array(text.utf8)), as: UTF8.self) : text
        } claim: { text in
            RememberingTests.use(text)
            return nil
        }
    }

    @Test(arguments: [
        "{\"tries\":9223372036854775807}", "{\"tries\":-9223372036854775808}", "{\"tries\":1e18}",
        "{\"tries\":10000000000000}",
        "{\"a\\\\\":\"\\\"\",\"tries\":99999999999}", "{\"tries\":1E+18}",
    ])
    func aNumberThatNoCountComesToIsForgotten(text: String) {
        #expect(recalled([String: Int].self, from: text.replacing("\"a\\\\\":\"\\\"\",", with: "")) == nil)
    }

    @Test(arguments: ["{\"tries\":1000000000}", "{\"tries\":0}", "{\"tries\":-5}"])
    func whatWeCountIsRemembered(text: String) {
        #expect(recalled([String: Int].self, from: text) != nil)
        #expect(recalled([Double].self, from: "[0.30000000000000004,1.5e-07]") != nil)
        #expect(recalled([String].self, from: "[\"99999999999999\",\"\\\"1e18\"]")?.count == 2)
    }

    /// Everything that is done with a memory, on from what it says.
    private static func use(_ text: String) {
        if var health = recalled(HostHealth.self, from: text) {
            for sign: HostHealth.Sign in [
                .troubled, .tooMuch(retryAfter: .seconds(5)), .unreachable(isTimeOut: true), .answered,
            ] {
                health.note(sign, now: now, random: 0.5)
                _ = (
                    health.permission(now: now), health.delay(from: .seconds(86_400)), health.looksClosedToUs(now: now)
                )
            }
        }
        if var rhythm = recalled(Rhythm.self, from: text) {
            _ = rhythm.nextVisit(every: .seconds(1800), now: now, utcOffset: 28_800, random: 0.5)
            for visit: Rhythm.Visit in [.failed, .nothingNew, .news(published: [now])] {
                rhythm.note(visit, at: now, utcOffset: 28_800)
                _ = rhythm.nextVisit(every: .seconds(1800), now: now, utcOffset: 28_800, random: 0.5)
            }
        }
        if var profile = recalled(SourceProfile.self, from: text) {
            profile.miss(issue: Day("2026-11-30")!)
            profile.finish(issue: Day("2026-11-30")!)
        }
        if var looks = recalled(LookHistory.self, from: text) {
            looks.add(Look(at: now, outcome: .served))
            _ = (looks.missingRun, looks.failuresInARow)
        }
    }

    private static func texts() throws -> [String] {
        var health = HostHealth()
        for _ in 0..<6 { health.note(.unreachable(isTimeOut: true), now: now, random: 0.5) }
        health.note(.tooMuch(retryAfter: nil), now: now, random: 0.5)
        var rhythm = Rhythm()
        rhythm.note(.news(published: Array(repeating: now, count: 30)), at: now, utcOffset: 28_800)
        rhythm.note(.failed, at: now, utcOffset: 28_800)
        var profile = SourceProfile()
        profile.issuesDone = Day("2026-11-01")
        profile.miss(issue: Day("2026-11-30")!)
        let looks = LookHistory([Look(at: now, outcome: .served)])
        return try [
            remembered(health), remembered(rhythm), remembered(profile), remembered(looks),
        ].map { try #require($0) }
    }
}
