import Foundation
import Logging
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct BackfillJobTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let days = (0..<6).compactMap { Day("2026-02-20")?.adding(days: $0) }

    private func backfill(_ workshop: Workshop, _ id: String, from: String, to: String?) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            let job = BackfillJob(
                workshop.configuration, time: time.timepiece, console: console, logger: console.logger(level: .warning))
            return try await job.run(id, from: from, to: to)
        }
    }

    @Test func issuesOfTheDaysAreArchivedOldestFirst() async throws {
        let paper = try PastPaper(on: "127.0.10.1", days: days, without: [days[2]])
        let workshop = try Workshop(sources: paper.configuration)
        let run = try await backfill(workshop, "paper", from: "\(days[1])", to: "\(days[4])")
        #expect(run.status == .done, "\(run.errors)")
        let wanted = [days[1], days[3], days[4]]
        #expect(
            Set(try workshop.events().map(\.url))
                == Set(wanted.flatMap(PastPaper.articles).map { paper.site.origin + $0 }))
        let issues = paper.site.targets.filter { $0.hasSuffix("node_1.htm") }
        #expect(issues == [days[1], days[2], days[3], days[4]].map(PastPaper.issue))
        #expect(run.errors.contains("4/4 issues"))
        #expect(try await workshop.disagreements() == [])
        let store = try workshop.openStore()
        #expect(try await store.source("paper")?.backfill == nil)
        try store.close()

        let again = try await backfill(workshop, "paper", from: "\(days[1])", to: "\(days[4])")
        #expect(again.status == .done)
        #expect(try workshop.texts.count == 6)
    }

    @Test func aWalkThatWasStoppedGoesOnFromThere() async throws {
        let paper = try PastPaper(on: "127.0.10.2", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        for day in days[2...4] { paper.site.set(PastPaper.issue(day), .page("", status: 403)) }
        let run = try await backfill(workshop, "paper", from: "\(days[0])", to: "\(days[5])")
        #expect(run.status == .tryAgain)
        #expect(run.errors.contains("the same command goes on from here"))
        #expect(!paper.site.targets.contains(PastPaper.issue(days[5])), "a site in trouble is left alone")
        #expect(try workshop.texts.count == 4, "what was found until then is kept")
        let before = paper.site.targets.count

        for day in days[2...4] { paper.publish(day) }
        let rest = try await backfill(workshop, "paper", from: "\(days[0])", to: "\(days[5])")
        #expect(rest.status == .done, "\(rest.errors)")
        #expect(rest.errors.contains("goes on from where it was stopped"))
        let issues = paper.site.targets.dropFirst(before).filter { $0.hasSuffix("node_1.htm") }
        #expect(issues == days[2...5].map(PastPaper.issue))
        #expect(try workshop.texts.count == 12)
    }

    @Test func aSiteThatWantsNoVisitsIsLeftAlone() async throws {
        let paper = try PastPaper(on: "127.0.10.9", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        paper.site.set(
            PastPaper.issue(days[0]), .page("", status: 503, headers: [("Retry-After", "3600")]))
        let run = try await backfill(workshop, "paper", from: "\(days[0])", to: "\(days[5])")
        #expect(run.status == .tryAgain)
        #expect(paper.site.targets == ["/robots.txt", PastPaper.issue(days[0])])
    }

    @Test func aBrokenIssueIsToldAndPassedOver() async throws {
        let paper = try PastPaper(on: "127.0.10.3", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        paper.site.set(PastPaper.issue(days[3]), .page("", status: 403))
        let run = try await backfill(workshop, "paper", from: "\(days[0])", to: "\(days[5])")
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("\(PastPaper.issue(days[3])): the site does not give this page (HTTP 403)"))
        #expect(try workshop.texts.count == 10)
    }

    @Test func listsAreWalkedAndOnlyTheDaysAreFetched() async throws {
        let news = try PretendNews(.trs, place: 30, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: news.configuration)
        // Three articles a day, the newest of today.
        let run = try await backfill(workshop, "trs", from: "2026-03-02", to: "2026-03-03")
        #expect(run.status == .done, "\(run.errors)")
        let wanted = Set(news.articles[3..<9].map { news.site.origin + $0 })
        #expect(Set(try workshop.events().map(\.url)) == wanted)
        let asked = news.site.targets.filter { $0.contains("/t2026") }
        #expect(Set(asked.map { news.site.origin + $0 }) == wanted, "no page of another day is asked for")
    }

    @Test func whereTheDaemonRunsThePagesAreLeftToIt() async throws {
        let paper = try PastPaper(on: "127.0.10.4", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        let lock = try DaemonLock.take(beside: "\(workshop.folder.path)/state/dibao.db")
        let run = try await backfill(workshop, "paper", from: "\(days[0])", to: "\(days[1])")
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.errors.contains("the daemon runs (process \(getpid())"))
        #expect(!paper.site.targets.contains { $0.contains("content_") })
        let store = try workshop.openStore()
        #expect(try await store.frontierCounts() == [FrontierCount(source: "paper", state: .pending, pages: 4)])
        try store.close()
        withExtendedLifetime(lock) {}
    }

    @Test func sourcesThatWaitForAContactAreNotWalked() async throws {
        let workshop = try Workshop("[[source]]\nid = \"a\"\nstart = \"https://www.example.org/\"")
        let run = try await backfill(workshop, "a", from: "2026-01-01", to: nil)
        #expect(run.status == .badConfiguration)
        #expect(run.errors.contains("fetch.contact"))
        #expect(try await backfill(workshop, "b", from: "2026-01-01", to: nil).status == .badData)
        #expect(try await backfill(workshop, "a", from: "yesterday", to: nil).status == .usage)
        #expect(try await backfill(workshop, "a", from: "2026-02-01", to: "2026-01-01").status == .usage)
    }
}
