import Model
import Testing

@testable import Extraction

@Suite struct FeedReaderTests {
    @Test func rssIsRead() throws {
        let page = try #require(
            try read(
                """
                <?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>频道</title><link>/</link>
                <item><title><![CDATA[春耕 &amp; 备耕]]></title><link> /a/1.html </link><pubDate>Wed, 15 Feb 2023 12:20:00 +0800</pubDate></item>
                <item><title>农机&lt;b&gt;检修&lt;/b&gt;</title><guid>http://b.example/2.html</guid><pubDate>2023-02-16 08:00</pubDate></item>
                <item><title>没有地址</title></item><item><link>/a/1.html</link></item></channel></rss>
                """))
        #expect(page.kind == .feed)
        #expect(page.articles.map(\.address.description) == ["http://a.example/a/1.html", "http://b.example/2.html"])
        #expect(page.articles.map(\.title) == ["春耕 & 备耕", "农机检修"])
        #expect(page.articles.map { $0.date?.description } == ["2023-02-15", "2023-02-16"])
    }

    /// Line breaks within are nothing, marks are part of the address.
    @Test func addressesAreReadAsBrowsersDo() throws {
        let feed = try #require(
            try read(
                "<rss><channel><item><title>a</title><link>\n http://b.exam\n\tple/a\n1.html \n</link></item>"
                    + "<item><title>b</title><link> </link><guid>http://b.example/\u{202E}2.html</guid></item>"
                    + "<item><title>c</title><link>http://xn--a.example/3.html</link></item></channel></rss>"))
        #expect(
            feed.articles.map(\.address.description)
                == ["http://b.example/a1.html", "http://b.example/%E2%80%AE2.html"])
        let map = try #require(
            try read("<urlset><url><loc>\nhttp://b.example/a\r\nb\u{2066}.html\n</loc></url></urlset>"))
        #expect(map.articles.map(\.address.description) == ["http://b.example/ab%E2%81%A6.html"])
    }

    @Test func atomIsRead() throws {
        let page = try #require(
            try read(
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>频道</title><link rel="next" href="/feed2.xml"/>
                <entry><title>春耕</title><link rel="edit" href="/e"/><link rel="alternate" href="/a/1.html"/>
                <published>2023-02-15T12:20:00+08:00</published><updated>2023-03-01T00:00:00Z</updated></entry></feed>
                """))
        #expect(page.articles.map(\.address.description) == ["http://a.example/a/1.html"])
        #expect(page.articles.first?.date?.description == "2023-02-15")
        #expect(page.next.map(\.description) == ["http://a.example/feed2.xml"])
    }

    @Test func sitemapsAndTheirIndexesAreRead() throws {
        let map = try #require(
            try read(
                """
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a.example/1.html</loc>
                <lastmod>2023-02-15</lastmod></url><url><loc>http://a.example/2.html</loc><lastmod>2099-01-01</lastmod></url></urlset>
                """))
        #expect(map.kind == .sitemap)
        #expect(map.articles.map { $0.date?.description } == ["2023-02-15", nil])
        let index = try #require(
            try read(
                """
                <sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2022-01-01</lastmod></sitemap>
                <sitemap><loc>/new.xml</loc><lastmod>2023-01-01</lastmod></sitemap></sitemapindex>
                """))
        #expect(index.next.map(\.path) == ["/new.xml", "/old.xml"])
    }

    @Test(arguments: [
        "<html><body><p>rss</p></body></html>", "", "<xml/>", "{\"rss\": 1}", "<urls><loc>/1.html</loc></urls>",
    ])
    func otherDocumentsAreNoFeed(document: String) throws {
        #expect(try read(document) == nil)
    }

    @Test(arguments: [
        "<rss", "<rss>", "<rss><channel><item>", "<rss><channel><item><link>/1", "<rss></rss>", "<feed><entry/></feed>",
        "<urlset><url><loc></loc></url></urlset>", "<rss><item><link>javascript:x</link></item></rss>",
    ])
    func brokenFeedsListNothing(document: String) throws {
        #expect(try read(document)?.articles ?? [] == [])
    }

    @Test func entitiesOfTheDocumentsOwnAreNotExpanded() throws {
        let bomb = """
            <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
            <!ENTITY f SYSTEM "file:///etc/passwd">]><rss><item><title>&c;&f;春耕</title><link>/1.html</link></item></rss>
            """
        let title = try read(bomb)?.articles.first?.title ?? ""
        #expect(!title.contains("aaaa") && !title.contains("root"))
    }

    @Test func aFeedInGBKIsReadThroughItsDeclaration() throws {
        let feed =
            #"<?xml version="1.0" encoding="gb2312"?><rss><item><title>春耕</title><link>/1.html</link></item></rss>"#
        let page = try LinkReader().read(
            encoded(feed, as: "GB18030"), at: WebAddress(parsing: "http://a.example/feed"), headerCharset: nil,
            today: today)
        #expect(page.articles.map(\.title) == ["春耕"])
    }

    private func read(_ document: String) throws -> ListPage? {
        FeedReader(base: try WebAddress(parsing: "http://a.example/feed"), today: today, utcOffset: 28_800).read(
            Array(document.utf8))
    }
}
