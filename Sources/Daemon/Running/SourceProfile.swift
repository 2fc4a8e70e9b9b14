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

    /// The issues to read on a visit, the oldest first: past ones that were wanted and not had, then today's.
    ///
    /// - Parameter limit: past issues, at the most.
    func issuesDue(of schemes: [IssueScheme], today: Day, limit: Int) -> [Day] {
        guard !schemes.isEmpty else { return [] }
        let first = schemes.compactMap(\.from).min() ?? today
        // The day after: an issue that was still growing when its day ended gets one more visit.
        let start = max(first, issuesDone.flatMap { $0.adding(days: 1) } ?? first)
        var days: [Day] = []
        var day = start
        while day < today, days.count < limit {
            days.append(day)
            guard let next = day.adding(days: 1) else { break }
            day = next
        }
        return days + [today]
    }

    /// Takes note of an issue of the past that was read whole, or that never was.
    mutating func finish(issue day: Day) {
        openIssues.removeAll { $0.day == day }
        if issuesDone.flatMap({ $0.adding(days: 1) }) ?? day == day { issuesDone = day }
    }
}
