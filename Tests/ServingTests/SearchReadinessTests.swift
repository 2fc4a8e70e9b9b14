import Foundation
import Model
import Storage
import Testing

@testable import Serving

/// An index that lacks texts never says that there are none.
@Suite(.timeLimit(.minutes(30))) struct SearchReadinessTests {
    private static let addresses = [
        "/api/v1/articles?q=%E8%93%9D%E5%9B%BE", "/api/v1/timeline?q=%E8%93%9D%E5%9B%BE",
        "/feed.json?q=%E8%93%9D%E5%9B%BE", "/search?q=%E8%93%9D%E5%9B%BE", "/timeline?q=%E8%93%9D%E5%9B%BE",
        "/timeline.svg?q=%E8%93%9D%E5%9B%BE",
    ]

    /// An article that came so long before now.
    private func old(_ number: Int, seconds: Int) -> EventDraft {
        let draft = draft(number)
        return EventDraft(at: time(-seconds), id: draft.id, url: draft.url, source: draft.source, kind: draft.kind)
    }

    @Test func anIndexThatIsBeingBuiltSaysHowFarItIs() async throws {
        try await withServer { served in
            _ = try await served.store.publish((1...4).map { old($0, seconds: 3600) })
            _ = try await served.index.add([], from: 0, through: 1)
            for address in SearchReadinessTests.addresses {
                let answer = try await served.get(address, ["Accept": "application/json"])
                #expect(answer.status == 503, "\(address)")
                #expect(answer.text.contains("25%"), "\(address)")
                #expect(answer["retry-after"] == "30")
            }
            let page = try await served.get("/search?q=x&lang=zh", ["Accept": "text/html"])
            #expect(page.status == 503 && page.text.contains("检索索引正在建立，已完成 25%"))
        }
    }

    @Test func anIndexOfAnotherJournalIsNotAsked() async throws {
        try await withServer { served in
            _ = try await served.store.publish([old(1, seconds: 3600)])
            _ = try await served.index.add([], from: 0, through: 9)
            #expect(try await served.get("/api/v1/articles?q=x").status == 503)
        }
    }

    @Test func whereThereIsNoneTheAnswerSaysSo() async throws {
        try await withServer(hasIndex: false) { served in
            for address in SearchReadinessTests.addresses {
                let answer = try await served.get(address, ["Accept": "application/json"])
                #expect(answer.status == 503, "\(address)")
                #expect(answer.text.contains("There is no search index here yet") || answer.text.contains("尚未建好"))
            }
        }
    }

    @Test func onlyTheNewestTextsMayBeMissing() async throws {
        try await withServer { served in
            _ = try await served.store.publish([old(1, seconds: 3600), old(2, seconds: 30)])
            _ = try await served.index.add([], from: 0, through: 1)
            for address in SearchReadinessTests.addresses {
                #expect(try await served.get(address).status == 200, "\(address)")
            }
        }
    }

    @Test func anEmptyArchiveHasNothing() async throws {
        try await withServer { served in
            let page = try await served.get("/search?q=x").text
            #expect(page.contains("没有找到"))
        }
    }
}
