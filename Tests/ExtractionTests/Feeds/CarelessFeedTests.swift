import Model
import Testing

@testable import Extraction

/// Feeds and sitemaps as people publish them, not as the standards have them.
@Suite struct CarelessFeedTests {
    private let items = """
        <item><title>春耕备耕</title><link>http://a.example/1.html</link></item>
        <item><title>农机检修</title><link>http://a.example/2.html</link></item>
        """

    @Test(arguments: [
        "\n", " \t\r\n\r\n", "\u{FEFF}", "\u{FEFF}\r\n", "<br />\n<b>Warning</b>: x.php on line 3<br />\n",
    ])
    func whatStandsBeforeTheDeclarationIsPassedOver(before: String) throws {
        let feed = before + "<?xml version=\"1.0\"?>\r\n<rss version=\"2.0\"><channel>\(items)</channel></rss>"
        #expect(try urls(feed) == ["http://a.example/1.html", "http://a.example/2.html"])
    }

    @Test func bareAmpersandsEntitiesAndControlsLoseNothing() throws {
        let page = try read(
            """
            <rss><channel><title>甲&乙</title><item><title>农林&nbsp;牧渔 & 水利&hellip;</title><link>http://a.example/s?id=1&cid=7</link></item>
            <item><title>春\u{B}耕\u{1}</title><link>http://a.example/2.html</link></item>
            <item><title>1 < 2</title><link>http://a.example/3.html</link></item></channel></rss>
            """)
        #expect(page.articles.map(\.title) == ["农林 牧渔 & 水利…", "春耕", "1 < 2"])
        #expect(page.articles.first?.address.query == "id=1&cid=7")
        #expect(page.fault == nil)
    }

    @Test func markupInATitleIsNoPartOfIt() throws {
        let page = try read(
            """
            <rss><channel><item><title>关于<b>甲</b>的<i class="x">通知</i></title><link>/1.html</link></item>
            <item><title type="xhtml"><div>第二<br/>条</div></title><link>/2.html</link></item></channel></rss>
            """)
        #expect(page.articles.map(\.title) == ["关于甲的通知", "第二 条"])
    }

    @Test(arguments: [
        "<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url><s:loc>/1.html</s:loc></s:url></s:urlset>",
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:link href='/1.html'/></a:entry></a:feed>",
        "<r:RDF xmlns:r='r' xmlns:s='http://purl.org/rss/1.0/'><s:item r:about='/9'><s:link>/1.html</s:link></s:item></r:RDF>",
        "<RSS><CHANNEL><ITEM><LINK>/1.html</LINK></ITEM></CHANNEL></RSS>",
        "<CHANNEL HREF='/'><ITEM HREF='/1.html' LASTMOD='2023-01-02'><TITLE>春耕</TITLE></ITEM></CHANNEL>",
        "<rss><channel><item><link/>http://a.example/1.html</item></channel></rss>",
        "<rss><channel><item><title>春耕<link>/1.html<pubDate>2023-01-02</item></channel></rss>",
        "<rss><channel><item><title>春耕</title><link>/1.html</link><item><title>无</title></item></channel></rss>",
        "<rss><channel><item><guid>http://a.example/1.html</guid></item></channel></rss>",
        "<feed><entry><id>http://a.example/1.html</id><link rel='enclosure' href='/x.mp3'/></entry></feed>",
        "<feed><entry><link rel='http://www.iana.org/assignments/relation/alternate' href='/1.html'/></entry></feed>",
        "<feed><entry><link type='application/json' href='/1.json'/><link type='text/html' href='/1.html'/></entry></feed>",
        "<!DOCTYPE rss [<!ENTITY a \"]\"> <!ELEMENT item ANY>]><rss><item><link>/1.html</link></item></rss>",
        "<feed><entry><link rel='enclosure'>http://a.example/x.mp3</link><link href='/1.html'/></entry></feed>",
        "<rss><item><link>\n http://a.example/1.html\n</link></item></rss>",
    ])
    func everySpellingGivesTheAddress(feed: String) throws {
        #expect(try urls(feed) == ["http://a.example/1.html"])
    }

    @Test func whatLiesInsideAnItemsPartsIsNotItsOwn() throws {
        let page = try read(
            """
            <rss><channel><item><image><title>图</title><link>/logo.html</link><url>/logo.png</url></image>
            <source url="/x"><title>别处</title></source><title>春耕</title><link>/0.html</link><link>/1.html</link>
            <media:content url="/v.mp4"><media:title>视频</media:title></media:content></item></channel></rss>
            """)
        #expect(page.articles.map(\.address.description) == ["http://a.example/1.html"])
        #expect(page.articles.map(\.title) == ["春耕"])
        let entry =
            "<feed><entry><source><id>http://b.example/</id><link href='/b'/></source><link href='/1.html'/></entry></feed>"
        #expect(try urls(entry) == ["http://a.example/1.html"])
        let map =
            "<urlset><url><image:image><image:loc>/1.jpg</image:loc></image:image><loc>/1.html</loc></url></urlset>"
        #expect(try urls(map) == ["http://a.example/1.html"])
    }

