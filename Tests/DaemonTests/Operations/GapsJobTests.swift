import Foundation
import Logging
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct GapsJobTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func gaps(
        _ workshop: Workshop, _ ids: [String] = [], heal: Bool = false, since: String? = nil, json: Bool = false
    ) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            let job = GapsJob(
                workshop.configuration, time: time.timepiece, console: console, logger: console.logger(level: .warning))
            if heal { return try await job.heal(ids, since: since, json: json) }
            try await job.list(ids, since: since, json: json)
            return .done
        }
    }

    @Test func aPageThatGaveNothingIsAGapUntilItIsHealed() async throws {
        let news = try PretendNews(.trs, place: 31, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: news.configuration)
        let path = news.articles[4]
        news.site.set(path, .page("", status: 403))
        #expect(try await workshop.pass(time).status == .someFailed)
        let run = try await gaps(workshop)
        #expect(run.status == .done)
        #expect(run.lines.dropFirst().count == 1, "\(run.output)")
        let words = run.output.split(separator: "\n").last?.split(separator: " ")
        #expect(words == ["trs", "2026-03-03", "2", "3", "0", "1", "100%"])

        let vain = try await gaps(workshop, heal: true)
        #expect(vain.status == .someFailed)
        #expect(vain.output == run.output)

        news.site.set(
            path, Newspaper.page(title: "补发的一篇报道", date: "2026-03-03 09:00", paragraphs: Newspaper.other(77)))
        time.advance(hours: 12)
        let healed = try await gaps(workshop, ["trs"], heal: true)
        #expect(healed.status == .done, "\(healed.errors)")
        #expect(healed.errors.contains("1 gaps, 1 articles came, 0 gaps are left"))
        #expect(try workshop.events().contains { $0.url.hasSuffix(path) })
        #expect(try await workshop.disagreements() == [])
        #expect(try await gaps(workshop).output == "")
    }

    @Test func aWholeDayWithoutAnyPageIsAGap() async throws {
        let days = (0..<6).compactMap { Day("2026-02-26")?.adding(days: $0) }
        let paper = try PastPaper(on: "127.0.10.5", days: days)
        let workshop = try Workshop(sources: paper.configuration + "\nexpect = { weekday = 2, weekend = 2 }\n")
        let store = try workshop.openStore()
        _ = try await store.discover(
            [
                FoundPage(
                    key: "a", url: paper.site.origin + "/a", source: "paper", site: paper.site.origin, day: days[0])
            ], at: time.now)
        try store.close()
        let run = try await gaps(workshop, since: "2026-02-27", json: true)
        let found = run.output.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(found.compactMap { $0["day"] as? String } == (days[1...5].map { "\($0)" }))
        #expect(found.dropLast().allSatisfy { $0["expected"] as? Int == 2 && $0["captured"] as? Int == 0 })
        #expect(found.last?["known"] as? Bool == true)
        #expect(found.last?["gaps"] as? Int == 5)

        let healed = try await gaps(workshop, heal: true, since: "2026-02-27")
        #expect(healed.status == .done, "\(healed.errors)")
        #expect(try workshop.texts.count == 10)
    }

    @Test func nothingKnownIsNoGapAndSaysSo() async throws {
        let workshop = try Workshop("[[source]]\nid = \"a\"\nstart = \"http://127.0.0.1:1/\"")
        try workshop.openStore().close()
        let run = try await gaps(workshop)
        #expect(run.status == .done)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("dibao: not known, for nothing is expected of a day yet: a;"))
        let line = try await gaps(workshop, json: true).output
        #expect(line.contains("\"known\":false"))
    }

    @Test func aDayWithAllThatIsExpectedIsNoGapAndSaysSo() async throws {
        let news = try PretendNews(.trs, place: 32, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: news.configuration)
        #expect(try await workshop.pass(time).status == .done)
        let run = try await gaps(workshop)
        #expect(run.output == "")
        #expect(run.errors == "dibao: no gaps in the last 30 days: trs\n")
    }

    @Test func withoutADatabaseItSaysWhereItLooked() async throws {
        let workshop = try Workshop("[[source]]\nid = \"a\"\nstart = \"http://127.0.0.1:1/\"\nexpect = { weekday = 9 }")
        for heal in [false, true] {
            let run = try await gaps(workshop, heal: heal)
            #expect(run.status == .badData)
            #expect(run.errors.contains("no database here"))
        }
        #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder.path)/state"))
        #expect(try await gaps(workshop, ["b"]).status == .badData)
        #expect(try await gaps(workshop, since: "soon").status == .usage)
    }
}
