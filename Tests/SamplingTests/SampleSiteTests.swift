import Model
import Testing

@testable import Sampling

private let leapDay = Day("2024-03-01")!
private let web = SampleWeb(today: leapDay)

private func answer(_ site: SampleSite, _ path: String) -> SampleAnswer {
    site.answer(SampleRequest(path: path, origin: "http://127.0.0.9:1"))
}

private func text(_ answer: SampleAnswer) -> String { String(decoding: answer.body, as: UTF8.self) }

@Suite struct SampleSiteTests {
    @Test func thereAreFiveSitesOfTwelveArticles() {
        #expect(web.sites.count == 5)
        #expect(Set(web.sites.map(\.id)).count == 5)
        #expect(web.sites.allSatisfy { Set($0.articles).count == 12 })
    }

    @Test(arguments: web.sites)
    func everyArticleIsAPage(site: SampleSite) {
        for path in site.articles {
            let page = answer(site, path)
            #expect(page.status == 200, "\(path)")
            #expect(page.header("Content-Type")?.hasPrefix("text/html") == true)
            #expect(page.body.count > 1_500)
        }
    }

    @Test(arguments: web.sites)
    func everyArticleSaysWhatMustComeOfIt(site: SampleSite) {
        #expect(Set(site.texts.keys) == Set(site.articles))
        #expect(site.texts.values.allSatisfy { $0.hasSuffix("。\n") && !$0.contains("\n\n") && !$0.contains("，") })
    }

    @Test func aTextIsHeadlinesParagraphsAndRowsInHalfWidth() {
        let story = SampleStory(
            0, "00:00", "一", "二", source: "", introtitle: "引：", subtitle: "副 题", text: "三，（四）。\n甲|１２")
        #expect(story.text == "引:\n一\n二\n副 题\n三,(四)。\n甲\t12\n")
    }

    /// From the start page, by every link of the site's own: lists, pagers, feeds, sitemaps, meta refresh.
    @Test(arguments: web.sites)
    func everyArticleIsFoundFromTheStartPage(site: SampleSite) {
        var seen: Set<String> = [site.start]
        var queue = [site.start]
        while let path = queue.popLast() {
            let found = answer(site, path)
            let page = found.header("Content-Type") == "application/gzip" ? found.body.dropFirst(15) : found.body[...]
            let source = String(decoding: page, as: UTF8.self) + (found.header("Location") ?? "")
            for known in site.paths where source.contains(known) || isPaged(source, to: known) {
                if seen.insert(known).inserted { queue.append(known) }
            }
        }
        #expect(seen.isSuperset(of: site.articles))
    }

    /// What `createPageHTML(3, 0, "index", "html")` makes of a list page.
    private func isPaged(_ source: String, to path: String) -> Bool {
        source.contains("createPageHTML(") && path.hasPrefix("/zwdt/index_")
            || path.hasPrefix("/html/") && source.contains("URL=\(path.dropFirst())")
    }

    @Test(arguments: web.sites)
    func robotsNameASectionAndADelay(site: SampleSite) {
        let rules = text(answer(site, "/robots.txt"))
        #expect(rules.contains("Disallow: /"))
        #expect(rules.contains("Crawl-delay: 0") || rules.contains("Crawl-delay: 1"))
    }

    @Test func aDisallowedPageExistsAndIsNoArticle() {
        let portal = web.sites[0]
        #expect(text(answer(portal, "/robots.txt")).contains("Disallow: /neibu/"))
        #expect(answer(portal, "/neibu/tongzhi/1.html").status == 200)
        #expect(!portal.articles.contains { $0.hasPrefix("/neibu/") })
    }

    @Test func theListHasAMoveAndASoftNotFound() {
        let portal = web.sites[0]
        let moved = answer(portal, "/zwdt/yw/1021.html")
        #expect(moved.status == 301)
        #expect(moved.header("Location") == "http://127.0.0.9:1" + portal.articles[2])
        let gone = answer(portal, "/zwdt/202402/t20240221_10131.html")
        #expect(gone.status == 200)
        #expect(text(gone).contains("不存在或已被删除"))
        #expect(text(answer(portal, "/zwdt/index_2.html")).contains("/zwdt/202402/t20240221_10131.html"))
    }

    @Test func aKnownTagOrDateIsAnsweredWithoutABody() {
        let site = web.sites[0]
        let first = answer(site, site.articles[0])
        var again = SampleRequest(path: site.articles[0], origin: "http://127.0.0.9:1")
        again.ifNoneMatch = first.header("ETag")
        #expect(site.answer(again).status == 304)
        #expect(site.answer(again).body.isEmpty)
        again.ifNoneMatch = "\"other\""
        again.ifModifiedSince = first.header("Last-Modified")
        #expect(site.answer(again).status == 200, "If-None-Match goes before If-Modified-Since")
        again.ifNoneMatch = nil
        #expect(site.answer(again).status == 304)
        #expect(first.header("Last-Modified") == "Fri, 01 Mar 2024 00:00:00 GMT")
    }

