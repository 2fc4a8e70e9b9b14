import Model
import Testing

@testable import Extraction

/// How sure a text is, by what the page says of itself.
@Suite struct PageEvidenceTests {
    private static func metadata(
        _ body: String, title: String = "春耕生产工作会议召开", head: String = "", heading: String = "<h1>春耕生产工作会议召开</h1>"
    ) throws -> ArticleMetadata {
        try read(
            """
            <html><head><title>\(title)</title>\(head)</head><body>\(heading)<p>2024-03-05 来源：乙报</p><div id=zoom>\(body)</div></body></html>
            """
        ).metadata
    }

    private static let prose = (1...6).map { "<p>第\($0)条 \(paragraph)</p>" }.joined()

    @Test func aPlainArticleIsSure() throws {
        #expect(try PageEvidenceTests.metadata(PageEvidenceTests.prose).confidence == 1)
    }

    @Test func linesThatOnlyTheirNeighboursKeepMakeItLessSo() throws {
        let lines = (1...4).map { "<p>第\($0)批人员名单如下</p>" }.joined()
        let confidence = try #require(
            try PageEvidenceTests.metadata(
                PageEvidenceTests.prose + lines + PageEvidenceTests.prose.replacing("条", with: "款")
            ).confidence)
        #expect(confidence < 0.95 && confidence >= PageReading.lowConfidence)
    }

    @Test func tablesAndCaptionsDoNot() throws {
        let rows = (1...8).map { "<tr><td>第\($0)组</td><td>\($0)人</td></tr>" }.joined()
        let table = "<table border=1><tr><th>组</th><th>人数</th></tr>\(rows)</table>"
        #expect(try PageEvidenceTests.metadata(PageEvidenceTests.prose + table).confidence == 1)
    }

    @Test func anotherHeadlineThanThePagesOwnIsTold() throws {
        let found = try PageEvidenceTests.metadata(PageEvidenceTests.prose, title: "某县图书馆周末照常开放欢迎读者_某市人民政府")
        #expect(found.flags?.contains(.pageDisagrees) == true)
        #expect(try #require(found.confidence) <= 0.8)
    }

    /// Long lines above and below the title stand in no title element.
    @Test func linesAboveAndBelowTheTitleAreNoDisagreement() throws {
        let heading = """
            <!--enpproperty <title>一条河带活二十个村</title><introtitle>某区推动流域综合开发促进乡村全面振兴</introtitle>\
            <subtitle>上半年村集体收入同比增长两成以上</subtitle>/enpproperty--><div>某区推动流域综合开发促进乡村全面振兴</div>\
            <h1>一条河带活二十个村</h1><div>上半年村集体收入同比增长两成以上</div>
            """
        let found = try PageEvidenceTests.metadata(
            PageEvidenceTests.prose, title: "某某日报数字报-一条河带活二十个村", heading: heading)
        #expect(found.introtitle != nil && found.subtitle != nil)
        #expect(found.flags?.contains(.pageDisagrees) != true)
    }

    @Test func aTitleThatOnlyNamesTheSiteIsNoDisagreement() throws {
        let found = try PageEvidenceTests.metadata(PageEvidenceTests.prose, title: "某市人民政府门户网站")
        #expect(found.flags?.contains(.pageDisagrees) != true)
    }

    @Test(arguments: [(1, false), (8, true)])
    func anotherTextThanThePageStatesIsTold(copies: Int, disagrees: Bool) throws {
        let sentence = String(
            repeating: "The council met on Monday to discuss the spring budget and the roads. ", count: 8)
        let stated = String(repeating: sentence, count: copies)
        let head = "<script type=\"application/ld+json\">{\"articleBody\": \"\(stated)\"}</script>"
        let body = "<p>\(sentence)</p>"
        let found = try PageEvidenceTests.metadata(
            body, title: "Council discusses budget", head: head, heading: "<h1>Council discusses budget</h1>")
        #expect((found.flags?.contains(.pageDisagrees) == true) == disagrees)
    }
}
