import Model
import Testing

@testable import Serving

@Suite struct ArticleTextTests {
    private func text(_ lines: [String], _ describe: (inout ArticleMetadata) -> Void = { _ in }) -> ArticleText {
        var metadata = ArticleMetadata()
        describe(&metadata)
        return ArticleText(Array(lines.map { $0 + "\n" }.joined().utf8), metadata)
    }

    @Test func theHeadlineIsNotRepeated() {
        let text = text(["引题", "题目", "副题一", "副题二", "正文。"]) {
            $0.introtitle = "引题"
            $0.title = "题目"
            $0.subtitle = "副题一 副题二"
        }
        #expect(text.parts == [.paragraph("正文。")])
    }

    @Test func aBodyThatBeginsLikeTheTitleStays() {
        let text = text(["题目", "题目", "正文。"]) { $0.title = "题目" }
        #expect(text.parts == [.paragraph("题目"), .paragraph("正文。")])
        #expect(self.text(["正文。"]).parts == [.paragraph("正文。")])
        #expect(self.text([]).parts.isEmpty)
    }

    @Test func rowsWithTabsAreATable() {
        let text = text(["前言", "县\t户数", "云岫\t12", "后记"])
        #expect(text.parts == [.paragraph("前言"), .table([["县", "户数"], ["云岫", "12"]]), .paragraph("后记")])
        #expect(text.markup.map(\.html).joined().contains("<tr><td>云岫</td><td>12</td></tr>"))
    }

    @Test func aVeryLongTextIsCut() {
        let text = text(Array(repeating: "行", count: 5000))
        #expect(text.isCut)
        #expect(text.parts.count == 4000)
        #expect(!self.text(["行"]).isCut)
    }
}
