import Testing

@testable import Extraction

@Suite struct ProseScorerTests {
    @Test(arguments: [paragraph, "会议要求，抓紧抓实。", "The council met on Monday, and agreed to the plan."])
    func sentencesAreProse(line: String) throws {
        let score = try score("<p>\(line)</p>")
        #expect(score.reason.isProse)
        #expect(score.value > 4)
    }

    @Test(arguments: [
        "<a href=1>各地春耕生产忙起来，农机检修进行时。</a>", "责任编辑：李四", "相关阅读", "打印 关闭", "<a href=1>首页</a> > <a href=2>要闻</a>",
    ])
    func linksAndFurnitureScoreBelowZero(markup: String) throws {
        #expect(try score("<p>\(markup)</p>").value < 0)
    }

    @Test func aShortLineCountsForLittle() throws {
        let short = try score("<p>备耕物资</p>").value
        #expect(short > 0 && short <= 4)
    }

    @Test func rowsOfATableCountForHalf() throws {
        let score = try score("<table><tr><td>东镇种植面积<td>12.5</table>")
        #expect(score.reason.isRow)
        #expect(score.value == 4)
    }

    @Test func proseInTheMarginCountsForLess() throws {
        #expect(try score("<footer><p>\(paragraph)</p></footer>").value < score("<p>\(paragraph)</p>").value / 2)
    }

    private func score(_ markup: String) throws -> ProseScorer.Score {
        let tree = PageTree(parsing: Array(markup.utf8))
        let scores = ProseScorer(blocks: BlockReader.read(tree), rules: .standard).scores()
        return try #require(scores.first)
    }
}
