import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct ArticleStoryTests {
    private let url = "http://www.example.gov.cn/1.html"

    /// Another text at the URL of the first.
    private func revision(_ number: Int, of previous: Int) -> EventDraft {
        var revision = draft(number)
        revision.url = url
        if case .article(let record) = revision.kind {
            revision.kind = .revision(of: id(previous), changes: [], record)
        }
        return revision
    }

    @Test func aLaterTextIsPointedToWhileItIsThere() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            _ = try await served.store.publish([revision(2, of: 1)])
            #expect(try await served.get("/article/\(id(1))").text.contains("此文后来有改动"))
            // The page shows its first text again.
            var again = draft(1)
            again.at = time(9)
            _ = try await served.store.publish([again])
            let page = try await served.get("/article/\(id(1))").text
            #expect(!page.contains("此文后来有改动"))
            #expect(!page.contains("id=\"copies\""), "it is no copy of itself")
        }
    }

    @Test func aRemovalStandsThoughTheArchiveGoesOnWorking() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            for kind: Event.Kind in [
                .gone(reason: "http-404", evidence: "404"),
                .attachment([Model.Attachment(url: "http://a.example/a.pdf", name: "a.pdf")]),
            ] {
                let late = EventDraft(at: time(9), id: id(1), url: url, source: "manual", kind: kind)
                _ = try await served.store.publish([late])
            }
            #expect(try await served.get("/article/\(id(1))").text.contains("原页面已撤下"))
        }
    }

    @Test func ofVeryManyEventsTheLatestCount() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            for piece in 0..<6 {
                _ = try await served.store.publish(
                    (0..<100).map { number in
                        var copy = draft(1)
                        copy.url = "http://copy.example/\(piece * 100 + number).html"
                        return copy
                    })
            }
            let gone = EventDraft(
                at: time(9), id: id(1), url: url, source: "manual", kind: .gone(reason: "http-404", evidence: "404"))
            _ = try await served.store.publish([gone])
            let history = try await served.store.history(of: id(1))
            #expect(history.count == 500 && history.last?.event.name == "gone")
            #expect(history.map(\.event.sequence) == history.map(\.event.sequence).sorted())
        }
    }
}
