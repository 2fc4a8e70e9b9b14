import Foundation
import Logging
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// Issues of an e-paper that were not there when they were first asked for, or have grown since.
@Suite struct AbsentIssueTests {
    private let time = ManualTime("2026-03-02T20:00:00+08:00")

    @Test func anIssueThatComesLateIsListedUntilAnOrdinaryVisitFindsIt() async throws {
        let days = (0..<5).compactMap { Day("2026-03-01")?.adding(days: $0) }
        let paper = try PastPaper(on: "127.0.67.1", days: days, without: [days[1]])
        let workshop = try Workshop(sources: paper.configuration + "\nfrom = \"2026-03-01\"\n")
        for _ in 0..<2 {
            _ = try await workshop.pass(time)
            time.advance(hours: 24)
        }
        let store = try workshop.openStore()
        func absent() async throws -> [Day] {
            try await GapFinding(store: store, utcOffset: 8 * 3600, now: time.now)
                .absentIssues(of: workshop.configuration.sources[0], in: days[0]...days[4])
        }
        #expect(try await absent() == [days[1]])
        paper.publish(days[1])
        _ = try await workshop.pass(time)
        #expect(try await absent() == [])
        #expect(try workshop.events().count { $0.url.contains("03/02") } == 2)
        try store.close()
    }

    @Test func healingAsksForAnIssueThatWasNotThere() async throws {
        let days = (0..<20).compactMap { Day("2026-03-01")?.adding(days: $0) }
        let paper = try PastPaper(on: "127.0.67.2", days: days, without: [days[1]])
        let workshop = try Workshop(sources: paper.configuration + "\nfrom = \"2026-03-01\"\n")
        // Longer than ordinary visits ask for it.
        for _ in 0..<12 {
            _ = try await workshop.pass(time)
            time.advance(hours: 24)
        }
        paper.publish(days[1])
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count { $0.url.contains("03/02") } == 0)
        let healed = try await heal(workshop)
        #expect(try workshop.events().count { $0.url.contains("03/02") } == 2, "\(healed.errors)")
    }

    @Test func pagesThatAnIssueGetsLaterAreFound() async throws {
        let days = (0..<6).compactMap { Day("2026-03-02")?.adding(days: $0) }
        let paper = try PastPaper(on: "127.0.67.3", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        for _ in 0..<2 {
            _ = try await workshop.pass(time)
            time.advance(hours: 24)
        }
        let late = try grow(paper, days[0])
        for _ in 0..<3 {
            _ = try await workshop.pass(time)
            time.advance(hours: 24)
        }
        #expect(try workshop.events().contains { $0.url.hasSuffix(late) })
    }

    @Test func healingFindsThemAtOnce() async throws {
        let days = (0..<6).compactMap { Day("2026-03-02")?.adding(days: $0) }
        let paper = try PastPaper(on: "127.0.67.4", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        _ = try await workshop.pass(time)
        let late = try grow(paper, days[0])
        let healed = try await heal(workshop)
        #expect(try workshop.events().contains { $0.url.hasSuffix(late) }, "\(healed.errors)")
        #expect(healed.status == .done, "\(healed.errors)")
    }

    private func heal(_ workshop: Workshop) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            try await GapsJob(
                workshop.configuration, time: time.timepiece, console: console, logger: console.logger(level: .warning)
            ).heal([], since: nil, json: false)
        }
    }

    /// Adds a page to an issue that is out.
    ///
    /// - Returns: how its address ends.
    private func grow(_ paper: PastPaper, _ day: Day) throws -> String {
        let folder = PastPaper.folder(day)
        let front = String(
            decoding: try #require(Self.body(paper.site.answer(at: PastPaper.issue(day)))), as: UTF8.self)
        paper.site.set(
            PastPaper.issue(day),
            front.replacingOccurrences(of: "</ul>", with: "<li><a href=\"content_9.htm\">青砚区晚到的一篇报道今天刊出</a></li></ul>"))
        paper.site.set(
            "\(folder)/content_9.htm",
            Newspaper.page(title: "青砚区晚到的一篇报道今天刊出", date: "\(day) 06:00", paragraphs: Newspaper.other(999)))
        return "\(folder)/content_9.htm"
    }

    private static func body(_ answer: Answer?) -> [UInt8]? {
        guard case .send(let bytes)? = answer?.steps.first else { return nil }
        let end = Array("\r\n\r\n".utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: end) }
        return start.map { Array(bytes[($0 + 4)...]) }
    }
}
