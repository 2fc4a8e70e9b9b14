import Model
import Testing

@testable import Extraction

@Suite struct ExplanationTests {
    private let page = """
        <html><head><meta charset=gb2312><title>春耕生产工作会议召开_某市</title><meta name=PubDate content=2023-01-01>
        </head><body><h1>春耕生产工作会议召开</h1><p class=info>2023-02-15 来源：南方日报</p>
        <div id=zoom class='a b c'><p>\(paragraph)</p><p>责任编辑：李四</p></div></body></html>
        """

    private func explain(_ page: String, headerCharset: String? = nil) throws -> Explanation {
        try Extractor().explain(
            Array(page.utf8), at: nil, headerCharset: headerCharset, today: today, utcOffset: 8 * 3600)
    }

    @Test func everyLineHasItsReason() throws {
        let explanation = try explain(page)
        #expect(explanation.blocks.map(\.kept) == [true, false, true, false])
        #expect(explanation.blocks.map(\.text).last == "责任编辑：李四")
        #expect(explanation.blocks.allSatisfy { !$0.reason.isEmpty && !$0.place.isEmpty })
        #expect(explanation.blocks[2].place == ["div#zoom.a.b", "p"])
        #expect(explanation.blocks.map(\.verdict) == ["headline", "outside", "article", "furniture"])
    }

    @Test func keptLinesAreTheArticles() throws {
        for golden in GoldenPage.all {
            let explanation = try Extractor().explain(
                golden.page, at: golden.expected.address, headerCharset: golden.expected.headerCharset, today: today,
                utcOffset: 8 * 3600)
            let count = golden.expectedText.split(separator: "\n").count
            #expect(explanation.blocks.count(where: \.kept) == count, "\(golden.name)")
        }
    }

    @Test func winnersAndLosersAreNamed() throws {
        let candidates = try explain(page, headerCharset: "big5").candidates
        for question in Explanation.Candidate.Question.allCases {
            #expect(candidates.count { $0.question == question && $0.won } == 1, "\(question)")
        }
        #expect(candidates.contains { $0.question == .charset && !$0.won && $0.answer == "gb18030" })
        #expect(candidates.contains { $0.question == .charset && !$0.won && $0.answer == "big5" })
        #expect(candidates.contains { $0.question == .date && !$0.won && $0.answer == "2023-01-01" })
    }

    @Test func aPageWithoutAnArticleIsExplainedToo() throws {
        let explanation = try explain("<div>打印 关闭</div>")
        #expect(explanation.blocks.map(\.kept) == [false])
    }

    @Test func whatIsNoPageIsNot() {
        #expect(throws: ExtractionFailure.empty) { try explain(" ") }
    }
}