    @Test(arguments: web.sites)
    func nothingElseIsThere(site: SampleSite) {
        #expect(answer(site, "/no/such/page").status == 404)
        #expect(answer(site, "/no/such/page").header("ETag") == nil)
        let post = SampleRequest(isRead: false, path: site.articles[0], origin: "http://127.0.0.9:1")
        #expect(site.answer(post).status == 405)
    }

    @Test func datesFollowFromToday() {
        let daily = web.sites[1]
        #expect(answer(daily, "/html/2024-03/01/node_2.htm").status == 200)
        #expect(answer(daily, "/html/2024-02/29/node_3.htm").status == 200)
        #expect(answer(daily, "/html/2024-02/27/node_2.htm").status == 404)
        #expect(text(answer(daily, "/index.htm")).contains("URL=html/2024-03/01/node_2.htm"))
        #expect(text(answer(web.sites[0], "/zwdt/")).contains("<span>2024-02-29</span>"))
    }

    @Test func theOfficeWritesGBKAndOnlyTheMetaSaysSo() {
        let office = web.sites[4]
        let page = answer(office, office.articles[0])
        #expect(page.header("Content-Type") == "text/html")
        #expect(String(validating: page.body, as: UTF8.self) == nil)
        let countryside: [UInt8] = [0xCF, 0xE7, 0xB4, 0xE5]  // 乡村
        #expect(page.body.indices.dropLast(3).contains { Array(page.body[$0..<$0 + 4]) == countryside })
    }

    @Test func theFeedHasAbsoluteLinksAndDates() {
        let feed = text(answer(web.sites[3], "/feed.xml"))
        #expect(feed.contains("<link>http://127.0.0.9:1\(web.sites[3].articles[0])</link>"))
        #expect(feed.contains("<pubDate>Fri, 01 Mar 2024 13:40:00 +0800</pubDate>"))
        #expect(!feed.contains(SampleResource.originMark))
    }

    @Test func theSitemapIndexLeadsToAGzippedSitemap() {
        let mirror = web.sites[2]
        #expect(text(answer(mirror, "/sitemap.xml")).contains("<loc>http://127.0.0.9:1/sitemap-1.xml.gz</loc>"))
        let packed = answer(mirror, "/sitemap-1.xml.gz")
        #expect(packed.header("Content-Type") == "application/gzip")
        #expect(Array(packed.body.prefix(3)) == [0x1F, 0x8B, 8])
    }

    @Test func twoSitesReprintWhatOthersWrote() {
        let reprinted = CityPortalStories.all[3]
        let mirror = web.sites[2]
        let gloss = Gloss()
        #expect(mirror.articles.contains { text(answer(mirror, $0)).contains(gloss(reprinted.paragraphs[0])) })
        let aggregator = web.sites[3]
        let elevator = DailyPaperStories.all[1].paragraphs[0]
        #expect(aggregator.articles.contains { text(answer(aggregator, $0)).contains(elevator) })
    }
}

@Suite struct SampleStoryTests {
    private static let all =
        CityPortalStories.all + DailyPaperStories.all + MirrorStories.all + AggregatorStories.all
        + OfficePortalStories.all

    @Test func everyTextIsItsOwn() {
        #expect(Set(Self.all.map(\.title)).count == Self.all.count)
        #expect(Set(Self.all.flatMap(\.paragraphs).filter { $0.count > 12 }).count > 180)
    }

    /// `<`, `&` and quotes would need escaping in the templates.
    @Test(arguments: all)
    func noTextHoldsMarkup(story: SampleStory) {
        let text = ([story.title, story.source, story.subtitle ?? ""] + story.paragraphs).joined()
        #expect(!text.contains { "<>&\"".contains($0) })
        #expect(story.paragraphs.count >= 3)
        #expect(story.paragraphs.joined().count > 100, "shorter keys take in the title")
    }

    @Test func glossesStandBehindTheCharactersThatDiffer() {
        #expect(Gloss()("三万元工程，12个") == "三萬(wàn)元工程，12個(gè)")
    }

    @Test func linesOfCellsBecomeOneTable() {
        #expect(
            TextBlock.blocks(of: ["一", "甲|乙", "丙|丁", "二"]) == [
                .paragraph("一"), .table([["甲", "乙"], ["丙", "丁"]]), .paragraph("二"),
            ])
    }
}
