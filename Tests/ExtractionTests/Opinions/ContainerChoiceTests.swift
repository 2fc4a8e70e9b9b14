import Testing

@testable import Extraction

@Suite struct ContainerChoiceTests {
    private let article = (1...6).map { "<p>第\($0)段。\(paragraph)</p>" }.joined()
    private let menu = "<ul>" + (1...40).map { "<li><a href=\($0)>栏目名称\($0)</a>" }.joined() + "</ul>"

    @Test(arguments: [
        "class=box", "id=zoom", "class=TRS_Editor", "class=article-content", "class=ad", "class=related",
        "style='display:none'", "",
    ])
    func theProseIsFoundWhateverItsElementIsCalled(attribute: String) throws {
        let page =
            "<body><div>\(menu)</div><div><div \(attribute)>\(article)</div></div><div>\(menu)</div><footer>地址：东路1号。</footer>"
        #expect(try texts(page) == (1...6).map { "第\($0)段。\(paragraph)" })
    }

    @Test func aKnownContainerWinsOverLongerProseOutside() throws {
        let comment = "<div class=x><p>网友甲：说得好，支持。</p><p>网友乙：希望落实到位，不要走过场。</p></div>"
        let page = "<div><div class=TRS_Editor>\(article)</div>\(comment)</div>"
        #expect(try texts(page) == (1...6).map { "第\($0)段。\(paragraph)" })
    }

    @Test func anEmptyKnownContainerDoesNot() throws {
        #expect(try texts("<div id=zoom></div><div>\(article)</div>").count == 6)
        #expect(try texts("<div id=zoom><p>正文</p></div><div>\(article)</div>").count == 6)
    }

    @Test func paragraphsDividedByBreaksAreAContainerToo() throws {
        let lines = (1...6).map { "　　第\($0)段。\(paragraph)<br><br>" }.joined()
        #expect(try texts("<table><tr><td>\(menu)</td><td><font>\(lines)</font></td></tr></table>").count == 6)
    }

    @Test func contentOutsideTheBodyCounts() throws {
        #expect(try texts("<html><body>\(menu)</body></html><div>\(article)</div></html>").count == 6)
    }

    @Test func everyOpinionIsToldAndTheLastIsFollowed() throws {
        let page = try PageReading(
            Array("<div>\(menu)<div id=zoom>\(article)</div></div>".utf8), headerCharset: "utf-8")
        #expect(page.opinions.map(\.opinion) == [.densest, .stretch, .innermost, .known])
        #expect(page.choice?.node == page.opinions.last?.node)
    }

    @Test func aPageOfLinksHasNone() throws {
        let page = try PageReading(Array(menu.utf8), headerCharset: "utf-8")
        #expect(page.choice == nil)
        #expect(!page.hasArticle)
    }

    private func texts(_ page: String) throws -> [String] {
        let reading = try PageReading(Array(page.utf8), headerCharset: "utf-8")
        return reading.blocks.blocks.indices.filter { reading.verdicts[$0].isBody }.map {
            reading.blocks.string(of: $0)
        }
    }
}
