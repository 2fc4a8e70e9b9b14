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
        for file in workshop.folder.files() where file.hasPrefix("state/") {
            try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/\(file)")
        }
        let run = try await workshop.rebuild()
        #expect(run.status == .done)
        #expect(run.errors.contains("5 events, 4 articles, 5 pages"), "\(run.errors)")
        #expect(try await contents(of: workshop) == before)
    }

    @Test func lostDatabaseIsRebuiltBeforeNewNumbersAreGiven() async throws {
        let workshop = try await filled()
        for file in workshop.folder.files() where file.hasPrefix("state/") {
            try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/\(file)")
        }
        let web = try LoopbackWeb { _ in .page(Newspaper.page(paragraphs: Newspaper.other(99))) }
        defer { web.stop() }
        let run = try await workshop.fetch([web.url("/new")])
        #expect(run.status == .done)
        #expect(try workshop.events().map(\.sequence) == Array(1...6))
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

    /// Four articles and a reprint.
    private func filled() async throws -> Workshop {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            let number = Int(request.path.filter(\.isNumber)) ?? 0
            return .page(Newspaper.page(paragraphs: Newspaper.other(number % 4)))
        }
        defer { web.stop() }
        let run = try await workshop.fetch((0..<5).map { web.url("/\($0)") })
        #expect(run.status == .done)
        return workshop
    }

    private func contents(of workshop: Workshop) async throws -> StoreContents {
        let store = try workshop.openStore()
        let contents = try await store.contents()
        try store.close()
        return contents
    }
}
