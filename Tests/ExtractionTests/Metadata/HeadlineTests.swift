import Model
import Testing

@testable import Extraction

@Suite struct HeadlineTests {
    private let info = "<div class=info>发布时间：2023-02-15 12:20　来源：南方日报</div>"
    private let body = "<div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div>"

    @Test func theHeadingThatTheTitleRepeatsIsTheHeadline() throws {
        let headline = try find(
            "<title>春耕生产工作会议召开_某市人民政府</title><h2>通知公告</h2><h2>春耕生产工作会议召开</h2>\(info)\(body)")
        #expect(headline.title == ["春耕生产工作会议召开"])
    }

    @Test func linesDividedByBreaksAreOneTitle() throws {
        let headline = try find(
            "<title>某市召开会议 部署春耕生产</title><h1>某市召开会议<br>部署春耕生产</h1>\(info)\(body)")
        #expect(headline.title == ["某市召开会议", "部署春耕生产"])
        let article = try read("<title>某市召开会议 部署春耕生产</title><h1>某市召开会议<br>部署春耕生产</h1>\(info)\(body)")
        #expect(article.metadata.title == "某市召开会议 部署春耕生产")
        #expect(article.headline == ["某市召开会议", "部署春耕生产"])
    }

    @Test func aDocumentsTitleSetInSeveralLinesIsOne() throws {
        let headline = try find(
            """
            <title>东山县人民代表大会常务委员会关于批准财政预算调整方案的决议_东山县人民政府</title>
            <div id=zoom><p align=center>东山县人民代表大会常务委员会</p><p align=center>关于批准财政预算</p>
            <p align=center>调整方案的决议</p><p align=center>（2024年6月29日通过）</p><p>\(paragraph)</p></div>
            """)
        #expect(headline.title == ["东山县人民代表大会常务委员会", "关于批准财政预算", "调整方案的决议"])
    }

    @Test func theSitesNameAboveTheBreadcrumbIsNoHeadline() throws {
        let headline = try find(
            """
            <title>春耕生产工作会议召开-某市人民政府门户网站</title><h1>某市人民政府门户网站</h1>
            <div>当前位置：首页 > 要闻</div><div class=tit>春耕生产工作会议召开</div>\(info)\(body)
            """)
        #expect(headline.title == ["春耕生产工作会议召开"])
    }

    @Test func theMetaNamesWhatTheTitleDoesNot() throws {
        let headline = try find(
            """
            <title>某市人民政府门户网站</title><meta name=ArticleTitle content="春耕生产工作会议召开">
            <h3>要闻动态</h3><p class=bt>春耕生产工作会议召开</p>\(info)\(body)
            """)
        #expect(headline.title == ["春耕生产工作会议召开"])
    }

    @Test func aPageWithoutAHeadingHasTheHeadsTitleWithoutTheSite() throws {
        let article = try read("<title>春耕生产工作会议召开_某市人民政府</title>\(body)")
        #expect(article.metadata.title == "春耕生产工作会议召开")
    }

    @Test func linesAboveAndBelowByNameAreIntroAndSubtitle() throws {
        let headline = try find(
            """
            <title>春耕生产工作会议召开</title><p class=pretitle>抓早抓实 不误农时</p><h1>春耕生产工作会议召开</h1>
            <p class=subtitle>各镇各部门负责人参加</p>\(info)\(body)
            """)
        #expect(headline.introtitle == ["抓早抓实 不误农时"])
        #expect(headline.title == ["春耕生产工作会议召开"])
        #expect(headline.subtitle == ["各镇各部门负责人参加"])
        #expect(headline.lines.count == 3)
    }

    @Test func theDateBehindATitleInItsHeadingIsNotPartOfIt() throws {
        let headline = try find(
            "<title>春耕生产工作会议召开</title><h1>春耕生产工作会议召开 <span>发布时间：2023-02-15</span></h1>\(body)")
        #expect(headline.title == ["春耕生产工作会议召开"])
    }

    @Test func headlinesOfOtherArticlesBelowDoNotWin() throws {
        let headline = try find(
            """
            <title>春耕生产工作会议召开</title><h1>春耕生产工作会议召开</h1>\(info)\(body)
            <h3>相关阅读</h3><ul><li><a href=1>春耕生产工作会议召开在即</a><li><a href=2>各地春耕生产忙</a></ul>
            """)
        #expect(headline.title == ["春耕生产工作会议召开"])
    }

    @Test func aTitleOfFourThousandCharactersWithPathsAndEscapesIsJustText() throws {
        let title = String(repeating: "../../etc/passwd\u{1B}[31m春耕\u{202E}", count: 160)
        let article = try read("<title>\(title)</title><h1>\(title)</h1>\(info)\(body)")
        let lines = article.headline + article.body + [article.metadata.title ?? ""]
        #expect(!lines.contains { $0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0 == "\u{202E}" } })
        #expect(article.body.contains(finishedParagraph))
    }

    private func find(_ page: String) throws -> Headline {
        try PageReading(Array(page.utf8), headerCharset: "utf-8").headline
    }
}
