import Model
import Testing

@testable import Extraction

/// Paragraphs between headline and body with which the text begins.
@Suite struct LeadParagraphsTests {
    private static let lead = "青石市农业农村局昨日通报，今年全市早稻播种面积超过二十万亩，比去年同期增加一成，进度快于常年。"
    private static let body = (1...4).map { "<p>第\($0)片田里，\(paragraph)</p>" }.joined()

    private func text(_ above: String, body: String = body) throws -> [String] {
        try read(
            "<title>早稻播种过半</title><div class=wrap><div><h1>早稻播种过半</h1><div>2024-03-05 来源：青石网</div></div>"
                + "\(above)<div id=endText class=end-text>\(body)</div></div>"
        ).body
    }

    @Test(arguments: [
        "<div id=endText class=post_text><p>LEAD</p></div><div class=models><p><a href=1>早稻</a></p></div>",
        "<div class=article__summary>LEAD</div>", "<div class=standfirst><p>LEAD</p></div>", "<p class=daoyu>LEAD</p>",
        "<div class=article__summary>LEAD</div><div class=share>分享到：<a href=1>微信</a></div>",
    ])
    func aFirstPieceOfTheTextIsTheTexts(above: String) throws {
        let lines = try text(above.replacing("LEAD", with: Self.lead))
        #expect(lines.first == Width.half(Self.lead))
        #expect(lines.count == 5, "\(lines)")
    }

    @Test(arguments: [
        "<div class=article__summary>摘要：LEAD</div>", "<div class=ad><div class=summary>LEAD</div></div>",
        "<div class=post_desc>LEAD</div>", "<div class=summary><a href=1>LEAD</a></div>",
        "<div class=summary>播种过半，进度快。</div>",
    ])
    func whatOnlyTellsOfTheTextIsNot(above: String) throws {
        let lines = try text(above.replacing("LEAD", with: Self.lead))
        #expect(lines.count == 4, "\(lines)")
    }

    @Test func aLeadThatTheTextRepeatsStandsOnce() throws {
        let lines = try text(
            "<div class=article__summary>\(Self.lead)</div>", body: "<p>本报讯　\(Self.lead)其他作物也在抓紧。</p>\(Self.body)")
        #expect(lines.count { $0.contains("二十万亩") } == 1)
    }
}
