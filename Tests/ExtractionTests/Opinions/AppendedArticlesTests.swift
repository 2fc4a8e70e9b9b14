import Model
import Testing

@testable import Extraction

/// Pages that append further whole articles: the text is the one under the page's headline.
@Suite struct AppendedArticlesTests {
    private static let own = "<p>\(paragraph)</p><p>二。\(paragraph)</p><p>三。\(paragraph)</p>"
    private static let info = "<div class=info>2024-03-05 来源：青石网</div>"
    private static let other = (1...12).map { "<p>县医院新院区昨日启用，首日接诊量超过一千人次，秩序井然，第\($0)批市民反映良好。</p>" }.joined()
    private static let title = "<title>春耕生产工作会议日前召开 - 青石网</title>"

    @Test(arguments: [
        "<div class=a><div class=article><h1>T</h1>I<div class=x>OWN</div></div><div class=article><h1>U</h1>I<div class=x>OTHER</div></div></div>",
        "<main><article><h1>T</h1>IOWN</article><article><h2>U</h2>IOTHER</article></main>",
        "<div class=c><h1>T</h1>IOWN<h1>U</h1>IOTHER</div>",
        "<div class=c><h1>T</h1>IOWN<h2>推荐阅读</h2><h3>U</h3>IOTHER</div>",
        "<div class=l><div><h1>T</h1>I<div class=x>OWN</div></div><div><h2><a href=/2.html>U</a></h2>I<div class=x>OTHER</div></div></div>",
        "<div class=l><div><p class=tt>T</p>I<div class=x>OWN</div></div><div><p class=tt>U</p>I<div class=x>OTHER</div></div></div>",
    ])
    func theTextIsTheOneUnderTheHeadline(shape: String) throws {
        let page = shape.replacing("OTHER", with: Self.other).replacing("OWN", with: Self.own)
            .replacing("<h1>T", with: "<h1>春耕生产工作会议日前召开").replacing("tt>T", with: "tt>春耕生产工作会议日前召开")
            .replacing(">U<", with: ">县医院新院区正式启用<").replacing("I", with: Self.info)
        let article = try read("\(Self.title)\(page)")
        #expect(article.body.count == 3, "\(article.body)")
        #expect(article.metadata.title == "春耕生产工作会议日前召开")
        #expect(article.metadata.flags?.contains(.furtherArticles) == true)
    }

    @Test(arguments: [
        "<div><h3>推荐阅读</h3><p><a href=1>县医院新院区正式启用</a></p><p><a href=2>县图书馆延长开放时间</a></p></div>",
        "<article><p>网友：写得很好。</p></article><article><p>网友：同意。</p></article>", "",
    ])
    func shorterPartsAreNoFurtherArticles(behind: String) throws {
        let page =
            "\(Self.title)<div class=c><article><h1>春耕生产工作会议日前召开</h1>\(Self.info)\(Self.own)</article>\(behind)</div>"
        #expect(try read(page).metadata.flags?.contains(.furtherArticles) != true)
    }

    @Test func headingsOfTheTextWithDatesBelowThemStay() throws {
        let parts = (1...3).map { "<h3>第\($0)阶段巡护工作安排</h3><p>2024年3月\($0)日</p><p>\($0)。\(paragraph)</p>" }.joined()
        let page = "\(Self.title)<div><h1>春耕生产工作会议日前召开</h1>\(Self.info)<div class=x>\(Self.own)\(parts)</div></div>"
        #expect(try read(page).body.count == 12)
    }
}
