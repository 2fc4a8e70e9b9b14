package import Model

/// When a page that was never kept is visited again after a visit that brought no article: a pure decision.
///
/// | the visit met | again after | at the most |
/// |---|---|---|
/// | trouble: no answer, 5xx, a part that is missing | 1, 2, 4 … minutes up to 8 hours | 10 times |
/// | no such page (404, 410, soft 404, led home) | 1, 6, 24 hours, 3 days | 4 times |
/// | a wall | 6 hours, 1, 2, 4, 8 days | 5 times |
/// | a page without an article | a day | once |
///
/// Up to a tenth of the wait is added by chance, so that pages that failed together do not come back together.
package enum FirstVisitRetry: Hashable, Sendable {
    case trouble, missing, wall, noArticle

    private static let hoursAfterMissing = [1, 6, 24, 72]
    private static let hoursAfterWall = [6, 24, 48, 96, 192]

    /// - Parameters:
    ///   - failures: visits in a row without an article, this one included.
    ///   - random: drawn evenly from 0 to 1.
    /// - Returns: nil: not again.
    package func next(failures: Int, now: Timestamp, random: Double) -> Timestamp? {
        guard let seconds = wait(failures: max(failures, 1)) else { return nil }
        return now.adding(seconds: seconds + Int(Double(seconds) / 10 * min(max(random, 0), 1)))
    }

    private func wait(failures: Int) -> Int? {
        func hours(_ hours: [Int]) -> Int? { failures <= hours.count ? hours[failures - 1] * 3600 : nil }
        return switch self {
        case .trouble: failures <= 10 ? min(60 << (failures - 1), 8 * 3600) : nil
        case .missing: hours(FirstVisitRetry.hoursAfterMissing)
        case .wall: hours(FirstVisitRetry.hoursAfterWall)
        case .noArticle: hours([24])
        }
    }
}
