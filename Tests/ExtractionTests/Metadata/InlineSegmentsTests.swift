import Testing

@testable import Extraction

@Suite struct InlineSegmentsTests {
    @Test(arguments: [
        ("<p>2023-02-15<span>南方日报</span><b>张三</b></p>", "2023-02-15 南方日报 张三"), ("<p>来源：<a>甲报</a></p>", "来源： 甲报"),
        ("<p> 甲 \n 乙 </p>", "甲 乙"), ("<p>甲<!--enpcontent-->乙</p>", "甲乙"), ("<p>甲<script>乙</script>丙</p>", "甲丙"),
        ("<p><ruby>萬<rt>wàn</rt></ruby><ruby>里<rt>lǐ</rt></ruby></p>", "萬里"),
    ])
    func inlineElementsDivideWhatIsWritten(markup: String, text: String) {
        #expect(segments(markup) == [text])
    }

    @Test func aSegmentEndsWithItsLine() {
        #expect(segments("<div>甲<br><span>乙</span><p>丙</p>丁</div>") == ["甲", "乙", "丙", "丁"])
    }

    private func segments(_ markup: String) -> [String] {
        let tree = PageTree(parsing: Array(markup.utf8))
        let blocks = BlockReader.read(tree)
        return blocks.blocks.indices.map { InlineSegments.text(of: $0, in: blocks, tree) }
    }
}
