import Extraction
import Model
import Testing

@testable import Daemon

@Suite struct SourceDraftTests {
    private func draft(
        _ url: String, list: ListPage? = ListPage(kind: .page), page: String = "<title>青砚区_要闻</title>",
        taken: Set<String> = []
    ) throws -> SourceDraft {
        let address = try WebAddress(parsing: url)
        let probe = SourceProbe(
            address: address, traits: SiteTraits(reading: Array(page.utf8), headerCharset: "utf-8"),
            findings: StartPageCheck.Findings(address: address, list: list), sitemaps: [])
        return SourceDraft(probe, taken: taken)
    }

    @Test(arguments: [
        ("http://www.jiangmen.gov.cn/jmyw/", "jiangmen"), ("https://paper.people.com.cn/rmrb/", "people"),
        ("http://sub.office.gd.gov.cn/", "gd"), ("http://127.0.0.1:8421/", "site-127-0-0-1"),
        ("http://news.cn/", "news"), ("http://xn--fiqs8s.cn/", "xn--fiqs8s"), ("http://localhost/", "localhost"),
    ])
    func idIsDrawnFromTheHost(url: String, id: String) throws {
        #expect(try draft(url).id == id)
        #expect(try draft(url, taken: [id]).id == "\(id)-2")
        #expect(try draft(url, taken: [id, "\(id)-2"]).id == "\(id)-3")
    }

    @Test(arguments: [
        ("2026-03/04/node_2.htm", "{yyyy}-{MM}/{dd}/node_2.htm"),
        ("202603/04/node_01.html", "{yyyy}{MM}/{dd}/node_01.html"),
        ("2026/03/04/1.html", "{yyyy}/{MM}/{dd}/1.html"), ("20260304/1.html", "{yyyy}{MM}{dd}/1.html"),
        ("2026-03-04/1.html", "{yyyy}-{MM}-{dd}/1.html"),
    ])
    func issuesBecomeATemplate(path: String, template: String) throws {
        let day = try #require(Day("2026-03-04"))
        let list = ListPage(kind: .page, issue: day)
        let made = try draft("http://dzb.example.cn/html/\(path)", list: list)
        #expect(made.issueTemplate == "http://dzb.example.cn/html/\(template)")
        #expect(made.start == nil)
        #expect(try draft("http://dzb.example.cn/html/today.htm", list: list).start != nil)
    }

    @Test func mostAddressesHaveOneForm() throws {
        let paths = ["content_1.html", "content_22.html", "content_333.html", "content_4.html", "zt/index.html"]
        let articles = try paths.map {
            LinkedArticle(address: try WebAddress(parsing: "http://a.cn/\($0)"), title: nil, date: nil)
        }
        let page = ListPage(kind: .page, articles: articles)
        #expect(try draft("http://a.cn/", list: page).articlePattern == #"/content_\d+\.html$"#)
        let mixed = ListPage(kind: .page, articles: Array(articles[2...]))
        #expect(try draft("http://a.cn/", list: mixed).articlePattern == nil)
    }

    @Test func aPageThatListsNothingIsFollowedThroughItsFeed() throws {
        let feed = try WebAddress(parsing: "http://a.cn/feed.xml")
        let made = try draft("http://a.cn/", list: ListPage(kind: .page, feeds: [feed]))
        #expect(made.start == feed)
    }

    @Test func theTextIsAConfigurationWhateverThePageSays() throws {
        let page = "<title>\"坏\" \\ 标题\n[[source]] \u{1B}[31m</title>"
        let made = try draft("http://www.example.gov.cn/a'b/", page: page)
        let configuration = try Configuration.parse(made.toml, path: "draft")
        #expect(configuration.sources.map(\.id) == ["example"])
        #expect(configuration.sources[0].name == "\"坏\" \\ 标题 [[source]] [31m")
        #expect(configuration.sources[0].start.map(\.description) == ["http://www.example.gov.cn/a'b/"])
    }
}
