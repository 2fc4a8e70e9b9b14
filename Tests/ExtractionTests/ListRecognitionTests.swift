import Model
import Testing

@testable import Extraction

@Suite struct ListRecognitionTests {
    private static let links = (1...24).map {
        "<li><a href=/n/\($0).html>第\($0)批重点项目在我县集中开工</a> 2024-03-0\($0 % 9 + 1)</li>"
    }
    .joined()

    @Test(arguments: ["<p>执行主编：某某</p>", "<div>共 12 页</div>", ""])
    func aListIsNoArticle(rest: String) {
        #expect(throws: ExtractionFailure.self) {
            try read("<title>通知公告</title><h1>通知公告</h1><ul>\(Self.links)</ul>\(rest)<div>第1页</div>")
        }
    }

    @Test func aFrontPageIsNoArticleWhateverItGreetsWith() {
        let page = "<title>青石县第一中学</title><ul>\(Self.links)</ul><p>欢迎来到青石县第一中学，这里四季如春，书声琅琅。</p>"
        #expect(throws: ExtractionFailure.self) { try read(page) }
    }

    @Test func aShortNoticeAmongManyLinksIsOne() throws {
        let page = """
            <title>关于网站暂停服务的通知</title><ul>\(Self.links)</ul><h1>关于网站暂停服务的通知</h1>
            <div>2024-03-05</div><div class=content><p>本网站于今晚停机升级。</p></div><ul>\(Self.links)</ul>
            """
        #expect(try read(page).body == ["本网站于今晚停机升级。"])
    }
}
