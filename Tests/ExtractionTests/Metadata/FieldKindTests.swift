import Model
import Testing

@testable import Extraction

/// Fields as pages of the field show them, kind by kind.
@Suite struct FieldKindTests {
    private static func metadata(_ info: String, head: String = "", end: String = "") throws -> ArticleMetadata {
        try read(
            """
            <html><head>\(head)</head><body><h1>春耕生产工作会议召开</h1>\(info)
            <div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。\(end)</p></div></body></html>
            """
        ).metadata
    }

    @Test(arguments: [
        ("<p>来源：文化部 财政部 发布时间：2024-03-05</p>", "文化部 财政部"), ("<p>来源：新华社 人民日报 时间：2024-03-05</p>", "新华社 人民日报"),
        ("<p>来源：市教育局办公室 2024-03-05</p>", "市教育局办公室"), ("<p>供稿：县委宣传部 2024-03-05</p>", "县委宣传部"),
        ("<p>来源：广州日报[微博] 2024-03-05</p>", "广州日报"), ("<p>2024-03-05 10:00 原创 某某发布</p>", "某某发布"),
        ("<p>来源：乙报 行政区域：某市 2024-03-05</p>", "乙报"), ("<p>来源：乙报 字号 大 中 小 2024-03-05</p>", "乙报"),
        ("<p>某報快訊／林小明 2024-03-05 20:19</p>", "某報快訊"),
    ])
    func publishersAreWhole(info: String, publisher: String) throws {
        #expect(try FieldKindTests.metadata(info).publisher == publisher)
    }

    @Test(arguments: [
        "<p>来源：http://www.example.gov.cn/ 2024-03-05</p>", "<p>来源：原创 2024-03-05</p>", "<p>来源：通讯员 薛小明 2024-03-05</p>",
        "<p>更新时间：2024-03-05</p>", "<p>2024-03-05 浏览</p>",
    ])
    func whatIsNoSourceIsNone(info: String) throws {
        #expect(try FieldKindTests.metadata(info).publisher == nil)
        #expect(try FieldKindTests.metadata(info, head: "<meta name=ContentSource content=乙报>").publisher == "乙报")
    }

    @Test(arguments: ["春耕生产工作会议召开", "http://www.example.gov.cn", "原创"])
    func theHeadMayNameNoSourceEither(source: String) throws {
        let head = "<meta name=ContentSource content='\(source)'>"
        #expect(try FieldKindTests.metadata("<p>2024-03-05</p>", head: head).publisher == nil)
    }

    @Test(arguments: ["春耕生产工作会议召开--当代商报", "春耕生产工作会议召开_江口晚报数字报", "《江口晚报》电子版"])
    func aNewspaperIsKnownByItsTitleElement(title: String) throws {
        let publisher = try FieldKindTests.metadata("<p>2024-03-05</p>", head: "<title>\(title)</title>").publisher
        #expect(publisher == (title.contains("当代") ? "当代商报" : "江口晚报"))
    }

    @Test(arguments: [
        ("<p>作者：马小琳 李晓亭 来源：科研处 2024-03-05</p>", "", ["马小琳", "李晓亭"]),
        ("<p>2024-03-05 来源: 乙报 作者: 记者 郑晨子 字体：小 大</p>", "", ["郑晨子"]),
        ("<p>本报记者  王乐文  方  敏</p><p>2024-03-05 来源：乙报</p>", "", ["王乐文", "方敏"]),
        ("<p>2024-03-05 来源：乙报</p>", "（张巨峰）", ["张巨峰"]), ("<p>2024-03-05 来源：乙报</p>", "（记者 陈智 整合）", ["陈智"]),
        ("<p>某報快訊／林小明 2024-03-05 20:19</p>", "", ["林小明"]),
    ])
    func authorsAreNamedWholeAndAlone(info: String, end: String, authors: [String]) throws {
        #expect(try FieldKindTests.metadata(info, end: end).authors == authors)
    }

