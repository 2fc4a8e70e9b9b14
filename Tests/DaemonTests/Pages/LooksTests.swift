import Archiving
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// What later looks at a kept article find: edits, removals, returns, walls, trouble.
@Suite struct LooksTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let path = "/news/202603/t20260304_8001.html"

    /// A site with one article, and its source.
    private func stage(host: String) throws -> (PretendSite, Workshop) {
        let site = try PretendSite(on: host)
        site.set("/news/", list([path]))
        site.set(path, article())
        return (site, try Workshop(sources: source(site)))
    }

    private func source(_ site: PretendSite) -> String {
        "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\narticle = ['/t\\d+_\\d+']"
    }

    private func list(_ paths: [String]) -> String {
        "<html><body><ul>"
            + paths.map { "<li><a href=\"\($0)\">青砚区第八十号便民服务点正式启用</a><span>2026-03-04</span></li>" }.joined()
            + "</ul></body></html>"
    }

    private func article(_ paragraphs: [String] = Newspaper.other(80), date: String = "2026-03-04 09:00") -> String {
        Newspaper.page(title: "青砚区第八十号便民服务点正式启用", date: date, paragraphs: paragraphs)
    }

    private func names(_ workshop: Workshop) throws -> [String] { try workshop.events().map(\.name) }

    @Test func changedTextIsARevisionThatSaysWhatChanged() async throws {
        let (site, workshop) = try stage(host: "127.0.11.1")
        _ = try await workshop.pass(time)
        var paragraphs = Newspaper.other(80)
        paragraphs[2] += "咨询电话工作日八时至十八时有人接听。"
        site.set(path, article(paragraphs))
        time.advance(hours: 2)
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try names(workshop) == ["article", "revision"])
        let events = try workshop.events()
        guard case .revision(let previous, let changes, let record) = try #require(events.last).kind else {
            Issue.record("no revision")
            return
        }
        #expect(previous == events.first?.id)
        #expect(changes.map(\.kind) == [.added])
        #expect(changes.first?.after == "咨询电话工作日八时至十八时有人接听。")
        #expect(try workshop.text(record.file).contains("咨询电话"))
        #expect(workshop.texts.count == 2)
        #expect(try await workshop.disagreements() == [])
    }

    @Test func whatBreaksOffIsNeverAnEdit() async throws {
        let (site, workshop) = try stage(host: "127.0.11.11")
        _ = try await workshop.pass(time)
        let page = Array(article().utf8)
        let cut = Array(page.prefix(page.count * 2 / 3))
        let whole = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        for answer in [
            Answer.page(cut), Answer([.send(Array("\(whole)Connection: close\r\n\r\n".utf8) + cut), .close]),
            Answer([.send(Array("\(whole)Content-Length: \(page.count)\r\n\r\n".utf8) + cut), .close]),
        ] {
            site.set(path, answer)
            time.advance(hours: 30)
            _ = try await workshop.pass(time)
            #expect(try names(workshop) == ["article"])
        }
        site.set(path, article())
        time.advance(hours: 30)
        _ = try await workshop.pass(time)
        #expect(try names(workshop) == ["article"], "the same text as before")
    }

    @Test func punctuationAloneIsNoRevision() async throws {
        let (site, workshop) = try stage(host: "127.0.11.2")
        _ = try await workshop.pass(time)
        site.set(path, article(Newspaper.other(80).map { $0.replacing("，", with: "、") }))
        time.advance(hours: 2)
        _ = try await workshop.pass(time)
        #expect(try names(workshop) == ["article"])
        #expect(workshop.texts.count == 1)
    }

    @Test func removalIsToldOnlyAfterSeveralLooksAndAReturnAtOnce() async throws {
        let (site, workshop) = try stage(host: "127.0.11.3")
        _ = try await workshop.pass(time)
        site.set(path, nil)
        var looks = 0
        while try names(workshop).last != "gone", looks < 12 {
            time.advance(hours: 5)
            _ = try await workshop.pass(time)
            looks += 1
        }
        #expect(try names(workshop) == ["article", "gone"])
        #expect(looks >= 5, "not before a day has passed: \(looks * 5) hours")
        guard case .gone(let reason, let evidence) = try #require(workshop.events().last).kind else { return }
        #expect(reason == "http-404")
        #expect(evidence.contains("missing on 3 looks"))

        site.set(path, article())
        time.advance(hours: 24 * 8)
        _ = try await workshop.pass(time)
        #expect(try names(workshop) == ["article", "gone", "back"])
        #expect(try await workshop.disagreements() == [])
    }

    @Test(arguments: [
        "<html><body><script src=\"/a.js\"></script><script>var dynamicurl='/WZWSREL';</script></body></html>", "",
        "<html><body><div class=\"nav\"><a href=\"/\">首页</a></div><div class=\"content\"></div></body></html>",
    ])
    func wallsAndBlankPagesAreNeitherEditsNorRemovals(_ page: String) async throws {
        let (site, workshop) = try stage(host: "127.0.11.4")
        _ = try await workshop.pass(time)
        site.set(path, page)
        for _ in 0..<8 {
            time.advance(hours: 30)
            _ = try await workshop.pass(time)
        }
        #expect(try names(workshop) == ["article"])
        site.set(path, article())
        time.advance(hours: 24 * 20)
        _ = try await workshop.pass(time)
        #expect(try names(workshop) == ["article"])
    }

    @Test func aSoftNotFoundCountsAsMissingAndIsCounted() async throws {
        let (site, workshop) = try stage(host: "127.0.11.5")
        _ = try await workshop.pass(time)
        site.set(path, "<html><body><div class=\"tip\"><p>您访问的页面不存在或已被删除！</p></div></body></html>")
        for _ in 0..<8 {
            time.advance(hours: 12)
            _ = try await workshop.pass(time)
        }
        #expect(try names(workshop) == ["article", "gone"])
        let store = try workshop.openStore()
        let walls = try await store.walls(since: Timestamp(secondsSinceEpoch: 0))
        #expect(walls.map(\.kind) == ["soft-404"])
        #expect(try #require(walls.first).count >= 2)
        #expect(try #require(walls.first).evidence.contains("不存在"))
    }

    @Test func aSiteInTroubleRemovesNothing() async throws {
        let (site, workshop) = try stage(host: "127.0.11.6")
        _ = try await workshop.pass(time)
        site.set(path, Answer.page("", status: 500))
        for _ in 0..<6 {
            time.advance(hours: 30)
            let run = try await workshop.pass(time)
            #expect(run.status == .someFailed, "\(run.errors)")
            // Whether the list's answer or the page's comes last decides whether the site rests at the next pass.
            #expect(run.errors.contains("HTTP 500") || run.errors.contains("is left alone until"))
        }
        #expect(try names(workshop) == ["article"])
    }

    @Test func anArticleThatShrinksToAScrapIsLookedAtTwice() async throws {
        let (site, workshop) = try stage(host: "127.0.11.7")
        _ = try await workshop.pass(time)
        site.set(path, article(["因版面调整，本文正在更新，请稍后查看完整内容，谢谢理解。"]))
        time.advance(hours: 2)
        _ = try await workshop.pass(time)
        #expect(try names(workshop) == ["article"])
        time.advance(hours: 2)
        _ = try await workshop.pass(time)
        #expect(try names(workshop) == ["article", "revision"], "it stayed so: now it is believed")
    }

    @Test func listDateServesWhereThePageHasNone() async throws {
        let (site, workshop) = try stage(host: "127.0.11.8")
        site.set(path.replacing("20260304", with: "0304"), article(date: ""))
        site.set("/news/", list([path.replacing("20260304", with: "0304")]))
        _ = try await workshop.pass(time)
        let record = try #require(workshop.events().first?.record)
        #expect(record.metadata.date == Day("2026-03-04"))
        #expect(record.metadata.dateFrom == .list)
        #expect(record.metadata.flags?.contains(.noDate) != true)
    }

    @Test func articleOfSeveralPagesIsKeptWhole() async throws {
        let (site, workshop) = try stage(host: "127.0.11.9")
        let second = path.replacing(".html", with: "_1.html")
        func paged(_ paragraphs: [String]) -> String {
            article(paragraphs).replacing(
                "</div>\n</div>",
                with: "</div><div class=\"page\"><a href=\"\(path)\">1</a> <a href=\"\(second)\">2</a> "
                    + "<a href=\"\(second)\">下一页</a></div>\n</div>")
        }
        site.set(path, paged(Newspaper.other(80)))
        // At first the second page cannot be had: half an article is not published.
        let run = try await workshop.pass(time)
        #expect(run.status == .someFailed)
        #expect(try names(workshop) == [])
        site.set(second, paged(Newspaper.other(81)))
        time.advance(hours: 1)
        _ = try await workshop.pass(time)
        let record = try #require(workshop.events().first?.record)
        #expect(record.metadata.flags?.contains(.paged) == true)
        let text = try workshop.text(record.file)
        #expect(text.contains("第80号便民服务点") && text.contains("第81号便民服务点"))
        // What was served for each of them can be read again.
        let captures = try CaptureReader(folder: "\(workshop.folder.path)/archive/warc", label: "warc")
        let served = try ([record.capture].compactMap(\.self) + (record.furtherCaptures ?? [])).map(captures.read)
        #expect(served.map(\.url) == [site.origin + path, site.origin + second])
        #expect(String(decoding: try #require(served.last).body, as: UTF8.self).contains("第81号便民服务点"))
    }

    @Test func articleWhosePagesStayMissingIsKeptAndSaysSo() async throws {
        let (site, workshop) = try stage(host: "127.0.11.10")
        let second = path.replacing(".html", with: "_1.html")
        site.set(
            path,
            article().replacing(
                "</div>\n</div>",
                with: "</div><div class=\"page\"><a href=\"\(path)\">1</a> <a href=\"\(second)\">2</a></div>\n</div>"))
        for _ in 0..<3 {
            _ = try await workshop.pass(time)
            time.advance(hours: 10)
        }
        let record = try #require(workshop.events().first?.record)
        #expect(record.metadata.flags?.contains(.truncated) == true)
    }
}
