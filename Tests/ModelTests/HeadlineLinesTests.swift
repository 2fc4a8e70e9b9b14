import Model
import PropertyTesting
import Testing

@Suite struct HeadlineLinesTests {
    private static func metadata(_ intro: String?, _ title: String?, _ subtitle: String?) -> ArticleMetadata {
        var metadata = ArticleMetadata()
        (metadata.introtitle, metadata.title, metadata.subtitle) = (intro, title, subtitle)
        return metadata
    }

    @Test(
        arguments: [
            (["标题", "正文。"], nil, "标题", nil, 1),
            (["上行标题", "下行标题", "正文。"], nil, "上行标题 下行标题", nil, 2),
            (["上行", "中行", "下行", "正文。"], nil, "上行 中行 下行", nil, 3),
            (["引题", "上行标题", "下行标题", "副题", "正文。"], "引题", "上行标题 下行标题", "副题", 4),
            (["引题一", "引题二", "标题", "副题一", "副题二", "正文。"], "引题一 引题二", "标题", "副题一 副题二", 5),
            (["Two words", "more words", "Body."], nil, "Two words more words", nil, 2),
            (["标题", "标题", "正文。"], nil, "标题", nil, 1),
            (["标题", "标题之后的正文。"], nil, "标题", nil, 1),
            (["标题"], nil, "标题", nil, 1),
            // What only begins like the headline is the body's.
            (["关于开展", "正文。"], nil, "关于开展检查的通知", nil, 0),
            (["标题", "副题", "正文。"], nil, "标题", "副题以及更多", 1),
            (["正文。"], nil, "别的标题", nil, 0),
            (["正文。"], nil, nil, nil, 0),
            (["正文。"], nil, " ", nil, 0),
            ([], nil, "标题", nil, 0),
        ] as [([String], String?, String?, String?, Int)])
    func theHeadlineIsEveryLineThatSpellsTheRecord(
        lines: [String], introtitle: String?, title: String?, subtitle: String?, count: Int
    ) {
        let metadata = HeadlineLinesTests.metadata(introtitle, title, subtitle)
        #expect(HeadlineLines(of: lines, metadata).count == count)
    }

    /// As texts are written: each part of the headline on one or more lines, joined by a space in the record.
    @Test func whateverHowManyLinesEachPartHasAllAreTheHeadline() async {
        await checkProperty { choices in
            (
                (0..<3).map { _ in choices.array(0...3) { $0.text(1...4) }.filter(HeadlineLinesTests.isLine) },
                choices.array(0...2) { $0.text(1...4) }.filter(HeadlineLinesTests.isLine)
            )
        } claim: { parts, body in
            let fields = parts.map { $0.isEmpty ? nil : $0.joined(separator: " ") }
            let metadata = HeadlineLinesTests.metadata(fields[0], fields[1], fields[2])
            let headline = parts.flatMap { $0 }
            let count = HeadlineLines(of: headline + body, metadata).count
            return count == headline.count ? nil : "\(count) lines of \(headline.count)"
        }
    }

    /// What a text's line may be: something besides white space, and no line end.
    private static func isLine(_ text: String) -> Bool {
        text.unicodeScalars.contains { !$0.properties.isWhitespace } && !text.contains(where: \.isNewline)
    }
}
