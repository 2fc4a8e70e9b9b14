/// Why a page waits for a visit.
///
/// | purpose | for | lets others of its source go first for |
/// |---|---|---|
/// | `firstVisit` | a page that a list, feed or issue brought as news | 0 |
/// | `gapHeal` | a page of a day on which something is missing | 15 minutes |
/// | `attachment` | a file that a kept article offers, and that did not come with it | 30 minutes |
/// | `recheck` | a page that is kept: was it edited, is it still there? | 1 hour |
/// | `backfill` | a page of the past | 1 day |
///
/// A page that fell due at `t` goes before every page of its source that falls due later than `t` and that time, so
/// that no purpose starves another.
package enum PagePurpose: Int, Hashable, Sendable, CaseIterable {
    // The numbers are in the database.
    case firstVisit = 0
    case gapHeal = 1
    case recheck = 2
    case backfill = 3
    case attachment = 4

    /// Seconds.
    var handicap: Int {
        switch self {
        case .firstVisit: 0
        case .gapHeal: 900
        case .attachment: 1800
        case .recheck: 3600
        case .backfill: 86_400
        }
    }
}
