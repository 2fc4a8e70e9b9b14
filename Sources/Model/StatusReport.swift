/// How the daemon, its sources and its disks are, at one moment; `dibao status --json` and the server write it as it is
/// here.
///
/// Absent means unknown. Sizes are bytes, times UTC.
package struct StatusReport: Hashable, Encodable, Sendable {
    package let at: Timestamp
    package let daemon: DaemonState
    package let disks: [Disk]
    package let totals: Totals
    /// The configured sources, in their order.
    package let sources: [Source]
    /// Who reads the journal: tails and hooks.
    package let consumers: [ConsumerReport]
    /// What is wrong with archive or database: one line each.
    package let problems: [String]
    /// Pages that are not read any more because dibao died of them.
    package let setAside: [SetAsidePage]
    /// Sites that are not visited for a while, with the reason: they gave no answer several times, or asked for fewer
    /// visits.
    package let resting: [RestingSite]

    private enum CodingKeys: String, CodingKey {
        case at, daemon, disks, totals, sources, consumers, problems, resting
        case setAside = "set_aside"
    }

    package struct SetAsidePage: Hashable, Encodable, Sendable {
        package let source: String
        package let url: String
        /// `page`, `list` or `explanation`.
        package let purpose: ReadingAttempt.Purpose
        /// Processes that died of a fault while they read it, and those that were ended meanwhile.
        package let deaths: Int
        package let kills: Int
        package let last: Timestamp
        /// `reader-died`.
        package let reason: String

        package init(_ death: ReaderDeath) {
            (source, url, purpose) = (death.attempt.source, death.attempt.url, death.attempt.purpose)
            (deaths, kills) = (death.deaths, death.kills)
            (last, reason) = (death.last, ReaderDeath.reason)
        }
    }

    package struct RestingSite: Hashable, Encodable, Sendable {
        /// Scheme, host and port.
        package let site: String
        /// No visit before then.
        package let until: Timestamp
        /// Pages that wait for it.
        package let waiting: Int
        /// One line.
        package let reason: String

        package init(site: String, until: Timestamp, waiting: Int, reason: String) {
            (self.site, self.until, self.waiting, self.reason) = (site, until, waiting, reason)
        }
    }

    package struct DaemonState: Hashable, Encodable, Sendable {
        package let running: Bool
        package let process: Int?
        package let host: String?
        /// Why fetching pauses.
        package let paused: String?

        package init(
            running: Bool, process: Int? = nil, host: String? = nil, paused: String? = nil
        ) {
            self.running = running
            self.process = process
            self.host = host
            self.paused = paused
        }
    }

    package struct Disk: Hashable, Encodable, Sendable {
        package let path: String
        package let free: Int
        package let total: Int
        /// Below so many free bytes fetching pauses.
        package let reserve: Int

        package init(
            path: String, free: Int, total: Int, reserve: Int
        ) {
            self.path = path
            self.free = free
            self.total = total
            self.reserve = reserve
        }
    }

    package struct Totals: Hashable, Encodable, Sendable {
        /// Enabled ones.
        package let sources: Int
        /// Sources that are not visited until `fetch.contact` is set.
        package let waiting: Int
        /// Numbers given in the journal.
        package let events: Int
        /// Pages by state, those of manual fetches and of former sources included.
        package let pages: [String: Int]
        package let alerts: Int

        package init(
            sources: Int, waiting: Int, events: Int, pages: [String: Int], alerts: Int
        ) {
            self.sources = sources
            self.waiting = waiting
            self.events = events
            self.pages = pages
            self.alerts = alerts
        }
    }

    package struct Source: Hashable, Encodable, Sendable {
        package let id: String
        package let name: String
        package let enabled: Bool
        /// True where it waits for `fetch.contact`.
        package let waiting: Bool
        package let visits: Int
        package let lastVisit: Timestamp?
        package let lastSuccess: Timestamp?
        package let lastNews: Timestamp?
        package let nextVisit: Timestamp?
        /// Visits in a row that failed.
        package let failures: Int
        package let failure: String?
        package let today: Today
        package let pages: [String: Int]
        package let walls: [WallTally]
        package let alerts: [OpenAlert]
        /// Articles kept within the last week that somebody ought to look at, by what is the matter with them.
        package let flags: [FlagTally]
        /// Those of which it is doubtful whether they are what the page says.
        package let lowConfidence: Int
        /// The latest of them, at most five.
        package let doubtful: [Doubtful]
        /// How far a backfill has come.
        package let backfill: String?
        /// Links and pages of which nothing is kept, by reason.
        package let leftOut: [LeftOut: Int]
        /// The pages that failed last, at most five.
        package let failed: [FailedVisit]
        /// What went wrong at the latest visit to its lists, one line each.
        package let troubles: [String]

        private enum CodingKeys: String, CodingKey {
            case id, name, enabled, waiting, visits, failures, failure, today, pages, walls, alerts, flags
            case doubtful, backfill, failed, troubles
            case leftOut = "left_out"
            case lowConfidence = "low_confidence"
            case lastVisit = "last_visit"
            case lastSuccess = "last_success"
            case lastNews = "last_news"
            case nextVisit = "next_visit"
        }

        package init(
            id: String, name: String, enabled: Bool, waiting: Bool, visits: Int, lastVisit: Timestamp? = nil,
            lastSuccess: Timestamp? = nil, lastNews: Timestamp? = nil, nextVisit: Timestamp? = nil, failures: Int,
            failure: String? = nil, today: Today, pages: [String: Int], walls: [WallTally], alerts: [OpenAlert],
            flags: [FlagTally] = [], lowConfidence: Int = 0, doubtful: [Doubtful] = [], backfill: String? = nil,
            leftOut: [LeftOut: Int] = [:], failed: [FailedVisit] = [], troubles: [String] = []
        ) {
            self.id = id
            self.name = name
            self.enabled = enabled
            self.waiting = waiting
            self.visits = visits
            self.lastVisit = lastVisit
            self.lastSuccess = lastSuccess
            self.lastNews = lastNews
            self.nextVisit = nextVisit
            self.failures = failures
            self.failure = failure
            self.today = today
            self.pages = pages
            self.walls = walls
            self.alerts = alerts
            self.flags = flags
            self.lowConfidence = lowConfidence
            self.doubtful = doubtful
            self.backfill = backfill
            self.leftOut = leftOut
            self.failed = failed
            self.troubles = troubles
        }
    }

    /// A page whose latest visit failed.
    package struct FailedVisit: Hashable, Encodable, Sendable {
        package let url: String
        package let reason: String?
        package let at: Timestamp?
        /// The next visit; absent if none is planned.
        package let next: Timestamp?

        package init(url: String, reason: String?, at: Timestamp?, next: Timestamp?) {
            (self.url, self.reason, self.at, self.next) = (url, reason, at, next)
        }
    }

    /// Articles of the day that it is at the source.
    package struct Today: Hashable, Encodable, Sendable {
        package let day: Day
        package let captured: Int
        package let expected: Int?
        package let pending: Int
        package let missed: Int

        package init(
            day: Day, captured: Int, expected: Int? = nil, pending: Int, missed: Int
        ) {
            self.day = day
            self.captured = captured
            self.expected = expected
            self.pending = pending
            self.missed = missed
        }
    }

    /// Walls of one kind on one site within the last week.
    package struct WallTally: Hashable, Encodable, Sendable {
        package let kind: String
        package let site: String
        package let count: Int
        package let last: Timestamp
        package let evidence: String

        package init(
            kind: String, site: String, count: Int, last: Timestamp, evidence: String
        ) {
            self.kind = kind
            self.site = site
            self.count = count
            self.last = last
            self.evidence = evidence
        }
    }

    /// Articles with one flag.
    package struct FlagTally: Hashable, Encodable, Sendable {
        package let flag: Flag
        package let count: Int
        /// The latest of them, and where it came from.
        package let latest: ArticleID
        package let url: String

        package init(flag: Flag, count: Int, latest: ArticleID, url: String) {
            self.flag = flag
            self.count = count
            self.latest = latest
            self.url = url
        }
    }

    /// An article that somebody ought to look at.
    package struct Doubtful: Hashable, Encodable, Sendable {
        package let id: ArticleID
        package let url: String
        package let confidence: Double?

        package init(id: ArticleID, url: String, confidence: Double?) {
            self.id = id
            self.url = url
            self.confidence = confidence
        }
    }

    package struct OpenAlert: Hashable, Encodable, Sendable {
        package let kind: String
        package let since: Timestamp
        package let detail: String

        package init(
            kind: String, since: Timestamp, detail: String
        ) {
            self.kind = kind
            self.since = since
            self.detail = detail
        }
    }

    package init(
        at: Timestamp, daemon: DaemonState, disks: [Disk], totals: Totals, sources: [Source],
        consumers: [ConsumerReport] = [], problems: [String] = [], setAside: [SetAsidePage] = [],
        resting: [RestingSite] = []
    ) {
        self.at = at
        self.daemon = daemon
        self.disks = disks
        self.totals = totals
        self.sources = sources
        self.consumers = consumers
        self.problems = problems
        self.setAside = setAside
        self.resting = resting
    }
}
