import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct TopicsJobTests {
    private let paragraph = "全市防汛抗旱指挥部今日召开会议，部署水库巡查和群众转移工作。"

    @Test func anArticleHasItsTopicsFromTheStartAndNewOnesWhenTheyAreApplied() async throws {
        let old = try Workshop(topic("flood", "any = [\"防汛抗旱\"]"))
        let kept = try await LoopbackWeb.serve { request in
            .page(
                Newspaper.page(
                    paragraphs: Newspaper.other(request.path == "/1" ? 1 : 2)
                        + (request.path == "/1" ? [paragraph] : [])))
        } during: { web in
            let first = try await old.fetch([web.url("/1")])
            _ = try await old.fetch([web.url("/2")])
            return first
        }
        let id = String(kept.lines[0][0])
        #expect(try old.events().map { $0.record?.topics } == [["flood"], nil])
        #expect(try await old.tail { $0.topics = ["flood"] }.sequences == [1])
        // Another configuration over the same archive: Traditional characters and full width mean the same words.
        let text = try old.folder.text(of: "dibao.toml").replacing("\"flood\"", with: "\"dams\"")
            .replacing("any = [\"防汛抗旱\"]", with: "all = [\"水庫\", \"轉移\"]\nnone = [\"演練\"]\nin = \"body\"")
        let new = try Configuration.parse(text, path: "dibao.toml")
        func run(_ work: (TopicsJob) async throws(CommandFailure) -> Daemon.ExitStatus) async throws -> Workshop.Run {
            try await old.run { console throws(CommandFailure) in
                try await work(TopicsJob(new, console: console))
            }
        }
        let tested = try await run { (job: TopicsJob) async throws(CommandFailure) in try await job.test(id) }
        #expect(tested.output == "dams\tdams\n")
        let applied = try await run { (job: TopicsJob) async throws(CommandFailure) in try await job.apply() }
        #expect(applied.status == .done)
        #expect(applied.errors.contains("looked at 2 articles, 1 have other topics now"))
        let listed = try await run { (job: TopicsJob) async throws(CommandFailure) in
            try await job.list()
            return .done
        }
        #expect(listed.output.contains("dams") && !listed.output.contains("flood"))
        #expect(try await old.tail { $0.topics = ["dams"] }.sequences == [1])
        #expect(try await old.tail { $0.topics = ["flood"] }.sequences == [])
    }

    @Test(arguments: ["", "any = []", "any = [\"\"]", "any = [\"x\"]\nin = \"footer\"", "none = [\"x\"]"])
    func topicsThatFindNothingOrEverythingAreMistakes(keys: String) {
        #expect(throws: ConfigurationError.self) {
            try Configuration.parse("[[topic]]\nid = \"a\"\n\(keys)\n", path: "dibao.toml")
        }
    }

    private func topic(_ id: String, _ keys: String) -> String {
        "[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nretries = 0\n[[topic]]\nid = \"\(id)\"\n\(keys)"
    }
}
