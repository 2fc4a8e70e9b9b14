import Model
import Testing

@testable import Daemon

@Suite struct FirstVisitRetryTests {
    private let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private func waits(_ retry: FirstVisitRetry, random: Double = 0) -> [Int] {
        (1...20).map { retry.next(failures: $0, now: now, random: random) }.prefix { $0 != nil }
            .compactMap { $0?.seconds(since: now) }
    }

    @Test func troubleIsWaitedOutLongerAndLongerTenTimes() {
        #expect(
            waits(.trouble) == [60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 28_800])
    }

    @Test func missingPagesAreGivenUpAfterFourDays() { #expect(waits(.missing) == [3600, 21_600, 86_400, 259_200]) }

    @Test func wallsAreTriedFiveTimesInTwoWeeks() { #expect(waits(.wall) == [6, 24, 48, 96, 192].map { $0 * 3600 }) }

    @Test func aPageWithoutAnArticleGetsOneMoreChance() { #expect(waits(.noArticle) == [86_400]) }

    @Test func chanceAddsUpToATenth() { #expect(waits(.noArticle, random: 1) == [86_400 + 8640]) }
}
