import Model
import Testing

@testable import Extraction

@Suite struct RulesTests {
    private let page = """
        <title>某市新闻网</title><meta name=PubDate content=2023-01-01><h1>春耕生产工作会议召开</h1>
        <div class=other><p>本网讯，昨日天气晴好，市民纷纷出行，公园里人头攒动，热闹非凡。</p><p>\(paragraph)\(paragraph)</p></div>
        <h4 class=headline>农机检修进行时</h4><h5 class=deck>各镇一派忙碌景象</h5>
        <span class=when>发表于：2023年2月16日</span><span class=from>来源：某市农业农村局 2023-02-17</span>
        <i class=who>记者 张三 李四</i>
        <div class=text><p>农机手正在检修拖拉机。</p><p class=extra>更多农机信息，请到农机站询问。</p><p>责任编辑：王五</p></div>
        <div class=text><p>机库里一片忙碌。</p><img src="http://a.example/1.jpg"></div>
        """

    private func read(_ rules: [(ExtractionRules.Part, String)]) throws -> Article {
        try Extractor().read(
            Array(page.utf8), at: nil, headerCharset: "utf-8", today: today, utcOffset: 8 * 3600,
            rules: ExtractionRules(try rules.map { .init($0.0, try Selector(parsing: $0.1)) }))
    }

    @Test func withoutRulesThePageReadsOtherwise() throws {
        let article = try read([])
        #expect(article.metadata.title == "春耕生产工作会议召开")
        #expect(article.body.contains { $0.hasPrefix("本网讯") })
    }

    @Test func theBodyIsWhatTheRuleNames() throws {
        #expect(try read([(.body, ".text")]).body == ["农机手正在检修拖拉机。", "更多农机信息,请到农机站询问。", "机库里一片忙碌。"])
    }

    @Test func linesAreDroppedAndKept() throws {
        let article = try read([(.body, "div.text"), (.drop, ".extra, img"), (.keep, ".text p")])
        #expect(article.body == ["农机手正在检修拖拉机。", "责任编辑:王五", "机库里一片忙碌。"])
        #expect(article.metadata.images == nil)
        #expect(try read([(.body, "div.text")]).metadata.images?.count == 1)
    }

    @Test func partsOfALineAreDroppedWithoutTheLine() throws {
        let page = "<title>停水通告</title><div id=zoom><p><a href=x>[收藏]</a>停水一日，<i>广告</i>请储水备用。</p></div>"
        let article = try Extractor().read(
            Array(page.utf8), at: nil, headerCharset: "utf-8", today: today, utcOffset: 0,
            rules: ExtractionRules([.init(.drop, try Selector(parsing: "a, i"))]))
        #expect(article.body == ["停水一日,请储水备用。"])
    }

    @Test func headlineDateSourceAndAuthorsAreWhatTheRulesName() throws {
        let article = try read([
            (.body, ".text"), (.title, ".headline"), (.subtitle, ".deck"), (.date, ".when"), (.source, ".from"),
            (.authors, ".who"),
        ])
        #expect(article.headline == ["农机检修进行时", "各镇一派忙碌景象"])
        #expect(article.metadata.title == "农机检修进行时")
        #expect(article.metadata.subtitle == "各镇一派忙碌景象")
        #expect(article.metadata.date == Day("2023-02-16"))
        #expect(article.metadata.publisher == "某市农业农村局")
        #expect(article.metadata.authors == ["张三", "李四"])
        #expect(article.metadata.flags?.contains(.ruleUnmatched) != true)
    }

    @Test func metaElementsMayBeNamed() throws {
        let article = try read([(.date, "meta[name=PubDate]"), (.title, "title")])
        #expect(article.metadata.date == Day("2023-01-01"))
        #expect(article.metadata.dateFrom == .meta)
        #expect(article.metadata.title == "某市新闻网")
    }

    @Test func aRuleThatMatchesNothingIsReportedAndThePageReadAsWithoutIt() throws {
        let article = try read([(.body, "#gone")])
        #expect(article.metadata.flags?.contains(.ruleUnmatched) == true)
        #expect(article.body == (try read([]).body))
        let explanation = try Extractor().explain(
            Array(page.utf8), at: nil, headerCharset: "utf-8", today: today, utcOffset: 8 * 3600,
            rules: ExtractionRules([.init(.body, try Selector(parsing: "#gone"))]))
        #expect(explanation.rules.map(\.matches) == [0])
        #expect(explanation.rules.map(\.selector) == ["#gone"])
    }

    @Test func whatNotEveryPageHasMayBeMissing() throws {
        #expect(
            try read([(.drop, ".share"), (.keep, ".x"), (.subtitle, ".y")]).metadata.flags?.contains(.ruleUnmatched)
                != true)
    }

    @Test func aDateThatIsNoneLeavesThePagesOwn() throws {
        #expect(try read([(.date, ".who")]).metadata.date != nil)
    }
}
