import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// The program itself on a walk into the past that is interrupted.
@Suite(.timeLimit(.minutes(30))) struct BackfillProgramTests {
    private let days = (0..<4).compactMap { Day("2023-02-20")?.adding(days: $0) }

    /// Where the walk is when it is stopped: at an issue, or at an article.
    @Test(arguments: [true, false])
    func interruptedWalksGoOnWhereTheyWere(isAtIssue: Bool) async throws {
        let paper = try PastPaper(on: isAtIssue ? "127.0.10.13" : "127.0.10.14", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        let isAsked = try Gate()
        let path = isAtIssue ? PastPaper.issue(days[2]) : PastPaper.articles(days[2])[0]
        paper.site.set(path, Answer([.open(isAsked), .hang]))
        let arguments = [
            "backfill", "paper", "--from", "\(days[0])", "--to", "\(days[3])", "--config", workshop.settingsFile,
        ]
        let program = try Program(arguments)
        await isAsked.opened()
        let began = ContinuousClock.now
        program.send(SIGTERM)
        let ended = try await program.ended()
        #expect(ended.status == 75, "\(ended.errors)")
        #expect(ended.errors.contains("the same command goes on from here"))
        #expect(ContinuousClock.now - began < .seconds(120))

        paper.publish(days[2])
        let before = paper.site.targets.count
        let rest = try await Program.run(arguments)
        #expect(rest.status == 0, "\(rest.errors)")
        #expect(workshop.texts.count == 8)
        let issues = paper.site.targets.dropFirst(before).filter { $0.hasSuffix("node_1.htm") }
        #expect(issues == (isAtIssue ? days[2...3].map(PastPaper.issue) : []))
        #expect(try await workshop.disagreements() == [])
    }
}
