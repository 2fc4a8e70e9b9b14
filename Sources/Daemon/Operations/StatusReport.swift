internal import Model

/// How the daemon, its sources and its disks are, at one moment; `dibao status --json` writes it as it is here.
///
/// Absent means unknown. Sizes are bytes, times UTC.
struct StatusReport: Hashable, Encodable {
    let at: Timestamp
    let daemon: DaemonState
    let disks: [Disk]
    let totals: Totals
    /// The configured sources, in their order.
    let sources: [Source]
    /// Who reads the journal: tails and hooks.
    let consumers: [ConsumerReport]

    struct DaemonState: Hashable, Encodable {
        let running: Bool
        let process: Int?
        let host: String?
        /// Why fetching pauses.
        let paused: String?
    }

    struct Disk: Hashable, Encodable {
        let path: String
        let free: Int
        let total: Int
        /// Below so many free bytes fetching pauses.
        let reserve: Int
    }

    struct Totals: Hashable, Encodable {
        /// Enabled ones.
        let sources: Int
        /// Sources that are not visited until `fetch.contact` is set.
        let waiting: Int
        /// Numbers given in the journal.
        let events: Int
        /// Pages by state, those of manual fetches and of former sources included.
        let pages: [String: Int]
        let alerts: Int
    }

    struct Source: Hashable, Encodable {
        let id: String
        let name: String
        let enabled: Bool
        /// True where it waits for `fetch.contact`.
        let waiting: Bool
        let visits: Int
        let lastVisit: Timestamp?
        let lastSuccess: Timestamp?
        let lastNews: Timestamp?
        let nextVisit: Timestamp?
        /// Visits in a row that failed.
        let failures: Int
        let failure: String?
        let today: Today
        let pages: [String: Int]
        let walls: [WallTally]
        let alerts: [OpenAlert]
        /// Articles kept within the last week of which it is doubtful whether they are what the page says.
        let lowConfidence: Int
        /// The latest of them, at most five.
        let doubtful: [Doubtful]
        /// How far a backfill has come.
        let backfill: String?

        private enum CodingKeys: String, CodingKey {
            case id, name, enabled, waiting, visits, failures, failure, today, pages, walls, alerts, doubtful, backfill
            case lowConfidence = "low_confidence"
            case lastVisit = "last_visit"
            case lastSuccess = "last_success"
            case lastNews = "last_news"
            case nextVisit = "next_visit"
        }
    }

    /// Articles of the day that it is at the source.
    struct Today: Hashable, Encodable {
        let day: Day
        let captured: Int
        let expected: Int?
        let pending: Int
        let missed: Int
    }

    /// Walls of one kind on one site within the last week.
    struct WallTally: Hashable, Encodable {
        let kind: String
        let site: String
        let count: Int
        let last: Timestamp
        let evidence: String
    }

    /// An article that somebody ought to look at.
    struct Doubtful: Hashable, Encodable {
        let id: ArticleID
        let url: String
        let confidence: Double?
    }

    struct OpenAlert: Hashable, Encodable {
        let kind: String
        let since: Timestamp
        let detail: String
    }
}
