import Model
import Testing

@testable import Extraction

/// Kinds of markup that once changed or lost a text.
@Suite struct TextKindsTests {
    private static let headline = "<title>春耕生产工作会议召开</title><h1>春耕生产工作会议召开</h1><div>2024-03-05 来源：青石日报</div>"

    private func body(_ markup: String) throws -> [String] {
        try read("\(Self.headline)<div class=content>\(markup)</div>").body
    }

    @Test func whatIsHiddenInAShownTextGoes() throws {
        for style in ["style='display: none'", "hidden", "style=\"VISIBILITY:hidden\""] {
            let text = try body("<p>\(paragraph)</p><p>又及。\(paragraph)</p><div \(style)>检测标记一二三四五六。</div>")
            #expect(text.count == 2, "\(style)")
        }
    }

    @Test func aTextThatIsHiddenUntilAScriptShowsItStays() throws {
        #expect(try body("<div style='display:none'><p>\(paragraph)</p><p>又及。\(paragraph)</p></div>").count == 2)
    }

    @Test func theRestThatAButtonUnfoldsStays() throws {
        let text = try body(
            "<p>\(paragraph)</p><p>二。\(paragraph)</p><p>三。\(paragraph)</p><p style='display:none'>余下的文字也是正文。</p>"
                + "<div><a href='#'>展开全文</a></div>")
        #expect(text.contains("余下的文字也是正文。"))
    }

    @Test func preformattedParagraphsAreLines() throws {
        let text = try body(
            "<pre>\n    现将有关事项通告如下，请各有关单位\n认真执行：\n    一、严禁野外用火。\n\n      青石县人民政府\n      2024年3月1日\n</pre>")
        #expect(text == ["现将有关事项通告如下,请各有关单位认真执行:", "一、严禁野外用火。", "青石县人民政府", "2024年3月1日"])
    }

    @Test func powersStayPowers() throws {
        let text = try body(
            "<p>造林10<sup>4</sup>亩，占地3.5m<sup>2</sup>，CO<sub>2</sub>下降，详见注<sup>[1]</sup>。</p><p>\(paragraph)</p>")
        #expect(text.first == "造林10⁴亩,占地3.5m²,CO2下降,详见注[1]。")
    }

    @Test func glossesWithoutTonesGoWhereAPageIsFullOfThem() throws {
        let line = "本縣(xian)防火(huo)辦(ban)公(gong)室負責(ze)全縣(xian)的組(zu)織、協(xie)調與監督(du)，并(bing)指導(dao)開(kai)展巡護。"
        let article = try read("\(Self.headline)<div class=content><p>\(line)</p><p>\(line)又及。</p></div>")
        #expect(article.body.first == "本县防火办公室负责全县的组织、协调与监督,并指导开展巡护。")
        #expect(article.metadata.flags?.contains(.glossed) == true)
    }

    @Test func wordsInBracketsAreNoGlosses() throws {
        let line = "縣(tsmc)府(apple)與(usb)會(nasa)議(gdp)室(http)員(led)工均須參加本次演練，不得無故缺席。"
        #expect(try body("<p>\(line)</p><p>\(line)又及。</p>").first?.contains("(tsmc)") == true)
    }

    @Test func aTextThatScriptsWriteInPiecesIsWhole() throws {
        let script = [paragraph, "二、\(paragraph)", "三、\(paragraph)"].map { "document.writeln(\"<p>\($0)<\\/p>\");" }
            .joined()
        #expect(try body("<script>\(script)</script>").count == 3)
    }

    @Test func aTextThatAScriptEscapesIsRead() throws {
        let escaped = "<p>\(paragraph)</p><p>又及。\(paragraph)</p>".utf16.map {
            "%u" + String(Int($0) + 0x10000, radix: 16).suffix(4)
        }.joined()
        #expect(try body("<script>document.write(unescape('\(escaped)'))</script>").count == 2)
    }

    @Test func theCounterOfAFileGoes() throws {
        let text = try body(
            "<p>\(paragraph)</p><p>二。\(paragraph)</p><ul><li>附件【<a href='/a.xls'>名单.xls</a>】已下载<span></span>次</li></ul>"
        )
        #expect(text.last == "附件【名单.xls】")
    }

    @Test func theHourOfAMeetingStays() throws {
        let text = try read(
            "<html><body><p>某市議會</p><p>議程</p><p>2024年3月6日星期三上午11時正</p><p>\(paragraph)</p><p>又及。\(paragraph)</p></body></html>"
        ).body
        #expect(text.contains { $0.contains("上午11時正") })
    }
}
