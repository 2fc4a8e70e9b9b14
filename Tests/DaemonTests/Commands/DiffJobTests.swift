import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite struct DiffJobTests {
    @Test func changesAreToldSentenceBySentence() async throws {
        let workshop = try Workshop()
        let kept = try await LoopbackWeb.serve { request in
            let sum = request.path == "/1" ? "3000" : "3500"
            return .page(
                Newspaper.page(paragraphs: Newspaper.other(1) + ["全市今年共投入\(sum)万元用于修缮农村道路和桥梁。"]))
        } during: { web in
            try await workshop.fetch([web.url("/1"), web.url("/2")])
        }
        let ids = kept.lines.map { String($0[0]) }
        #expect(ids.count == 2 && ids[0] != ids[1])
        let run = try await diff(workshop, ids[0], ids[1])
        #expect(run.status == .done)
        #expect(run.output.hasPrefix("--- \(ids[0])"))
        #expect(run.output.contains("\n+++ \(ids[1])"))
        #expect(run.output.contains("number\n- ") && run.output.contains("3500万元"))
        let json = try await diff(workshop, ids[0], ids[1], json: true)
        #expect(json.output.contains("\"kind\":\"number\"") && json.output.contains("\"before\":\"\(ids[0])\""))
        let same = try await diff(workshop, ids[0], ids[0])
        #expect(same.output == "" && same.errors.contains("both say the same"))
        let unknown = try await diff(workshop, ids[0], "0000000000000000")
        #expect(unknown.status == .badData && unknown.errors.contains("no article with the id"))
    }

    private func diff(
        _ workshop: Workshop, _ before: String, _ after: String, json: Bool = false
    ) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            try await DiffJob(workshop.configuration, console: console).run((before, after), json: json)
            return .done
        }
    }
}
