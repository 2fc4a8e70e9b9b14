import Model
import Testing

@testable import Daemon

@Suite struct SourceProfileTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func scheme(from: String? = nil, to: String? = nil) throws -> IssueScheme {
        try #require(
            IssueScheme(
                template: "http://dzb.example/{yyyy}-{MM}/{dd}/node_2.htm", from: from.flatMap { Day($0) },
                to: to.flatMap { Day($0) }))
    }

    @Test func todaysIssueAloneIsDueWhereNoFirstOneIsWanted() throws {
        let today = try day("2026-03-04")
        let due = SourceProfile().issuesDue(of: [try scheme()], today: today, limit: 30)
        #expect(due == [today])
    }

    @Test func pastIssuesAreDueOldestFirstUntilTheyAreRead() throws {
        var profile = SourceProfile()
        let (schemes, today) = ([try scheme(from: "2026-03-01")], try day("2026-03-04"))
        #expect(
            profile.issuesDue(of: schemes, today: today, limit: 30).map(\.description)
                == ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"])
        #expect(profile.issuesDue(of: schemes, today: today, limit: 2).count == 3, "two of the past, and today's")
        profile.finish(issue: try day("2026-03-01"))
        profile.finish(issue: try day("2026-03-02"))
        #expect(
            profile.issuesDue(of: schemes, today: today, limit: 30).map(\.description) == ["2026-03-03", "2026-03-04"])
    }

    @Test func anIssueBehindOneThatFailedIsReadAgainWithIt() throws {
        var profile = SourceProfile()
        profile.finish(issue: try day("2026-03-01"))
        profile.finish(issue: try day("2026-03-03"))
        let (schemes, today) = ([try scheme(from: "2026-03-01")], try day("2026-03-04"))
        let due = profile.issuesDue(of: schemes, today: today, limit: 30)
        #expect(due.map(\.description) == ["2026-03-02", "2026-03-03", "2026-03-04"])
    }

    @Test func anIssueThatNeverCanBeReadIsGivenUp() throws {
        var profile = SourceProfile()
        let (schemes, today) = ([try scheme(from: "2026-03-01")], try day("2026-03-04"))
        profile.beginIssues(of: schemes, today: today)
        for _ in 0..<20 {
            #expect(profile.issuesDue(of: schemes, today: today, limit: 30).count == 4)
            profile.miss(issue: try day("2026-03-01"))
            profile.miss(issue: try day("2026-03-02"))
        }
        #expect(profile.issuesDue(of: schemes, today: today, limit: 30).count == 3)
        #expect(profile.absentIssues == [try day("2026-03-01")])
    }

    @Test func issuesOfTheLastWeekAreAskedForAgainOnceADay() throws {
        var profile = SourceProfile()
        let schemes = [try scheme(from: "2026-02-01")]
        let today = try day("2026-03-04")
        profile.beginIssues(of: schemes, today: today)
        profile.issuesDone = try day("2026-03-03")
        for absent in ["2026-02-24", "2026-02-27", "2026-03-03"] {
            profile.note(issue: try day(absent), isAbsent: true)
        }
        // Seven, four and two days old; three and one for those that were not there.
        #expect(
            profile.issuesToAskAgain(of: schemes, today: today).map(\.description)
                == ["2026-02-25", "2026-02-27", "2026-02-28", "2026-03-02", "2026-03-03"])
        #expect(profile.issuesToAskAgain(of: schemes, today: today) == [])
        profile.note(issue: try day("2026-02-27"), isAbsent: false)
        #expect(profile.absentIssues == [try day("2026-02-24"), try day("2026-03-03")])
    }

    @Test func issuesBeforeTheFirstWantedOneAreNotAskedFor() throws {
        var profile = SourceProfile()
        let schemes = [try scheme()]
        profile.beginIssues(of: schemes, today: try day("2026-03-03"))
        profile.finish(issue: try day("2026-03-03"))
        #expect(profile.issuesToAskAgain(of: schemes, today: try day("2026-03-04")) == [])
        #expect(
            profile.issuesToAskAgain(of: schemes, today: try day("2026-03-05")).map(\.description) == ["2026-03-03"])
    }

    @Test func yesterdaysIssueGetsOneMoreVisit() throws {
        var profile = SourceProfile()
        profile.beginIssues(of: [try scheme()], today: try day("2026-03-03"))
        let (schemes, today) = ([try scheme()], try day("2026-03-04"))
        let due = profile.issuesDue(of: schemes, today: today, limit: 30)
        #expect(due.map(\.description) == ["2026-03-03", "2026-03-04"])
    }
}
