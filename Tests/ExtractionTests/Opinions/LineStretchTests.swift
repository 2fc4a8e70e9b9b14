import Testing

@testable import Extraction

@Suite struct LineStretchTests {
    private let article = (1...5).map { "<p>第\($0)段。\(paragraph)</p>" }.joined()
    private let menu = "<ul>" + (1...20).map { "<li><a href=\($0)>栏目名称\($0)</a>" }.joined() + "</ul>"

    @Test func theStretchRunsFromTheFirstParagraphToTheLast() {
        #expect(stretch("\(menu)\(article)\(menu)") == (1...5).map { "第\($0)段。\(paragraph)" })
    }

    @Test func elementsDoNotMatter() {
        let scattered = (1...5).map { "<div><div><section><p>第\($0)段。\(paragraph)</p></section></div></div>" }.joined()
        #expect(stretch("\(menu)\(scattered)<footer>\(menu)</footer>").count == 5)
    }

    @Test func aShortLineBetweenParagraphsIsAmongThem() {
        let lines = stretch("\(menu)<p>\(paragraph)</p><p>一、工作要求</p><p>\(paragraph)另议。</p>\(menu)")
        #expect(lines == [paragraph, "一、工作要求", "\(paragraph)另议。"])
    }

    @Test func aHeadingOfOtherArticlesEndsIt() {
        let lines = stretch("\(article)<h3>相关阅读</h3>\(menu)<p>另一篇的摘要，只有一句。</p>")
        #expect(lines.count == 5)
    }

    @Test func aPageOfLinksHasNone() { #expect(stretch(menu).isEmpty) }

    @Test func opinionsThatDisagreeLowerTheConfidence() throws {
        let text = { (from: Int) in (from...from + 7).map { "<p>第\($0)段。\(paragraph)</p>" }.joined() }
        let agreed = try PageReading(Array("<div id=zoom>\(text(1))</div>".utf8), headerCharset: "utf-8")
        #expect(agreed.agreement == 1)
        let torn = try PageReading(
            Array(
                "<div><div id=zoom>\(text(1))</div>\(menu)\(menu)\(menu)</div><div>\(text(20))\(text(40))</div>".utf8),
            headerCharset: "utf-8")
        #expect(torn.agreement < 0.7)
    }

    private func stretch(_ page: String) -> [String] {
        let blocks = BlockReader.read(PageTree(parsing: Array(page.utf8)))
        let scores = ProseScorer(blocks: blocks, rules: .standard).scores()
        return LineStretch(blocks: blocks, scores: scores).find().map { blocks.string(of: $0) }
    }
}