    @Test(arguments: [
        ("<p>作者：佚名 2024-03-05</p>", ""), ("<p>作者：记者 2024-03-05</p>", ""), ("<p>2024-03-05</p>", "（完）"),
        ("<p>2024-03-05</p>", "（江门）"),
        ("<p>2024-03-05</p>", "（见附件）"), ("<p>2024-03-05</p>", "（江苏 安徽）"),
    ])
    func nobodyIsNoAuthor(info: String, end: String) throws {
        #expect(try FieldKindTests.metadata(info, end: end).authors == nil)
    }

    @Test func correspondentsAreContributors() throws {
        let found = try FieldKindTests.metadata("<p>2024-03-05 通讯员：薛小明 肖元 来源：乙报</p>")
        #expect(found.contributors == ["薛小明", "肖元"])
        #expect(found.authors == nil)
        #expect(try FieldKindTests.metadata("<p>2024-03-05 来源：通讯员 薛小明 肖元</p>").contributors == ["薛小明", "肖元"])
    }

    @Test(arguments: [("汤诗瑶、丁涛", "汤诗瑶、丁涛"), ("熊 武", "熊 武"), ("王小明 李晓亭", "王小明 李晓亭"), ("王小明 打印", "王小明")])
    func editorsAreNamedWhole(value: String, editor: String) throws {
        let page = """
            <html><body><h1>春耕生产工作会议召开</h1><p>2024-03-05 来源：乙报</p>
            <div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div><p>责任编辑：\(value)</p></body></html>
            """
        #expect(try read(page).metadata.editor == editor)
    }

    @Test func aNewspapersPageIsSaidAtTheEnd() throws {
        let page = """
            <html><body><h1>春耕生产工作会议召开</h1><p>2024年05月10日06:58 | 来源：<a href=1>乙报</a></p>
            <div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p><p>《 乙报 》（ 2024年05月10日 04 版）</p></div></body></html>
            """
        #expect(try read(page).metadata.page == "04")
    }

    @Test(arguments: ["江府办〔2024〕5号", "国办发[2017]47号", "江府〔２０２４〕第 12 号", "沪卫基层（2024）5号"])
    func aDocumentsNumberMayBeItsFirstLine(number: String) throws {
        let page = """
            <html><body><h1>关于春耕生产工作的通知</h1><p>2024-03-05 来源：乙报</p>
            <div id=zoom><p>\(number)</p><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div></body></html>
            """
        let article = try read(page)
        #expect(article.metadata.document?.number == Width.half(number))
        #expect(article.body.first == Width.half(number))
    }

    @Test(arguments: ["2024年5号", "第5号", "根据江府办〔2024〕5号文件", "江府办〔2024〕", "会议〔2024〕5号召开"])
    func otherLinesAreNoNumbers(line: String) { #expect(!DocumentNumber.isNumber(line)) }

    @Test func aLabelAndItsValueMayShareACell() throws {
        let page = """
            <html><body><table><tr><td>索引号：000014349/2023-00024</td><td>信息类别：通知</td></tr>
            <tr><td>发布机构：市政府办公室</td><td>成文日期：2023年02月13日</td></tr><tr><td>发文字号：江府办〔2023〕5号</td><td>有效性：有效</td></tr></table>
            <h1>关于春耕生产工作的通知</h1><div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div></body></html>
            """
        let document = try #require(try read(page).metadata.document)
        #expect(document.indexNumber == "000014349/2023-00024")
        #expect(document.number == "江府办〔2023〕5号")
        #expect(document.agency == "市政府办公室")
        #expect(document.written == Day("2023-02-13"))
        #expect(document.validity == "有效")
        #expect(document.category == "通知")
    }

    @Test func theSizeOfLettersIsNoDocumentsNumber() throws {
        let info = "<p>发布日期：2021-01-05</p><p>信息来源：空间技术研究院</p><p>字号： [大] [中] [小] [打印]</p>"
        let found = try FieldKindTests.metadata(info)
        #expect(found.document == nil)
        #expect(found.publisher == "空间技术研究院")
    }
}
