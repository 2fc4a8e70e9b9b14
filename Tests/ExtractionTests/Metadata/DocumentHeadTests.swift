import Model
import Testing

@testable import Extraction

@Suite struct DocumentHeadTests {
    private static let sideBySide = """
        <table><tr><td>索 引 号：</td><td>000014349/2023-00024</td><td>主题分类：</td><td>农业、林业</td></tr>
        <tr><td>发文机关：</td><td>某市人民政府</td><td>成文日期：</td><td>2023年02月10日</td></tr>
        <tr><td>标　　题：</td><td colspan=3>关于春耕生产的通知</td></tr>
        <tr><td>发文字号：</td><td>某府〔2023〕4号</td><td>发布日期：</td><td>2023年02月15日</td></tr>
        <tr><td>有 效 性：</td><td>有效</td><td>主 题 词：</td><td></td></tr></table>
        """
    private static let headerRow = """
        <table><tr><th>索引号<th>发布机构<th>成文日期<th>发文字号<th>主题分类<th>有效性<th>发布日期</tr>
        <tr><td>000014349/2023-00024<td>某市人民政府<td>2023-02-10<td>某府〔2023〕4号<td>农业、林业<td>有效<td>2023-02-15</tr></table>
        """
    private static let lines = """
        <ul><li>索引号：000014349/2023-00024<li>发布机构：某市人民政府<li>成文日期：2023-02-10<li>文号：某府〔2023〕4号
        <li>分类：农业、林业<li>时效性：有效<li>发布日期：2023-02-15</ul>
        """

    private static let boxes = """
        <div><div><div>索引号</div><div>000014349/2023-00024</div><div>发布机构</div><div>某市人民政府</div></div>
        <div><div>成文日期</div><div>2023-02-10</div><div>文号：</div><div>某府〔2023〕4号</div></div>
        <dl><dt>分类</dt><dd>农业、林业</dd><dt>时效性</dt><dd>有效</dd><dt>关键词</dt><dd></dd></dl>
        <dl><dt>发布日期</dt><dd>2023-02-15</dd></dl></div>
        """

    @Test(arguments: [sideBySide, headerRow, lines, boxes])
    func theTableIsReadInEveryShape(table: String) throws {
        let article = try read("<title>关于春耕生产的通知</title>\(table)<div id=zoom><p>\(paragraph)</p></div>")
        let document = try #require(article.metadata.document)
        #expect(document.indexNumber == "000014349/2023-00024")
        #expect(document.agency == "某市人民政府")
        #expect(document.number == "某府〔2023〕4号")
        #expect(document.written?.description == "2023-02-10")
        #expect(document.validity == "有效")
        #expect(document.category == "农业、林业")
        #expect(article.metadata.date?.description == "2023-02-15")
        #expect(article.body == [finishedParagraph])
    }

    @Test func linesFarFromTheTableAreTheTexts() throws {
        let texts = (1...5).map { "<p>第\($0)条：\(paragraph)</p>" }.joined()
        let page = "\(DocumentHeadTests.lines)<div id=zoom>\(texts)<p>附件：1.任务分工表</p><p>备注：一式三份</p></div>"
        #expect(try read(page).body.suffix(2) == ["附件:1.任务分工表", "备注:一式三份"])
    }

    @Test func theLineBelowTheHeadlineTellsTheHour() throws {
        let page = """
            <title>关于春耕生产的通知</title>\(DocumentHeadTests.lines)<h1>关于春耕生产的通知</h1>
            <p>发布日期：2023-02-15 09:12</p><div id=zoom><p>\(paragraph)</p></div>
            """
        let article = try read(page)
        #expect(article.metadata.published == "2023-02-15T09:12:00+08:00")
        #expect(article.body == [finishedParagraph])
    }

    @Test func aParagraphBehindALabelIsNoValue() throws {
        let page = "<p>索引号：1</p><p>文号：某府〔2023〕4号</p><p>关键词：</p><p>\(paragraph)</p><p>\(paragraph)。</p>"
        #expect(try read(page).body == [finishedParagraph, finishedParagraph + "。"])
    }

    @Test func valuesThatAreMissingAreUnknown() throws {
        let article = try read(
            "<p>索引号：</p><p>发文字号：某府〔2023〕4号</p><p>发布机构：</p><div id=zoom><p>\(paragraph)</p></div>")
        let document = try #require(article.metadata.document)
        #expect(document.indexNumber == nil)
        #expect(document.agency == nil)
        #expect(document.number == "某府〔2023〕4号")
    }

    @Test(arguments: [
        "<p>发文字号：某府〔2023〕4号</p>", "<p>名称：春耕</p><p>分类：农业</p><p>有效性：有效</p>",
        "<table><tr><td>地区<td>面积<td>产量<tr><td>东镇<td>12.5<td>8</table>", "<p>：</p>", "<p>索引号</p>",
    ])
    func fewLabelsAreNoTable(markup: String) throws {
        #expect(try read("\(markup)<div id=zoom><p>\(paragraph)</p></div>").metadata.document == nil)
    }
    @Test func linesOfTheBodyThatLookLikeLabelsAreNotTheTables() throws {
        let page = "<title>关于春耕生产的通知</title>\(DocumentHeadTests.lines)<div id=zoom><p>\(paragraph)\(paragraph)</p>"
        let article = try read("\(page)<p>附件：春耕生产任务表</p><p>\(paragraph)请认真执行。</p></div>")
        #expect(article.body.contains("附件:春耕生产任务表"))
    }

    @Test func aRowOfValuesMayEndInEmptyCells() throws {
        let table = """
            <table><tr><th>索取号<th>发布时间<th>发布机构<th>文件编号<th>备注</tr>
            <tr><td>000014349/2023-00024<td>2023-02-15<td>某市人民政府<td>某府〔2023〕4号<td></tr></table>
            """
        let article = try read("<title>关于春耕生产的通知</title>\(table)<div id=zoom><p>\(paragraph)</p></div>")
        #expect(article.metadata.document?.number == "某府〔2023〕4号")
        #expect(article.body == [finishedParagraph])
    }

}
