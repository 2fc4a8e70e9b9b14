import Foundation
import Model
import Storage
import Testing

@testable import Serving

/// Calendar, days, topics, operations, explanations.
@Suite(.timeLimit(.minutes(30))) struct ArchivePagesTests {
    @Test func theCalendarLinksDaysThatHaveArticles() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1), draft(2), draft(3, day: "2024-02-29")])
            let page = try await served.get("/calendar").text
            #expect(page.contains("<a href=\"/day/2023-06-16\" title=\"6月16日，2 篇\""))
            #expect(!page.contains("/day/2023-06-15"))
            #expect(page.contains("2 篇</small>"))
            let leap = try await served.get("/calendar?year=2024&lang=en").text
            #expect(
                leap.contains("aria-label=\"2024-02-29, 1 articles\"")
                    || leap.contains("aria-label=\"2024-02-29, 1 article\""))
            for year in ["0", "-5", "99999", "x"] {
                #expect(try await served.get("/calendar?year=\(year)").status == 400, "\(year)")
            }
        }
    }

    @Test func aDayGoesOnWhereItsFirstPieceEnds() async throws {
        try await withServer { served in
            _ = try await served.store.publish((1...120).map { draft($0) } + [draft(121, day: "2023-06-17")])
            let first = try await served.get("/day/2023-06-16").text
            #expect(first.contains("题目120<") && first.contains("题目21<") && !first.contains("题目20<"))
            #expect(!first.contains("题目121<"))
            #expect(first.contains("120 篇") && first.contains("2023年6月16日"))
            #expect(first.contains("href=\"?after=2023-06-16.21\""))
            let rest = try await served.get("/day/2023-06-16?after=2023-06-16.21").text
            #expect(rest.contains("题目20<") && !rest.contains("题目21<"))
            #expect(try await served.get("/day/2023-02-30").status == 400)
            #expect(try await served.get("/day/0001-01-01").status == 200, "a first day has no day before")
            #expect(try await served.get("/day/2023-06-16?after=f5").status == 400)
        }
    }

    @Test func topicsShowWhatTheyFound() async throws {
        try await withServer { served in
            _ = try await served.store.publish([
                draft(1, title: "甲", topics: ["bqw"]), draft(2, title: "乙", topics: ["former"]), draft(3, title: "丙"),
            ])
            let all = try await served.get("/topics").text
            #expect(all.contains("href=\"/topic/bqw\">百千万工程</a></th><td class=\"number\">1</td>"))
            #expect(all.contains("href=\"/topic/former\">former</a>"))
            let listed = try await served.get("/api/v1/topics").json()["topics"] as? [[String: Any]]
            #expect(listed?.map { $0["id"] as? String } == ["bqw", "former"])
            #expect(listed?.map { $0["articles"] as? Int } == [1, 1])
            #expect(listed?.map { $0["configured"] as? Bool } == [true, false])
            let one = try await served.get("/topic/bqw").text
            #expect(one.contains(">甲</a>") && !one.contains(">乙</a>"))
            #expect(one.contains("href=\"/feed.atom?topic=bqw\""))
            #expect(try await served.get("/topic/nobody").status == 404)
        }
    }

    @Test func operationsCountTheLastHours() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1), draft(2)])
            let page = try await served.get("/operations?lang=en").text
            #expect(page.contains("aria-label=\"2 events in 48 hours, at most 2 in one\""))
            #expect(page.contains("running"))
        }
    }

    @Test func aSourcesDaysAreAsDarkAsTheyAreComplete() async throws {
        try await withServer { served in
            try await served.store.record([
                DayExpectation(source: "jiangmen", day: Day("2023-06-15")!, expected: 4),
                DayExpectation(source: "jiangmen", day: Day("2023-06-14")!, expected: 0),
            ])
            let page = try await served.get("/sources").text
            #expect(page.contains("<rect class=\"short0\""))
            #expect(page.contains("<title>2023-06-15: 0/4</title>"))
            #expect(page.contains("其中 1 天少于应收"))
        }
    }

    @Test func anArticleTellsWhyItReadsSo() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1), draft(2)])
            served.shelf.explain(
                id(1),
                Explanation(
                    rules: [.init(part: "body", selector: "#zoom", matches: 0)],
                    candidates: [
                        .init(question: .headline, answer: "<b>输了</b>", origin: "title element", won: false),
                        .init(question: .headline, answer: "赢了", origin: "h1", score: 9.5, won: true),
                    ],
                    blocks: [
                        .init(
                            kept: false, verdict: "furniture", reason: "behind the heading <相关>", score: -4,
                            place: ["div.share"],
                            text: "分享到<script>"),
                        .init(kept: true, verdict: "article", reason: "prose", score: 20, place: ["p"], text: "正文。"),
                    ], confidence: 0.5))
            let page = try await served.get("/article/\(id(1))/explain").text
            #expect(page.contains("2 块中保留 1 块，可信度 50%"))
            #expect(page.contains("分享到&lt;script&gt;") && page.contains("div.share") && page.contains("命中 0 处"))
            #expect(page.contains("在题头“&lt;相关&gt;”之后") && page.contains("<td>成段文字</td>"))
            let english = try await served.get("/article/\(id(1))/explain?lang=en").text
            #expect(english.contains("behind the heading &lt;相关&gt;") && english.contains("<td>prose</td>"))
            let won = try #require(page.range(of: "赢了"))
            let lost = try #require(page.range(of: "&lt;b&gt;输了"))
            #expect(won.lowerBound < lost.lowerBound, "winners stand first")
            #expect(try await served.get("/article/\(id(2))/explain").text.contains("没有保存"))
            #expect(try await served.get("/article/\(id(9))/explain").status == 404)
        }
    }

    @Test func theLanguageSwitchKeepsWhatWasAsked() async throws {
        try await withServer { served in
            let page = try await served.get("/search?q=%22%26%3Cb%3E&from=2023-06-16").text
            #expect(page.contains("href=\"?q=%22%26%3Cb%3E&amp;from=2023-06-16&amp;lang=en\""))
        }
    }
}
