import Foundation
import Model
import Storage
import Testing

@testable import Serving

/// Search and timeline, for people and for programs.
@Suite(.timeLimit(.minutes(30))) struct SearchPagesTests {
    private func withTexts(_ body: (Served) async throws -> Void) async throws {
        try await withServer { served in
            let days = ["2023-04-02", "2023-06-16", "2023-06-17"]
            for (index, day) in days.enumerated() {
                try await served.keep(
                    draft(index + 1, title: "防汛工作\(index + 1)", source: index == 2 ? "other" : "jiangmen", day: day),
                    text: "全市<b>防汛</b>抗旱会议召开。\n第二段。")
            }
            try await served.keep(draft(4, title: "教育新闻"), text: "学校开学。")
            try await body(served)
        }
    }

    private func query(_ text: String) -> String { PercentEncoding.encoded(text) }

    @Test func whatIsFoundIsMarkedAndEscaped() async throws {
        try await withTexts { served in
            let page = try await served.get("/search?q=\(query("防汛"))").text
            #expect(page.contains("<mark>防汛</mark>工作3"))
            #expect(page.contains("全市&lt;b&gt;<mark>防汛</mark>&lt;/b&gt;抗旱会议"))
            #expect(page.contains("3 篇，新的在前"))
            #expect(!page.contains("教育新闻"))
            let newest = try #require(page.range(of: "工作3"))
            let oldest = try #require(page.range(of: "工作1"))
            #expect(newest.lowerBound < oldest.lowerBound)
            #expect(page.contains("/timeline.svg?q=%E9%98%B2%E6%B1%9B"))
        }
    }

    @Test func programsLearnWhereTheWordsAre() async throws {
        try await withTexts { served in
            let answer = try await served.get("/api/v1/articles?q=\(query("防汛"))&limit=1").json()
            let article = try #require((answer["articles"] as? [[String: Any]])?.first)
            #expect(article["event"] as? String == "article" && article["title"] as? String == "防汛工作3")
            let found = try #require(article["found"] as? [String: Any])
            #expect(found["title"] as? String == "防汛工作3")
            #expect(found["title_marks"] as? [[Int]] == [[0, 2]])
            #expect(found["excerpt"] as? String == "全市<b>防汛</b>抗旱会议召开。")
            #expect(found["marks"] as? [[Int]] == [[5, 2]])
            #expect(try await served.get("/api/v1/articles").text.contains("\"found\"") == false)
        }
    }

    @Test func sourceAndDaysNarrowTheSearchAndStayInTheForm() async throws {
        try await withTexts { served in
            let page = try await served.get(
                "/search?q=\(query("防汛"))&source=jiangmen&topic=&from=2023-06-01&to="
            ).text
            #expect(page.contains("1 篇"))
            #expect(page.contains("工作2") && !page.contains("工作1") && !page.contains("工作3"))
            #expect(page.contains("<option value=\"jiangmen\" selected>江门</option>"))
            #expect(page.contains("name=\"from\" value=\"2023-06-01\""))
        }
    }

    @Test(
        "A text that is no query is answered with what to write, in both languages",
        arguments: [
            ("\"未完", "没有结束", "does not end"), ("(", "没有结束", "does not end"), ("-", "没有可检索", "Nothing to look for"),
            ("a AND", "两边都要有词语", "needs words on both sides"), ("NOT 教育", "NOT 之前要有词语", "NOT needs something"),
        ])
    func badQueries(_ text: String, _ chinese: String, _ english: String) async throws {
        try await withTexts { served in
            let page = try await served.get("/search?q=\(query(text))")
            #expect(page.status == 200)
            #expect(page.text.contains(chinese), "\(text)")
            #expect(try await served.get("/search?q=\(query(text))&lang=en").text.contains(english), "\(text)")
            let problem = try await served.get("/api/v1/articles?q=\(query(text))")
            #expect(problem.status == 400)
            #expect(problem.text.contains("\"bad-query\""))
        }
    }

    @Test(
        "What FTS5 would understand is text as any other",
        arguments: ["NEAR(a b)", "title : x*", "^防汛", "body:防汛 {x}", "'; DROP TABLE words; --", "防汛*\u{0}"])
    func indexSyntaxIsText(_ text: String) async throws {
        try await withTexts { served in
            let status = try await served.get("/search?q=\(query(text))").status
            #expect(status == 200)
            #expect(try await served.get("/search?q=\(query("防汛"))").text.contains("3 篇"))
        }
    }

    @Test func anOverlongQueryIsRefused() async throws {
        try await withTexts { served in
            let long = String(repeating: "防", count: 2001)
            let refused = try await served.get("/search?q=\(query(long))")
            #expect(refused.status == 414)
            #expect(try await served.get("/search?q=\(String(repeating: "a", count: 2001))").status == 400)
            #expect(try await served.get("/search?q=%E9%98").status == 400)
        }
    }

    @Test func theApiFindsPieceByPiece() async throws {
        try await withTexts { served in
            var found: [String] = []
            var after = ""
            for _ in 0..<3 {
                let answer = try await served.get("/api/v1/articles?q=\(query("防汛"))&limit=2\(after)")
                #expect(answer.status == 200)
                let page = try JSONDecoder().decode(Page.self, from: Data(answer.body))
                found += page.articles.map(\.id)
                guard let next = page.next else { break }
                after = "&after=\(next)"
            }
            #expect(found == [id(3), id(2), id(1)].map(\.description))
        }
    }

    private struct Page: Decodable {
        struct Item: Decodable { let id: String }
        let articles: [Item]
        let next: String?
    }

    @Test func theNextOfAnotherListIsRefused() async throws {
        try await withTexts { served in
            let found = try await served.get("/api/v1/articles?after=f123")
            #expect(found.status == 400 && found.text.contains("another list"))
            let place = try await served.get("/api/v1/articles?q=\(query("防汛"))&after=2023-06-16.1")
            #expect(place.status == 400 && place.text.contains("another list"))
        }
    }

    @Test func aSearchIsAFeedToo() async throws {
        try await withTexts { served in
            let feed = try await served.get("/feed.atom?q=\(query("防汛"))").text
            #expect(feed.contains("防汛工作3") && feed.contains("防汛工作1") && !feed.contains("教育新闻"))
            #expect(try await served.get("/search?q=\(query("防汛"))").text.contains("href=\"/feed.atom?q="))
        }
    }

    @Test func aTimelineShowsFirstSeenMonthsAndSources() async throws {
        try await withTexts { served in
            let page = try await served.get("/timeline?q=\(query("防汛"))").text
            #expect(page.contains("首见") && page.contains("防汛工作1"))
            #expect(page.contains("<svg") && page.contains("<th scope=\"row\">2023-05</th><td class=\"number\">0</td>"))
            #expect(page.contains("66.7%"), "two of June's three")
            let chart = try await served.get("/timeline.svg?q=\(query("防汛"))")
            #expect(chart["content-type"]?.hasPrefix("image/svg+xml") == true)
            #expect(chart.text.contains(">江门</text>"))
            #expect(try await served.get("/timeline.svg?q=(").status == 400)
        }
    }

    @Test func aTimelineIsThereForProgramsToo() async throws {
        try await withTexts { served in
            let timeline = try await served.get("/api/v1/timeline?q=\(query("防汛"))").json()
            #expect(timeline["query"] as? String == "防汛" && timeline["count"] as? Int == 3)
            let first = try #require(timeline["first"] as? [String: Any])
            #expect(first["date"] as? String == "2023-04-02" && first["title"] as? String == "防汛工作1")
            let months = try #require(timeline["months"] as? [[String: Any]])
            #expect(months.map { $0["month"] as? String } == ["2023-04", "2023-05", "2023-06"])
            #expect(months.map { $0["count"] as? Int } == [1, 0, 2])
            #expect(months.map { $0["total"] as? Int } == [1, 0, 3])
            let narrow = try await served.get("/api/v1/timeline?q=\(query("防汛"))&source=other").json()
            #expect(narrow["count"] as? Int == 1)
            let late = try await served.get("/api/v1/timeline?q=\(query("防汛"))&from=2023-06-17").json()
            let june = try #require((late["months"] as? [[String: Any]])?.first)
            #expect(june["count"] as? Int == 1 && june["total"] as? Int == 1, "of the days that were asked for")
            let none = try await served.get("/api/v1/timeline?q=\(query("没有的"))").json()
            #expect(none["count"] as? Int == 0 && none["first"] == nil)
            let unasked = try await served.get("/api/v1/timeline")
            #expect(unasked.status == 400 && unasked.text.contains("missing-parameter"))
            #expect(try await served.get("/api/v1/timeline?q=(").status == 400)
        }
    }

    @Test func aSearchThatTakesTooLongIsBrokenOff() async throws {
        let desk = SearchClient(index: SleepingIndex(), fold: plainFold, patience: .milliseconds(20))
        let query = try desk.query("x")
        await #expect(throws: Problem.searchTooSlow) {
            try await desk.hits(query, matching: ArticleFilter(), after: nil, limit: 1)
        }
    }

    @Test func withoutAnIndexASearchSaysSo() async throws {
        try await withServer(hasIndex: false) { served in
            let form = try await served.get("/search")
            #expect(form.status == 200)
            #expect(try await served.get("/search?q=x").status == 503)
            #expect(try await served.get("/api/v1/articles?q=x").status == 503)
        }
    }
}

/// An index that answers when it is cancelled.
private struct SleepingIndex: SearchIndex {
    private func sleep() async throws(StorageFailure) -> Never {
        do { try await Task.sleep(for: .seconds(3600)) } catch { throw .cancelled }
        throw .cancelled
    }

    func position() async throws(StorageFailure) -> Int { try await sleep() }
    func clear() async throws(StorageFailure) { try await sleep() }
    func add(
        _ documents: [SearchDocument], from old: Int, through position: Int
    ) async throws(StorageFailure) -> Bool { try await sleep() }
    func hits(
        _ query: SearchQuery, matching filter: ArticleFilter, after place: SearchPlace?, limit: Int
    ) async throws(StorageFailure) -> [SearchHit] { try await sleep() }
    func count(
        _ query: SearchQuery, matching filter: ArticleFilter, upTo limit: Int
    ) async throws(StorageFailure) -> Int { try await sleep() }
    func timeline(
        _ query: SearchQuery, matching filter: ArticleFilter
    ) async throws(StorageFailure) -> Timeline { try await sleep() }
}
