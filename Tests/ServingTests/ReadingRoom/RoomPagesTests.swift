import Foundation
import Model
import Storage
import Testing

@testable import Serving

/// The pages as they are served.
@Suite(.timeLimit(.minutes(30))) struct RoomPagesTests {
    /// Text 1, which text 2 revises; text 3, copied elsewhere, then removed.
    private func withStory(_ body: (Served) async throws -> Void) async throws {
        try await withServer { served in
            var revision = draft(2, title: "题目1改")
            revision.url = draft(1).url
            let copy = EventDraft(
                at: time(5), id: id(3), url: "http://copy.example.cn/3.html", source: "manual",
                kind: draft(3, title: "题目3抄").kind)
            let changes = [Change(kind: .number, before: "共3.5万亩。", after: "共3.8万亩。")]
            if case .article(let record) = revision.kind {
                revision.kind = .revision(of: id(1), changes: changes, record)
            }
            let gone = EventDraft(
                at: time(6), id: id(3), url: draft(3).url, source: "manual",
                kind: .gone(reason: "http-410", evidence: "410 三次"))
            for draft in [draft(1), revision, draft(3, title: "<b>题目3</b>"), copy, gone] {
                let publication = try await served.store.publish([draft])[0]
                if let file = publication.entry?.event.record?.file { served.shelf[file] = Array("正文。\n".utf8) }
            }
            try await body(served)
        }
    }

    @Test func todayShowsTheLatestFirst() async throws {
        try await withStory { served in
            let answer = try await served.get("/")
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "text/html; charset=utf-8")
            #expect(answer["content-security-policy"]?.contains("script-src 'self'") == true)
            let page = answer.text
            #expect(page.hasPrefix("<!doctype html>\n<html lang=\"zh-Hans\">"))
            #expect(page.contains("&lt;b&gt;题目3&lt;/b&gt;"))
            #expect(!page.contains("<b>"))
            let later = try #require(page.range(of: "题目1改"))
            let earlier = try #require(page.range(of: "\">题目1<"))
            #expect(later.lowerBound < earlier.lowerBound)
            #expect(page.contains("/compare/\(id(2))"))
            #expect(page.contains("href=\"/source/jiangmen\">江门</a>"))
        }
    }

    @Test func noPageHasScriptOrStyleInside() async throws {
        try await withStory { served in
            for path in ["/", "/article/\(id(3))", "/compare/\(id(2))"] {
                let page = try await served.get(path).text
                #expect(page.components(separatedBy: "<script").count == 2, "\(path)")
                #expect(page.contains("<script src=\"/room.js\" defer></script>"), "\(path)")
                #expect(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick="), "\(path)")
            }
        }
    }

    @Test func theFirstPageIsLight() async throws {
        try await withServer { served in
            for number in 1...60 {
                _ = try await served.store.publish([
                    draft(number, title: String(repeating: "长题目", count: 15) + "\(number)")
                ])
            }
            let page = try await served.get("/")
            var bytes = page.body.count
            for asset in ["/room.css", "/room.js", "/room.svg"] { bytes += try await served.get(asset).body.count }
            #expect(bytes < 50_000)
            #expect(page.text.contains("rel=\"next\" href=\"/?before=21\""))
            let older = try await served.get("/?before=21").text
            #expect(older.contains("20</a>") && !older.contains("21</a>"))
        }
    }

    @Test func aLongTitleIsCutInLists() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1, title: String(repeating: "长", count: 5000))])
            let page = try await served.get("/").text
            #expect(page.contains(String(repeating: "长", count: 120) + "…"))
            #expect(!page.contains(String(repeating: "长", count: 121)))
        }
    }

    @Test func anArticleShowsItsTextAndItsStory() async throws {
        try await withStory { served in
            let removed = try await served.get("/article/\(id(3))").text
            #expect(removed.contains("<p>正文。</p>"))
            #expect(removed.contains("<h1>&lt;b&gt;题目3&lt;/b&gt;</h1>"))
            #expect(removed.contains("原页面已撤下"))
            #expect(removed.contains("http-410"))
            #expect(removed.contains("http://copy.example.cn/3.html"))
            let old = try await served.get("/article/\(id(1))").text
            #expect(old.contains("notice revised"))
            #expect(old.contains("href=\"/article/\(id(2))\""))
            #expect(old.contains("href=\"/compare/\(id(2))\""))
            let new = try await served.get("/article/\(id(2))").text
            #expect(!new.contains("notice revised"))
        }
    }

    @Test func aTextWhoseFileIsGoneStillTellsWhereItCameFrom() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            let answer = try await served.get("/article/\(id(1))")
            #expect(answer.status == 200)
            #expect(answer.text.contains("这篇的文件读不出来"))
            #expect(answer.text.contains("http://www.example.gov.cn/1.html"))
        }
    }

    @Test func aRevisionIsShownBesideWhatWasBefore() async throws {
        try await withStory { served in
            let page = try await served.get("/compare/\(id(2))").text
            #expect(page.contains("共3.<del>5</del>万亩。"))
            #expect(page.contains("共3.<ins>8</ins>万亩。"))
            let none = try await served.get("/compare/\(id(1))")
            #expect(none.status == 404)
            #expect(none.text.contains("这篇不是改稿"))
        }
    }

    @Test func whatWasTakenDownIsListed() async throws {
        try await withStory { served in
            let page = try await served.get("/removed").text
            #expect(page.contains("&lt;b&gt;题目3&lt;/b&gt;"))
            #expect(!page.contains("题目1"))
            #expect(try await served.get("/removed?before=1").text.contains("没有被撤下的文章"))
        }
    }

    @Test func aSourceShowsHowItIsAndWhatItBrought() async throws {
        try await withServer { served in
            _ = try await served.store.publish([
                draft(1, title: "江门的", source: "jiangmen"), draft(2, title: "别家的", source: "other"),
            ])
            #expect(try await served.get("/sources").text.contains("href=\"/source/jiangmen\">江门</a>"))
            let page = try await served.get("/source/jiangmen").text
            #expect(page.contains("江门的") && !page.contains("别家的"))
            #expect(page.contains("2 / 5"))
            #expect(try await served.get("/source/other").text.contains("别家的"))
            #expect(try await served.get("/source/nobody").status == 404)
        }
    }

    /// As a browser asks.
    private let browser = ["Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"]

    @Test func whatIsWrongIsAPageForABrowserAndADocumentForAProgram() async throws {
        try await withServer { served in
            for target in ["/article/\(id(9))", "/api/v1/articles/\(id(9))", "/nowhere", "/search?from=2023-02-30"] {
                let page = try await served.get(target, browser)
                #expect(page.status == (target.hasPrefix("/search") ? 400 : 404))
                #expect(page["content-type"] == "text/html; charset=utf-8")
                #expect(page["content-security-policy"] != nil)
                #expect(page.text.contains("<html lang=\"en\">") && page.text.contains("<h1>"))
                let document = try await served.get(target)
                #expect(document.status == page.status)
                #expect(document["content-type"] == "application/problem+json")
            }
            #expect(try await served.get("/article/\(id(9))", browser).text.contains("There is no article of this id."))
            let chinese = try await served.get("/search?from=%3Cb%3E&lang=zh", browser)
            #expect(chinese.text.contains("地址中的参数有误：from: expected a day as YYYY-MM-DD, found &quot;&lt;b&gt;"))
            let program = try await served.get("/nowhere", ["Accept": "application/json, text/html;q=0"])
            #expect(program["content-type"] == "application/problem+json")
            let refused = try await served.get("/", browser, method: "POST")
            #expect(refused.status == 405 && refused["allow"] == "GET, HEAD")
        }
        try await withServer(token: "x", isLoopback: false) { served in
            let answer = try await served.get("/", browser)
            #expect(answer.status == 401 && answer["www-authenticate"] != nil && answer.text.contains("<h1>"))
        }
    }

    @Test func theLanguageIsTheBrowsersUntilOneIsChosen() async throws {
        try await withServer { served in
            let english = try await served.get("/", ["Accept-Language": "en-GB,en;q=0.9"])
            #expect(english.text.contains("<html lang=\"en\">"))
            #expect(english["set-cookie"] == nil)
            #expect(english.headers.contains { $0.name == "vary" && $0.value.contains("Cookie") })
            let chosen = try await served.get("/?lang=zh", ["Accept-Language": "en"])
            #expect(chosen.text.contains("<html lang=\"zh-Hans\">"))
            #expect(chosen["set-cookie"]?.hasPrefix("dibao_lang=zh; Path=/;") == true)
            let kept = try await served.get("/", ["Accept-Language": "en", "Cookie": "dibao_lang=zh"])
            #expect(kept.text.contains("<html lang=\"zh-Hans\">"))
            #expect(try await served.get("/?lang=fr").status == 400)
        }
    }

    @Test func assetsAreNotSentTwice() async throws {
        try await withServer { served in
            for (path, type) in [
                ("/room.css", "text/css"), ("/room.js", "text/javascript"), ("/room.svg", "image/svg+xml"),
            ] {
                let first = try await served.get(path)
                #expect(first.status == 200)
                #expect(first["content-type"]?.hasPrefix(type) == true)
                let tag = try #require(first["etag"])
                #expect(try await served.get(path, ["If-None-Match": tag]).status == 304)
            }
        }
    }
}
