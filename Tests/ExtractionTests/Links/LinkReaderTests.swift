import Model
import Testing

@testable import Extraction

@Suite struct LinkReaderTests {
    private let titles = ["春耕生产工作会议在市民中心召开", "各地抓紧检修农机备足化肥种子", "我市新建高标准农田三万亩", "气象部门发布春播期天气预报", "供销系统送农资下乡到田头"]

    private var list: String {
        titles.enumerated().map {
            "<li><a href='content/post_10000\($0).html'>\($1)</a><span>2023-02-1\($0)</span></li>"
        }
        .joined()
    }

    @Test func aListsArticlesAreFoundWithTitlesAndDates() throws {
        let page = try read(
            """
            <div class=nav><a href=/>首页</a><a href=/xw/>新闻</a><a href=/zw/>政务</a></div><ul>\(list)</ul>
            <div class=footer><a href=/about.html>关于我们</a><a href=http://b.example/>友情链接</a></div>
            """)
        #expect(page.kind == .page)
        #expect(page.articles.map(\.title) == titles)
        #expect(page.articles.map { $0.date?.description } == (0...4).map { "2023-02-1\($0)" })
        #expect(page.articles.first?.address.description == "http://a.example/xw/content/post_100000.html")
    }

    @Test func anAddressCountsOnceWithTheBestOfItsTitles() throws {
        let doubled = titles.enumerated().map {
            "<li><a href='content/post_10000\($0).html'><img src=x></a><a href='content/post_10000\($0).html'>\($1)</a>"
                + "<a href='content/post_10000\($0).html'>[详细]</a><span>2023-02-15</span></li>"
        }.joined()
        #expect(try read("<ul>\(doubled)</ul>").articles.map(\.title) == titles)
    }

    @Test func theBaseElementCounts() throws {
        let page = try read("<base href='http://c.example/d/'><ul>\(list)</ul>")
        #expect(page.articles.first?.address.description == "http://c.example/d/content/post_100000.html")
    }

    @Test func aRankingBesideALargeListIsNoPartOfItButItsHeadlineAndPicturesAre() throws {
        let list = (0..<40).map {
            "<li class=item><p><a href=/xw/a/post_20000\($0).html>\(titles[$0 % 5])第\($0)次</a></p></li>"
        }
        let ranking = (0..<6).map { "<li><a href=/xw/b/post_30000\($0).html>\(titles[$0 % 5])之\($0)</a></li>" }
        let pictures = (0..<4).map {
            "<dd><a href=/xw/c/post_40000\($0).html><img src=\($0).jpg></a><a href=/xw/c/post_40000\($0).html>\(titles[$0])图</a></dd>"
        }
        let page = """
            <div><h2><a href=/xw/d/post_500001.html>春耕生产工作会议今天召开全市动员</a></h2></div><dl>\(pictures.joined())</dl>
            <div class=main><ul>\(list.joined())</ul></div><div class=x><div class=y><ol>\(ranking.joined())</ol></div></div>
            """
        let found = Set(try read(page, at: "http://a.example/xw/index.html").articles.map { $0.address.path.prefix(6) })
        #expect(found == ["/xw/a/", "/xw/c/", "/xw/d/"])
        // On a home page every block is news.
        #expect(try read(page, at: "http://a.example/").articles.contains { $0.address.path.hasPrefix("/xw/b/") })
    }

    @Test func declaredFeedsAreNamed() throws {
        let page = try read("<link rel=alternate type=application/rss+xml href=/feed.xml><ul>\(list)</ul>")
        #expect(page.feeds.map(\.description) == ["http://a.example/feed.xml"])
    }

    @Test func recordsOfADatastoreAreLinks() throws {
        let records = titles.enumerated().map {
            "<record><![CDATA[<li><a href='/art/2023/2/15/art_1_10000\($0).html'>\($1)</a><b>2023-02-15</b></li>]]></record>"
        }.joined()
        let page = try read("<script type=text/xml><datastore><recordset>\(records)</recordset></datastore></script>")
        #expect(page.articles.map(\.title) == titles)
    }

