internal import Judging
internal import Model

/// What the daemon remembers of a source besides the schedule: kept as JSON in `SourceState.profile`.
struct SourceProfile: Hashable, Sendable, Codable {
    /// Whether it has been silent for too long.
    var silence: SilenceWatch?
    /// The last day up to which every issue of the e-paper has been read whole.
    var issuesDone: Day?
    /// The issues that are read again, with their pages: today's, and past ones that could not be read whole.
    var openIssues: [OpenIssue] = []
    /// The sitemaps that an index names: they change while it stays as it is.
    var sitemaps: [String: [String]] = [:]
    /// List pages that could not be read when there was news on the page before.
    var unread: [String] = []
    /// Whether its start pages ever listed articles: from then on a page without any means that the layout changed.
    var hasListed = false
    /// The feeds that its start pages name.
    var feeds: [String] = []
    /// The last day for which the expected articles were reckoned up.
    var reckoned: Day?

    struct OpenIssue: Hashable, Sendable, Codable {
        var day: Day
        /// The page that named the others.
        var first: String
        var pages: [String]
    }

    /// The earliest issue of the past that cannot be read, and how often that was tried.
    var missedIssue: MissedIssue?

    struct MissedIssue: Hashable, Sendable, Codable {
        var day: Day
        var tries: Int
    }

    /// After so many visits in vain an issue is left to whoever heals gaps.
    private static let triesPerIssue = 20

    /// The issues to read on a visit, the oldest first: past ones that were wanted and not had, then today's.
    ///
    /// - Parameter limit: past issues, at the most.
    func issuesDue(of schemes: [IssueScheme], today: Day, limit: Int) -> [Day] {
        guard !schemes.isEmpty else { return [] }
        // The day after the last that is done: an issue that was still growing when its day ended is read once more.
        var day = issuesDone?.adding(days: 1) ?? schemes.compactMap(\.from).min() ?? today
        var days: [Day] = []
        while day < today, days.count < limit {
            days.append(day)
            guard let next = day.adding(days: 1) else { break }
            day = next
        }
        return days + [today]
    }

    /// Remembers where the issues begin, on the first visit.
    mutating func beginIssues(of schemes: [IssueScheme], today: Day) {
        guard issuesDone == nil, !schemes.isEmpty else { return }
        issuesDone = min(schemes.compactMap(\.from).min() ?? today, today).adding(days: -1)
    }

    /// Takes note of an issue of the past that was read whole, or that never was.
    mutating func finish(issue day: Day) {
        openIssues.removeAll { $0.day == day }
        if issuesDone.flatMap({ $0.adding(days: 1) }) ?? day == day { issuesDone = day }
    }

    /// Takes note of an issue of the past that could not be read.
    mutating func miss(issue day: Day) {
        if let missedIssue, missedIssue.day < day, issuesDone.map({ missedIssue.day > $0 }) ?? true { return }
        let tries = (missedIssue?.day == day ? missedIssue?.tries ?? 0 : 0) + 1
        missedIssue = MissedIssue(day: day, tries: tries)
        if tries >= SourceProfile.triesPerIssue { finish(issue: day) }
    }
}
