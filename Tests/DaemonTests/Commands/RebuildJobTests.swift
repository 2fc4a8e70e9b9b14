import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct RebuildJobTests {
    @Test func databaseComesBackFromTheFilesAsItWas() async throws {
        let workshop = try await filled()
        let before = try await contents(of: workshop)
        #expect(before.events.count == 5)
        try await workshop.loseState()
        let run = try await workshop.rebuild()
        #expect(run.status == .done)
        #expect(run.errors.contains("5 events, 4 articles, 5 pages"), "\(run.errors)")
        #expect(try await contents(of: workshop) == before)
    }

    @Test func lostDatabaseIsRebuiltBeforeNewNumbersAreGiven() async throws {
        let workshop = try await filled()
        try await workshop.loseState()
        let web = try LoopbackWeb { _ in .page(Newspaper.page(paragraphs: Newspaper.other(99))) }
        defer { web.stop() }
        let run = try await workshop.fetch([web.url("/new")])
        #expect(run.status == .done)
        #expect(try workshop.events().map(\.sequence) == Array(1...6))
    }

    /// Somebody puts a copy of the database back, and not of the files.
    @Test func aDatabaseThatIsOlderThanTheFilesIsRebuiltBeforeNewNumbersAreGiven() async throws {
        let workshop = try await filled()
        let state = "\(workshop.folder.path)/state"
        try FileManager.default.copyItem(atPath: state, toPath: state + ".copy")
        let web = try LoopbackWeb { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        }
        defer { web.stop() }
        _ = try await workshop.fetch([web.url("/98")])
        try await workshop.untilClosed()
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.moveItem(atPath: state + ".copy", toPath: state)
        let run = try await workshop.fetch([web.url("/99")])
        #expect(run.status == .done, "\(run.errors)")
        #expect(try workshop.events().map(\.sequence) == Array(1...7))
        #expect(try await workshop.disagreements() == [])
    }

    @Test func aRebuildGivesEveryArticleTheTopicsOfToday() async throws {
        let workshop = try await filled()
        var configuration = workshop.configuration
        configuration.topics = [.init(id: "all", name: "全部", any: [",", "。"])]
        let run = try await workshop.run { [configuration] console throws(CommandFailure) in
            try await RebuildJob(configuration, console: console).run()
        }
        #expect(
            run.status == .done && run.errors.contains("looked at 4 articles, 4 have other topics now"), "\(run.errors)"
        )
    }

    @Test func unreadableLinesAreToldAndPassedOver() async throws {
        let workshop = try await filled()
        let index = "archive/2023/09/05/index.jsonl"
        try workshop.folder.write(try workshop.folder.text(of: index) + "{\"v\":1,\"seq\":\n", to: index)
        let run = try await workshop.rebuild()
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("index.jsonl:6: "), "\(run.errors)")
        #expect(run.errors.contains("5 events, 4 articles"))
    }

    private func filled() async throws -> Workshop { try await Workshop.filled() }

    private func contents(of workshop: Workshop) async throws -> StoreContents {
        let store = try workshop.openStore()
        let contents = try await store.contents()
        try store.close()
        return contents
    }
}
