import Foundation
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct StatusJobTests {
    private let now = Timestamp("2026-03-04T12:00:00+08:00")!
    private let sources = """
        [fetch]
        contact = "press@example.org"
        [[source]]
        id = "portal"
        name = "江门市人民政府"
        start = "http://www.example.gov.cn/"
        expect = { weekday = 12, weekend = 4 }
        [[source]]
        id = "paper"
        start = "http://paper.example.cn/"
        [[source]]
        id = "former"
        start = "http://former.example.cn/"
        enabled = false
        """

    private func status(_ workshop: Workshop, json: Bool = false) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            // These workshops have a database alone, which is a status of its own.
            _ = try await StatusJob(workshop.configuration, now: now, console: console).run(json: json)
            return .done
        }
    }

    private func report(_ workshop: Workshop) async throws -> [String: Any] {
        let run = try await status(workshop, json: true)
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.output.count { $0 == "\n" } == 1)
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    /// A database in which `portal` thrives and `paper` does not.
    private func fill(_ store: SQLiteStore) async throws {
        let today = now.day(offset: 8 * 3600)
        let pages = (0..<3).map { number in
            FoundPage(
                key: "www.example.gov.cn/\(number)", url: "http://www.example.gov.cn/\(number)", source: "portal",
                site: "http://www.example.gov.cn", day: today)
        }
        _ = try await store.discover(pages, at: now)
        let request = LeaseRequest(owner: "test", now: now, limit: 2, perSite: 2)
        let leased = try await store.lease(request)
        try #require(leased.count == 2)
        _ = try await store.complete([
            PageCompletion(of: leased[0].lease, at: now, .kept(day: today), next: nil),
            PageCompletion(of: leased[1].lease, at: now, .walled(kind: "jsl", evidence: "HTTP 521"), next: nil),
        ])
        var thriving = SourceState(id: "portal", next: now.adding(seconds: 1800), visits: 7)
        thriving.visitedAt = now.adding(seconds: -300)
        thriving.succeededAt = now.adding(seconds: -300)
        try await store.record(thriving, lists: [], walls: [])
        let failing = SourceState(
            id: "paper", next: now.adding(seconds: -60), visits: 3, visitedAt: now.adding(seconds: -90), failures: 3,
            failedAt: now.adding(seconds: -90), failure: "paper.example.cn: no such host\u{1B}[31m")
        try await store.record(failing, lists: [], walls: [])
        _ = try await store.raise(.failing, source: "paper", detail: "3 visits in a row failed", at: now)
    }

    @Test func withoutADatabaseItSaysWhereItLookedAndMakesNone() async throws {
        let workshop = try Workshop(sources)
        let run = try await status(workshop)
        #expect(run.status == .badData)
        #expect(run.output == "")
        #expect(run.errors.contains("\(workshop.folder.path)/state/dibao.db: no database here; `dibao run` makes one"))
        #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder.path)/state"))
    }

    @Test func peopleSeeARowForEachSource() async throws {
        let workshop = try Workshop(sources)
        let store = try workshop.openStore()
        try await fill(store)
        let run = try await status(workshop)
        #expect(run.output.contains("2 sources; 1 pages kept, 1 to visit; 1 alerts."))
        let rows = run.output.split(separator: "\n").map {
            $0.split(whereSeparator: { $0 == " " }).joined(separator: " ")
        }
        #expect(rows.contains("portal 江门市人民政府 5m ago in 30m 1/12 - 1 -"))
        #expect(rows.contains("paper paper never now 0/? 3 - - failing: paper.example.cn: no such host[31m"))
        #expect(rows.contains("former former never - 0/? - - - off"))
        #expect(rows.contains("paper: failing for 0s: 3 visits in a row failed"))
        #expect(rows.contains("portal: wall jsl on http://www.example.gov.cn, 1 times, last 0s ago: HTTP 521"))
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func programsSeeAllOfIt() async throws {
        let workshop = try Workshop(sources)
        try await fill(try workshop.openStore())
        let report = try await report(workshop)
        #expect(report["at"] as? String == "2026-03-04T04:00:00Z")
        let rows = try #require(report["sources"] as? [[String: Any]])
        #expect(rows.compactMap { $0["id"] as? String } == ["portal", "paper", "former"])
        #expect(rows[0]["next_visit"] as? String == "2026-03-04T04:30:00Z")
        #expect(rows[0]["failure"] == nil)
        let today = try #require(rows[0]["today"] as? [String: Any])
        #expect(today["captured"] as? Int == 1)
        #expect(today["expected"] as? Int == 12)
        #expect(today["pending"] as? Int == 1)
        #expect(today["missed"] as? Int == 1)
        #expect((rows[0]["walls"] as? [[String: Any]])?.first?["kind"] as? String == "jsl")
        #expect((rows[1]["alerts"] as? [[String: Any]])?.first?["kind"] as? String == "failing")
        #expect(rows[1]["last_success"] == nil)
        #expect(rows[2]["enabled"] as? Bool == false)
        let totals = try #require(report["totals"] as? [String: Any])
        #expect((totals["pages"] as? [String: Int]) == ["kept": 1, "walled": 1, "pending": 1])
        let disks = try #require(report["disks"] as? [[String: Any]])
        #expect(disks.count == 2)
    }

    @Test func articlesOfLowConfidenceOfTheLastWeekAreCounted() async throws {
        let workshop = try Workshop(sources)
        let store = try workshop.openStore()
        let ages = [(1, 0.31), (2, 0.55), (8, 0.2), (3, 0.9)]
        _ = try await store.publish(
            ages.enumerated().map { number, age in
                var metadata = ArticleMetadata()
                metadata.confidence = age.1
                if age.1 < 0.7 { metadata.flags = [.lowConfidence] }
                let id = ArticleID(bits: UInt64(number + 1))
                let record = ArticleRecord(
                    file: "2026/03/04/00\(number)_\(id).txt",
                    sha256: try #require(Digest(bytes: Array(repeating: 0, count: 32))),
                    simhash: Simhash(bits: 0), chars: 1, extractor: "test", metadata: metadata)
                return EventDraft(
                    at: now.adding(seconds: -age.0 * 86_400), id: id, url: "http://www.example.gov.cn/\(number)",
                    source: "portal", kind: .article(record))
            })
        let rows = try #require(try await report(workshop)["sources"] as? [[String: Any]])
        #expect(rows.compactMap { $0["low_confidence"] as? Int } == [2, 0, 0])
        let doubtful = try #require(rows[0]["doubtful"] as? [[String: Any]])
        #expect(doubtful.compactMap { $0["url"] as? String } == [1, 0].map { "http://www.example.gov.cn/\($0)" })
        #expect(doubtful[1]["confidence"] as? Double == 0.31)
        let run = try await status(workshop)
        #expect(run.output.contains("portal: 2 articles of low confidence within a week, the latest 0000000000000002"))
    }

    @Test func flagsThatSomebodyOughtToLookAtAreCountedBySource() async throws {
        let workshop = try Workshop(sources)
        let store = try workshop.openStore()
        let cases: [(source: String, age: Int, flags: [Flag]?)] = [
            ("portal", 1, [.ruleUnmatched]), ("portal", 6, [.ruleUnmatched, .mojibake]), ("paper", 2, [.mojibake]),
            ("portal", 8, [.ruleUnmatched]), ("portal", 0, [.noDate, .mojibakeRepaired]), ("portal", 0, nil),
        ]
        _ = try await store.publish(
            cases.enumerated().map { number, found in
                var metadata = ArticleMetadata()
                // A text that speaks of flags has none.
                metadata.title = "“mojibake” \"mojibake\""
                metadata.flags = found.flags
                let id = ArticleID(bits: UInt64(number + 1))
                let record = ArticleRecord(
                    file: "2026/03/04/00\(number)_\(id).txt",
                    sha256: try #require(Digest(bytes: Array(repeating: 0, count: 32))),
                    simhash: Simhash(bits: 0), chars: 1, extractor: "test", metadata: metadata)
                return EventDraft(
                    at: now.adding(seconds: -found.age * 86_400), id: id, url: "http://www.example.gov.cn/\(number)",
                    source: found.source, kind: .article(record))
            })
        let rows = try #require(try await report(workshop)["sources"] as? [[String: Any]])
        let flags = rows.map { ($0["flags"] as? [[String: Any]] ?? []) }
        #expect(
            flags.map { $0.compactMap { $0["flag"] as? String } } == [
                ["mojibake", "rule-unmatched"], ["mojibake"], [],
            ])
        #expect(flags.map { $0.compactMap { $0["count"] as? Int } } == [[1, 2], [1], []])
        #expect(flags[0][1]["latest"] as? String == "0000000000000002")
        #expect(flags[0][1]["url"] as? String == "http://www.example.gov.cn/1")
        #expect(rows[0]["low_confidence"] as? Int == 0)
        let run = try await status(workshop)
        #expect(
            run.output.contains(
                "\nportal: 2 articles where one of the source's rules matched nothing within a week, the latest "
                    + "0000000000000002 (`dibao show`): http://www.example.gov.cn/1\n"))
        #expect(run.output.contains("\npaper: 1 articles whose text was damaged by a wrong charset within a week"))
        let portal = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("portal ") })
        #expect(portal.split(separator: " ").last == "3")
    }

    @Test func aLostDatabaseIsCountedAnewFromTheArchive() async throws {
        let time = ManualTime("2026-03-04T12:00:00+08:00")
        let news = try PretendNews(.trs, place: 70, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: news.configuration)
        _ = try await workshop.pass(time)
        try await workshop.loseState()
        _ = try await workshop.pass(time)
        let rows = try #require(try await report(workshop)["sources"] as? [[String: Any]])
        #expect((rows[0]["today"] as? [String: Any])?["captured"] as? Int == 3)
        #expect((rows[0]["pages"] as? [String: Int])?["kept"] == news.articles.count)
    }

    @Test func aRunningDaemonIsSeen() async throws {
        let workshop = try Workshop(sources)
        try workshop.openStore().close()
        let lock = try DaemonLock.take(beside: "\(workshop.folder.path)/state/dibao.db")
        let daemon = try #require(try await report(workshop)["daemon"] as? [String: Any])
        #expect(daemon["running"] as? Bool == true)
        #expect(daemon["process"] as? Int == Int(getpid()))
        let run = try await status(workshop)
        #expect(run.output.hasPrefix("The daemon runs (process \(getpid())"))
        withExtendedLifetime(lock) {}
    }

    @Test func sourcesOnPublicAddressesWaitForAContact() async throws {
        let workshop = try Workshop(sources.replacing("press@example.org", with: ""))
        try workshop.openStore().close()
        let run = try await status(workshop)
        #expect(run.output.contains("2 sources wait for fetch.contact"))
        #expect(run.output.contains("  waits for fetch.contact\n"))
    }

    @Test func aDamagedDatabaseIsToldWithItsRemedy() async throws {
        let workshop = try Workshop(sources)
        try workshop.folder.write(String(repeating: "this is no database ", count: 100), to: "state/dibao.db")
        let run = try await status(workshop)
        #expect(run.status == .inputOutput)
        #expect(run.errors.contains("dibao index --rebuild"))
    }

    @Test(arguments: [(0, "0s"), (119, "119s"), (120, "2m"), (7199, "119m"), (7200, "2h"), (172_800, "2d"), (-5, "0s")])
    func spansHaveOneUnit(seconds: Int, text: String) {
        #expect(StatusPage.span(seconds) == text)
    }
}