    @Test func theBaseOfEachElementCounts() throws {
        let feed = """
            <feed xml:base="http://b.example/col/"><entry xml:base="art/"><link href="1.html"/></entry>
            <entry><link xml:base="/top/" href="2.html"/></entry><entry><id>./3.html</id></entry></feed>
            """
        #expect(
            try urls(feed) == [
                "http://b.example/col/art/1.html", "http://b.example/top/2.html", "http://b.example/col/3.html",
            ])
    }

    @Test(arguments: [
        "</chan", "", "<item><title>第三", "<item><title>第三</title><link>http://a.exam", "<!-- ", "<item",
        "<item><title><![CDATA[第三",
    ])
    func aFeedCutInTheMiddleGivesWhatWasWholeAndSaysSo(end: String) throws {
        let page = try read("<rss><channel>\(items)\(end)")
        #expect(page.articles.map(\.address.path) == ["/1.html", "/2.html"])
        #expect(page.fault == .cutOff)
    }

    @Test func anEmptyFeedIsNoSilentOne() throws {
        #expect(try read("<rss><channel><title>x</title></channel></rss>").fault == .empty)
        #expect(try read("<rss><item><title>x</title></item></rss>").fault == .noAddress(items: 1))
        #expect(try read("<urlset/>").fault == .empty)
    }

    @Test(arguments: [
        ("周二, 05 三月 2024 09:00:00 +0800", "2024-03-05"), ("星期日, 10 3月 2024 09:00:00 GMT", "2024-03-10"),
        ("Tue Mar 12 09:00:00 CST 2024", "2024-03-12"), ("1709946000", "2024-03-09"), ("1709946000000", "2024-03-09"),
        ("Sat,16 Mar 2024 23:30:00 GMT", "2024-03-17"), ("Mon, 11 Mar 2024 09:00:00 GMT+8", "2024-03-11"),
        ("2024-03-05T17:00:00Z", "2024-03-06"), ("2024-03-05T17:00:00+08:00", "2024-03-05"), ("20240314", "2024-03-14"),
        ("20240314123000", "2024-03-14"), ("2024-03-18 上午 9:00:00", "2024-03-18"),
        ("Tue, 5 Mar 24 22:00:00 EST", "2024-03-06"),
        ("Sun, 17 Mar 2024 09:00:00 Asia/Shanghai", "2024-03-17"), ("March 5, 2024", "2024-03-05"),
    ])
    func datesAreReadAsTheSitesClockShowsThem(text: String, day: String) {
        #expect(FeedDate.day(text, utcOffset: 28_800)?.description == day)
    }

    @Test(arguments: [
        "", "昨天", "99999999", "12:00", "-1", "²⁰²⁴", "Mar", "32 Mar 2024", "Tue Mar 99 09:00:00 CST 2024",
    ])
    func whatIsNoDateIsNone(text: String) { #expect(FeedDate.day(text, utcOffset: 28_800) == nil) }

    @Test func aSitemapInPlainTextIsRead() throws {
        let page = try LinkReader().read(
            Array("http://a.example/1.html\r\nhttp://a.example/2.html\r\n\r\nhttp://a.example/1.html\n".utf8),
            at: WebAddress(parsing: "http://a.example/sitemap.txt"), headerCharset: nil, today: today)
        #expect(page.kind == .sitemap)
        #expect(page.articles.map(\.address.path) == ["/1.html", "/2.html"])
        #expect(AddressList.read(Array("http is a protocol\nof the web\n".utf8)) == nil)
    }

    @Test func workStaysLinearWhereNothingIsClosed() throws {
        // Each of these took the square of its length in a reader that looks for an end again and again.
        for part in [
            "<a ", "<a \"", "<!--", "<![CDATA[", "<?x", "<!x [", "<a>", "</a", "&", "<item>", "<link", "<title>",
            "<a b='",
        ] {
            let page = try read("<rss><channel>\(items)" + String(repeating: part, count: 200_000))
            #expect(page.articles.count >= 2)
        }
    }

    @Test func anElementOfTooManyAttributesIsReadAllTheSame() throws {
        let many = (0..<40_000).map { "a\($0)=\"\($0)\"" }.joined(separator: " ")
        #expect(
            try urls("<rss \(many)><channel><item \(many)><link>/1.html</link></item></channel></rss>") == [
                "http://a.example/1.html"
            ])
    }

    private func urls(_ document: String) throws -> [String] {
        try read(document).articles.map(\.address.description)
    }

    private func read(_ document: String) throws -> ListPage {
        let reader = FeedReader(
            base: try WebAddress(parsing: "http://a.example/feed"), today: today, utcOffset: 28_800)
        return try #require(reader.read(Array(document.utf8)))
    }
}