    @Test(arguments: [
        "javascript:void(0)", "mailto:a@b.example", "#top", "", "data:text/html,x", "http://", "http://[",
        "file:///etc/passwd",
    ])
    func whatIsNoAddressOfTheWebIsNoLink(href: String) throws {
        #expect(try read("<ul><li><a href='\(href)'>春耕生产工作会议召开</a></ul>").articles == [])
    }

    @Test func nothingAndFilesAreRefused() {
        #expect(throws: ExtractionFailure.empty) { try read(" ") }
        #expect(throws: ExtractionFailure.binary(kind: "PDF")) { try read("%PDF-1.7") }
    }

    @Test func manyLinksToOneAddressEnd() throws {
        let page = String(repeating: "<a href=content/post_100000.html>春耕生产工作会议召开</a>", count: 2000)
        #expect(try read(page).articles.count <= 1)
    }

    @Test func anEpaperPageNamesItsArticlesAndTheOtherPages() throws {
        let page = try read(
            """
            <a href=node_3.htm>第02版：要闻</a><a href=../15/node_2.htm>下一期</a>
            <a href=content_101.htm>春耕生产工作会议召开</a><a href=content_102.htm><div>农机检修</div></a><a href=content_101.htm></a>
            """, at: "http://a.example/html/2023-02/14/node_2.htm")
        #expect(
            page.articles.map { $0.address.path.split(separator: "/").last } == ["content_101.htm", "content_102.htm"])
        #expect(page.articles.map { $0.date?.description } == ["2023-02-14", "2023-02-14"])
        #expect(page.next.map(\.description) == ["http://a.example/html/2023-02/14/node_3.htm"])
    }

    private func read(_ page: String, at address: String = "http://a.example/xw/index.html") throws -> ListPage {
        try LinkReader().read(
            Array(page.utf8), at: WebAddress(parsing: address), headerCharset: "utf-8", today: today)
    }

    @Test(arguments: ["<li><a href=/xw/2024/t2024", "<script>var x = '", "<!-- "])
    func aPageThatBreaksOffSaysSo(end: String) throws {
        let rows = (1...5).map { "<li><a href=/xw/202403/t2024030\($0)_1.html>某县举行第\($0)次防汛抢险综合演练</a></li>" }
        let page = try LinkReader().read(
            Array("<html><body><ul>\(rows.joined())\(end)".utf8), at: try WebAddress(parsing: "http://a.example/xw/"),
            headerCharset: "utf-8", today: Day("2026-06-01")!)
        #expect(page.articles.count == 5)
        #expect(page.fault == .cutOff)
    }

    @Test func itemsThatOnlyAScriptCanFollowAreNamed() throws {
        let links = [
            "href=/xw/202403/t20240301_1.html", "href='javascript:void(0)' onclick='openDetail(1234)'",
            "href='javascript:show(\"a1\", 2)'", "href='ftp://a.example/4.pdf'", "href='javascript:;'", "href='#'", "",
        ]
        let rows = links.enumerated().map {
            "<li><a \($1)>某县举行第\($0)次防汛抢险综合演练</a><span>2024-03-0\($0 + 1)</span></li>"
        }
        let menu = "<a href='javascript:login()'>登录某县政务服务统一平台</a><a onclick='turn(2)'>下一页</a>"
        let page = try LinkReader().read(
            Array("<html><body><div><div><div>\(menu)</div></div></div><ul>\(rows.joined())</ul></body></html>".utf8),
            at: try WebAddress(parsing: "http://a.example/xw/"), headerCharset: "utf-8", today: Day("2026-06-01")!)
        #expect(page.articles.count == 1)
        #expect(
            page.unfollowed.map(\.link) == ["openDetail(1234)", "javascript:show(\"a1\", 2)", "ftp://a.example/4.pdf"])
        #expect(
            page.unfollowedNote?.hasPrefix("3 items lead on only by a script or to no page of the web, such as 某县举行第1次")
                == true)
    }
}
