import Foundation
import Logging
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Archiving
@testable import Daemon

/// Nothing that a list offers is lost in silence: what becomes no event has a reason that `status` counts and `gaps`
/// lists.
@Suite struct LeftOutTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let trap = "/a/b/a/b/a/b/a/b/a/b/t20260303_1.html"

    /// A list of one good article and one link for each reason to leave it out.
    private func site(_ host: String) throws -> PretendSite {
        let site = try PretendSite(on: host, robots: "User-agent: *\nDisallow: /secret/\n")
        let title = "青砚区便民服务点正式启用并开放"
        site.set(
            "/news/t20260303_1.html",
            Newspaper.page(title: title, date: "2026-03-03 09:00", paragraphs: Newspaper.other(1)))
        site.set("/news/t20260303_2.html", Array("wOFF\u{0}\u{1}".utf8), type: "font/woff")
        site.set("/news/t20260303_3.html", String(repeating: "<p>大页</p>", count: 200_000))
        let list = (1...30).map { "<li><a href=\"/x/\($0)/\">栏目\($0)</a></li>" }.joined()
        site.set("/news/t20260303_4.html", "<html><body><ul>\(list)</ul></body></html>")
        site.set("/news/t20260303_5.html", .page("<html><body>Not Found</body></html>", status: 404))
        let paths = (1...5).map { "/news/t20260303_\($0).html" } + ["/secret/t20260303_1.html", trap]
        let items = paths.enumerated().map { "<li><a href=\"\($1)\">\(title)之\($0)</a><span>2026-03-03</span></li>" }
        site.set("/news/", "<html><body><ul>\(items.joined(separator: "\n"))</ul></body></html>")
        return site
    }

    private func workshop(
        _ site: PretendSite, start: String = "/news/", article: String? = nil, kind: String = "list"
    ) throws -> Workshop {
        let pattern = article.map { "article = ['\($0)']\n" } ?? ""
        return try Workshop(
            sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)\(start)\"]\nkind = \"\(kind)\"\n\(pattern)")
    }

    private func status(_ workshop: Workshop) async throws -> StatusReport {
        let store = try workshop.openStore()
        let report = try await StatusGathering(configuration: workshop.configuration, store: store, now: time.now)
            .report()
        try store.close()
        return report
    }

    private func gaps(_ workshop: Workshop, json: Bool = false) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            try await GapsJob(
                workshop.configuration, time: time.timepiece, console: console, logger: console.logger(level: .warning)
            ).list([], since: nil, json: json)
            return .done
        }
    }

    @Test func everyLinkThatIsNoEventIsCountedOnceByItsReason() async throws {
        let site = try site("127.0.65.1")
        let workshop = try Workshop(
            sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\n",
            fetch: "delay = \"0s\"\nretries = 0\nmax_body = \"1MiB\"")
        for hours in [0, 30, 30, 80, 80, 80] {
            time.advance(hours: Double(hours))
            _ = try await workshop.pass(time)
        }
        let source = try #require(try await status(workshop).sources.first)
        #expect(
            source.leftOut == [
                .trap: 1, .disallowed: 1, .fileType: 1, .tooLarge: 1, .noArticle: 1, .missing: 1,
            ])
        #expect(try workshop.events().count == 1)
        #expect(!site.targets.contains(trap))

        let listed = try await gaps(workshop, json: true)
        let lines = try listed.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let reasons = lines.compactMap { $0["left_out"] as? String }
        #expect(reasons.sorted() == ["disallowed", "file-type", "missing", "no-article", "too-large", "trap"])
        let trapped = try #require(lines.first { $0["left_out"] as? String == "trap" })
        #expect(trapped["url"] as? String == site.origin + trap)
        #expect((trapped["reason"] as? String)?.hasPrefix("repeated-segments: ") == true)
        #expect(trapped["found_on"] as? String == "\(site.origin)/news/")
        let summary = try #require(lines.last)
        #expect(summary["source"] as? String == "news")
        #expect(summary["known"] as? Bool == true)

        let table = StatusPage(try await status(workshop)).text
        #expect(table.contains("news: left out: 1 disallowed, 1 file-type, 1 missing"), "\(table)")
    }

    @Test func aTrapWithoutAnEndFillsNoDatabase() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: "\(folder.path)/dibao.db", coder: EventLine())
        let links = (0..<50).map { number in
            LeftOutLink(
                FoundPage(key: "a/\(number)", url: "http://a/\(number)", source: "news", site: "http://a"), as: .trap,
                reason: "too-deep")
        }
        for _ in 0..<2 { try await store.leaveOut(links, at: time.now, limit: 20) }
        #expect(try await store.leftOutCounts().map(\.pages) == [20])
        // A version that knows better visits them.
        _ = try await store.discover([links[3].found], at: time.now)
        #expect(try await store.frontierPage("a/3")?.state == .pending)
        #expect(try await store.leftOutCounts().map(\.pages) == [19])
        try store.close()
    }

    @Test func aPageThatFailedHasItsReasonInStatus() async throws {
        let site = try site("127.0.65.2")
        site.set("/news/t20260303_1.html", .page("", status: 500))
        let workshop = try workshop(site)
        let run = try await workshop.pass(time)
        #expect(run.status == .someFailed)
        let report = try await status(workshop)
        let failed = try #require(
            report.sources.first?.failed.first { $0.url == "\(site.origin)/news/t20260303_1.html" })
        #expect(failed.reason?.contains("HTTP 500") == true)
        #expect(failed.next != nil)
        #expect(StatusPage(report).text.contains("failed 0s ago: \(failed.url)"))
    }

    @Test func sitemapsInACircleAreAFailure() async throws {
        let site = try PretendSite(on: "127.0.65.3")
        let index = { (target: String) in
            """
            <?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\
            <sitemap><loc>\(site.origin)\(target)</loc></sitemap></sitemapindex>
            """
        }
        site.set("/a.xml", index("/b.xml"), type: "application/xml")
        site.set("/b.xml", index("/a.xml"), type: "application/xml")
        let workshop = try workshop(site, start: "/a.xml", kind: "sitemap")
        let run = try await workshop.pass(time)
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("sitemaps in a circle"), "\(run.errors)")
        #expect(
            try await status(workshop).sources.first?.troubles.first?.contains("/b.xml: sitemaps in a circle") == true)
    }

    @Test func itemsThatOnlyAScriptCanFollowAreTold() async throws {
        let site = try site("127.0.65.10")
        site.set(
            "/news/",
            "<ul><li><a href=\"javascript:;\" onclick=\"openDetail(77)\">青砚区便民服务点正式启用并开放之七</a><span>2026-03-03</span></li>"
                + "<li><a href=\"/news/t20260303_1.html\">青砚区便民服务点正式启用并开放之一</a><span>2026-03-03</span></li></ul>")
        let workshop = try workshop(site)
        let check = try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console).run(
                [], json: false)
        }
        #expect(check.output.contains("one item leads on only by a script"), "\(check.output)")
        _ = try await workshop.pass(time)
        let troubles = try #require(try await status(workshop).sources.first?.troubles)
        #expect(troubles.contains { $0.contains("之七 (openDetail(77))") }, "\(troubles)")
    }

    @Test(arguments: [true, false])
    func aListOfMoreEntriesThanAreReadIsToldAsLongAsItStaysSo(isXML: Bool) async throws {
        let site = try PretendSite(on: "127.0.65.9")
        let entries = (1...60_100).map { "\(site.origin)/t\($0).html" }
        let text =
            isXML
            ? "<urlset>\(entries.map { "<url><loc>\($0)</loc></url>" }.joined())</urlset>"
            : entries.joined(separator: "\n")
        site.set("/a.xml", text, type: isXML ? "application/xml" : "text/plain")
        // Two of its pages are wanted: what is read of the others is the list's affair.
        let workshop = try workshop(site, start: "/a.xml", article: "/t[12]\\.html$", kind: "sitemap")
        for visits in 1...2 {
            _ = try await workshop.pass(time)
            #expect(site.targets.count { $0 == "/a.xml" } == visits)
            let troubles = try #require(try await status(workshop).sources.first?.troubles)
            #expect(troubles == ["\(site.origin)/a.xml: more than 60000 entries: the rest was not read"])
            let listed = try await gaps(workshop)
            #expect(listed.output.contains("/a.xml"), "\(listed.output)")
            #expect(listed.output.contains("more than 60000 entries"), "\(listed.output)")
            time.advance(hours: 30)
        }
        site.set("/a.xml", entries.prefix(9).joined(separator: "\n"), type: "text/plain")
        _ = try await workshop.pass(time)
        let source = try await status(workshop).sources.first
        #expect(site.targets.count { $0 == "/a.xml" } == 3)
        #expect(source?.troubles == [], "\(source?.troubles ?? [])")
        #expect(try await !gaps(workshop).output.contains("LIST READ IN PART"))
    }

    @Test func moreSitemapsThanAreReadAreTold() async throws {
        let site = try PretendSite(on: "127.0.65.7")
        let head = "<?xml version=\"1.0\"?>"
        let schema = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
        let maps = (1...60).map { "<sitemap><loc>\(site.origin)/map\($0).xml</loc></sitemap>" }.joined()
        site.set("/a.xml", "\(head)<sitemapindex \(schema)>\(maps)</sitemapindex>", type: "application/xml")
        for number in 1...60 {
            site.set(
                "/map\(number).xml",
                "\(head)<urlset \(schema)><url><loc>\(site.origin)/t\(number).html</loc></url></urlset>",
                type: "application/xml")
        }
        let workshop = try workshop(site, start: "/a.xml", kind: "sitemap")
        _ = try await workshop.pass(time)
        let troubles = try #require(try await status(workshop).sources.first?.troubles)
        #expect(
            troubles.contains { $0.contains("/a.xml: it names more than 50 sitemaps: 11 were not read") }, "\(troubles)"
        )
        #expect(site.targets.count { $0.hasPrefix("/map") } == 49)
        // An index that is as it was, with a map that is not.
        site.set(
            "/map40.xml", "\(head)<urlset \(schema)><url><loc>\(site.origin)/t40b.html</loc></url></urlset>",
            type: "application/xml")
        time.advance(hours: 2)
        _ = try await workshop.pass(time)
        #expect(site.targets.contains("/t40b.html"))
    }

    @Test func newsBehindTheLastPageThatIsReadIsTold() async throws {
        let site = try PretendSite(on: "127.0.65.8")
        func publish(_ numbers: ClosedRange<Int>) {
            for page in 0..<2 {
                let rows = numbers.map {
                    "<li><a href=\"/xw/t20260304_\(page)\($0).html\">青砚区第\(page)\($0)号便民服务点开放</a><span>2026-03-04</span></li>"
                }
                let text = "<ul>\(rows.joined())</ul><script>createPageHTML(9, \(page), \"index\", \"html\");</script>"
                site.set(page == 0 ? "/xw/" : "/xw/index_\(page).html", text)
            }
        }
        publish(1...5)
        let workshop = try Workshop(
            sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/xw/\"]\nkind = \"list\"\nmax_pages = 2\n")
        _ = try await workshop.pass(time)
        #expect(try await status(workshop).sources.first?.troubles.contains { $0.contains("max_pages") } == false)
        publish(6...9)
        time.advance(hours: 2)
        _ = try await workshop.pass(time)
        let troubles = try #require(try await status(workshop).sources.first?.troubles)
        #expect(troubles.contains { $0.contains("max_pages = 2") && $0.contains("dibao backfill news") }, "\(troubles)")
    }

    @Test(arguments: [(412, "ruishu"), (468, "blocked"), (521, "jiasule")])
    func wallsOfWholeCitiesAreNamed(status: Int, kind: String) async throws {
        let site = try PretendSite(on: "127.0.65.9", robots: "")
        site.set("/xw/", .page("", status: status))
        let workshop = try workshop(site, start: "/xw/")
        let check = try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console).run(
                [], json: false)
        }
        #expect(check.output.contains("a wall, \(kind): HTTP \(status)"), "\(check.output)")
        _ = try await workshop.pass(time)
        let source = try #require(try await self.status(workshop).sources.first)
        #expect(source.walls.map(\.kind) == [kind])
        #expect(source.walls.first?.evidence.contains("HTTP \(status)") == true)
        #expect(source.troubles.first?.contains("a wall (\(kind))") == true)
    }

    @Test func aSiteThatRestsIsNamedWithWhatWaitsForIt() async throws {
        let site = try site("127.0.65.4")
        let workshop = try workshop(site)
        for number in 1...5 {
            site.set("/news/t20260303_\(number).html", Answer([.reset]))
        }
        _ = try await workshop.pass(time)
        let resting = try #require(try await status(workshop).resting.first)
        #expect(resting.site == site.origin)
        #expect(resting.until > time.now)
        #expect(resting.waiting == 6)
        let text = StatusPage(try await status(workshop)).text
        #expect(text.contains("\(site.origin): paused for "))
        #expect(text.contains("6 pages wait: 5 visits in a row failed"), "\(text)")
    }

    @Test func aSiteThatAsksForADayBetweenRequestsIsNamedWithWhatWaitsForIt() async throws {
        let site = try PretendSite(on: "127.0.65.6", robots: "User-agent: *\nCrawl-delay: 86400\n")
        let items = (1...4).map { "<li><a href=\"/news/t20260303_\($0).html\">青砚区便民服务点正式启用并开放之\($0)</a></li>" }
        site.set("/news/", "<html><body><ul>\(items.joined(separator: "\n"))</ul></body></html>")
        let workshop = try workshop(site)
        _ = try await workshop.pass(time)
        let resting = try #require(try await status(workshop).resting.first)
        #expect((resting.site, resting.waiting) == (site.origin, 4))
        #expect(resting.reason.contains("asks for 1d between two requests (Crawl-delay: 86400"), "\(resting.reason)")
        let text = StatusPage(try await status(workshop)).text
        #expect(text.contains("4 pages wait: \(site.origin)/robots.txt asks for 1d"), "\(text)")
        // When the first is due, it comes, and the others wait on.
        site.set(
            "/news/t20260303_1.html",
            Newspaper.page(title: "青砚区便民服务点正式启用", date: "2026-03-03 09:00", paragraphs: Newspaper.other(1)))
        time.advance(hours: 25)
        _ = try await workshop.pass(time)
        #expect(try await status(workshop).resting.first?.waiting ?? 0 >= 3)
    }

    @Test func anArchiveThatIsGoneIsShown() async throws {
        let site = try site("127.0.65.5")
        let workshop = try workshop(site)
        _ = try await workshop.pass(time)
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/archive")
        let run = try await workshop.run { console throws(CommandFailure) in
            try await StatusJob(workshop.configuration, now: time.now, console: console).run(json: false)
        }
        #expect(run.status == .someFailed)
        #expect(run.output.contains("The archive is gone: there is no folder \(workshop.folder.path)/archive"))
    }

    @Test func theCheckOfASourceNamesTheLinksThatWouldBeLeftOut() async throws {
        let site = try site("127.0.65.6")
        let workshop = try workshop(site)
        let run = try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console).run(
                [], json: false)
        }
        #expect(run.output.contains("left out: 1 disallowed (such as \(site.origin)/secret/"), "\(run.output)")
        #expect(run.output.contains("1 trap (such as \(site.origin)\(trap), its path has a/b"), "\(run.output)")
    }
}
