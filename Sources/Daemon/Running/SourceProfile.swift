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
    /// Where the list of a page is that shows none itself, in frames or where its scripts ask for it: the page stays as it
    /// is while these change.
    var listsElsewhere: [String: [String]]?
    /// List pages that could not be read when there was news on the page before.
    var unread: [String] = []
    /// Whether its start pages ever listed articles: from then on a page without any means that the layout changed.
    var hasListed = false
    /// The feeds that its start pages name.
    var feeds: [String] = []
    /// What went wrong at the latest visit, the first few lines of it.
    var troubles: [String]?
    /// List pages of which a part cannot be read, and why: they lack it for as long as they stay as they are.
    var partial: [String: String]?
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

    static let troublesShown = 5
    private static let partialLimit = 20

    /// Remembers what a list page lacks; nil: nothing any more.
    mutating func note(lack: String?, of address: String) {
        guard lack != nil || partial != nil else { return }
        var lists = partial ?? [:]
        if lists[address] != nil || lists.count < SourceProfile.partialLimit { lists[address] = lack }
        partial = lists.isEmpty ? nil : lists
    }

    /// Past days whose issue was not there, or could not be read, at most `absentLimit`.
    var absentIssues: [Day]?
    /// The first day whose issue was wanted.
    var issuesSince: Day?
    /// The day on which past issues were last asked for again.
    var askedAgain: Day?

    private static let absentLimit = 60
    /// Issues of so many days are asked for again.
    private static let daysAskedAgain = 7
    /// Ages in days at which an issue that was there is read again: its pages may have grown.
    private static let agesReadAgain: Set<Int> = [2, 4, 7]

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
        issuesSince = min(schemes.compactMap(\.from).min() ?? today, today)
        issuesDone = issuesSince?.adding(days: -1)
    }

    /// The issues of the last week to ask for again, once a day: those that were not there every day, the others at the
    /// second, fourth and seventh day.
    mutating func issuesToAskAgain(of schemes: [IssueScheme], today: Day) -> [Day] {
        guard !schemes.isEmpty, askedAgain != today, let issuesSince, let issuesDone else { return [] }
        askedAgain = today
        return (1...SourceProfile.daysAskedAgain).reversed().compactMap { age in
            guard let day = today.adding(days: -age), day >= issuesSince, day <= issuesDone,
                SourceProfile.agesReadAgain.contains(age) || absentIssues?.contains(day) == true
            else { return nil }
            return day
        }
    }

    /// Takes note that a past issue was there, or not, when it was asked for.
    mutating func note(issue day: Day, isAbsent: Bool) {
        var days = absentIssues ?? []
        days.removeAll { $0 == day }
        if isAbsent { days.append(day) }
        absentIssues = days.isEmpty ? nil : Array(days.suffix(SourceProfile.absentLimit))
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
        guard tries >= SourceProfile.triesPerIssue else { return }
        finish(issue: day)
        note(issue: day, isAbsent: true)
    }
}
