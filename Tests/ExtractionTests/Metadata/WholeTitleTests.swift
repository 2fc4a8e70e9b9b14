import Model
import Testing

@testable import Extraction

/// Headlines that a site has cut, and lines above and below them.
@Suite struct WholeTitleTests {
    private static let whole = "市委常委会召开会议传达学习全会精神部署下一阶段春耕生产重点工作"

    private static func page(_ heading: String, head: String = "", below: String = "") -> String {
        """
        <html><head>\(head)</head><body>\(heading)<p>发布时间：2023-02-15 12:20　来源：乙报</p>
        <div id=zoom>\(below)<p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div></body></html>
        """
    }

    @Test(arguments: [
        ("市委常委会召开会议传达学习…", "<title>\(whole)_某市政府网</title>", ""),
        ("市委常委会召开会议传达学习...", "<meta name=ArticleTitle content=\(whole)>", ""),
        ("市委常委会召开会议传达学习……", "", "<p>（原标题：\(whole)）</p>"),
        ("市委常委会召开会议传达学习全会精神", "", "<p>本文原标题：\(whole)</p>"),
    ])
    func aCutHeadlineIsCompleted(heading: String, head: String, below: String) throws {
        #expect(
            try read(WholeTitleTests.page("<h1>\(heading)</h1>", head: head, below: below)).metadata.title
                == WholeTitleTests.whole)
    }

    @Test(arguments: [
        ("市委常委会召开会议", "", "<p>（原标题：\(whole)）</p>"), ("我们的春耕生产工作会议……", "<title>春耕_某市政府网</title>", ""),
        ("市委常委会召开会议传达学习全会精神", "<title>\(whole)_某市政府网</title>", ""),
    ])
    func anotherHeadlineStays(heading: String, head: String, below: String) throws {
        #expect(
            try read(WholeTitleTests.page("<h1>\(heading)</h1>", head: head, below: below)).metadata.title == heading)
    }

    @Test(arguments: ["公告", "通知"])
    func twoCharactersAreAHeadline(title: String) throws {
        let article = try read(WholeTitleTests.page("<h1>\(title)</h1>", head: "<title>\(title)-某市人民政府</title>"))
        #expect(article.metadata.title == title)
        #expect(article.headline == [title])
    }

    private static let intro = "2024年某市“百村供水”工作要点出台"
    private static let title = "奋力开创农村供水工作新局面"

    @Test(arguments: [
        "<table><tr><td align=center>\(intro)</td></tr><tr><td align=center><b>\(title)</b></td></tr></table>",
        "<p class=p1>\(intro)</p><h1>\(title)</h1>", "<div class=font02>\(intro)</div><div class=font01>\(title)</div>",
    ])
    func aPlainRowAboveTheHeadlineIsItsIntroduction(heading: String) throws {
        let article = try read(WholeTitleTests.page(heading, head: "<title>\(WholeTitleTests.title)</title>"))
        #expect(article.metadata.introtitle == WholeTitleTests.intro)
        #expect(article.metadata.title == WholeTitleTests.title)
        #expect(article.headline == [WholeTitleTests.intro, WholeTitleTests.title])
    }

    @Test(arguments: [
        "某某市人民政府门户网站", "某市人民政府办公室文件", "工作动态", "您好，欢迎访问某市水务局网站！", "江府办〔2024〕5号",
        "<a href=1>2024年某市百村供水工作要点</a>", "发布时间：2024-03-05 08:00:00",
    ])
    func otherRowsAboveAreNot(row: String) throws {
        let heading = "<p>\(row)</p><h1>\(WholeTitleTests.title)</h1>"
        let article = try read(WholeTitleTests.page(heading, head: "<title>\(WholeTitleTests.title)</title>"))
        #expect(article.metadata.introtitle == nil)
        #expect(article.metadata.title == WholeTitleTests.title)
    }
}
