import Foundation
import Model
import Storage
import Testing

@testable import Serving

/// A headline of two or three lines stands above the text once: on the page for people, in feeds, in what a search finds.
@Suite(.timeLimit(.minutes(30))) struct HeadlineOfSeveralLinesTests {
    private static let headline = ["引题在上", "把蓝图变为现实", "让百姓得到实惠", "——来自三个县的报告", "之一"]
    private static let body = "会议强调，要抓紧抓实。"

    private func withArticle(_ body: (Served) async throws -> Void) async throws {
        try await withServer { served in
            let lines = HeadlineOfSeveralLinesTests.headline
            let told = draft(1, title: "\(lines[1]) \(lines[2])")
            guard case .article(var record) = told.kind else { return }
            record.metadata.introtitle = lines[0]
            record.metadata.subtitle = "\(lines[3]) \(lines[4])"
            let entries = try await served.store.publish([
                EventDraft(at: told.at, id: told.id, url: told.url, source: told.source, kind: .article(record))
            ])
            let entry = try #require(entries[0].entry)
            let file = try #require(entry.event.record?.file)
            let text = HeadlineOfSeveralLinesTests.body
            served.shelf[file] = Array((lines + [text]).map { $0 + "\n" }.joined().utf8)
            let document = SearchDocument(
                article: told.id, day: entry.day, source: told.source, title: lines.joined(separator: "\n"),
                body: text, fold: plainFold)
            _ = try await served.index.add([document], from: 0, through: entry.event.sequence)
            try await body(served)
        }
    }

    @Test func thePageForPeopleSaysItOnce() async throws {
        try await withArticle { served in
            let page = try await served.get("/article/\(id(1))").text
            #expect(page.contains("<div class=\"body\"><p>\(HeadlineOfSeveralLinesTests.body)</p>"))
            for line in HeadlineOfSeveralLinesTests.headline { #expect(!page.contains("<p>\(line)</p>"), "\(line)") }
        }
    }

    @Test func feedsSayItOnce() async throws {
        try await withArticle { served in
            let items = try await served.get("/feed.json").json()["items"] as? [[String: Any]]
            #expect(items?.first?["content_text"] as? String == HeadlineOfSeveralLinesTests.body + "\n")
            let atom = try await served.get("/feed.atom").text
            #expect(
                atom.contains("<content type=\"html\">&lt;p&gt;\(HeadlineOfSeveralLinesTests.body)&lt;/p&gt;</content>")
            )
        }
    }

    @Test func excerptsAreOfTheBody() async throws {
        try await withArticle { served in
            let articles = try await served.get("/api/v1/articles?q=%E8%93%9D%E5%9B%BE").json()["articles"]
            let found = (articles as? [[String: Any]])?.first?["found"] as? [String: Any]
            #expect(found?["excerpt"] as? String == HeadlineOfSeveralLinesTests.body)
            let page = try await served.get("/search?q=%E8%93%9D%E5%9B%BE").text
            #expect(page.contains("<p class=\"excerpt\" lang=\"zh\">\(HeadlineOfSeveralLinesTests.body)</p>"))
        }
    }
}
