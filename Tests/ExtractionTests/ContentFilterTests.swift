import Model
import Testing

@testable import Extraction

@Suite struct ContentFilterTests {
    private let other = "会议指出，今年以来全市粮食生产形势总体较好，播种面积稳中有增。"
    private let third = "会后，与会人员到现场观摩了机械化插秧，听取了情况介绍。"
    private let headline = "<title>春耕生产工作会议召开</title><h1>春耕生产工作会议召开</h1>"

    /// The article's lines when `extra` stands behind its first paragraph.
    private func body(_ extra: String, after: String = "") throws -> [String] {
        try read(
            "\(headline)<div id=zoom><p>\(paragraph)</p>\(extra)<p>\(other)</p><p>\(third)</p>\(after)</div>"
        ).body.map { $0 }
    }

    private var plain: [String] { [paragraph, other, third].map { Width.half($0) } }

    @Test(arguments: [
        "<p>责任编辑：李四</p>", "<p>【纠错】</p>", "<div>字号：<a>大</a> <a>中</a> <a>小</a></div>", "<p>扫一扫在手机打开当前页</p>",
        "<div class=share>分享到：<a>微信</a><a>微博</a></div>", "<p>{{item.title}}</p>", "<p>* * *</p>", "<p>浏览次数：12</p>",
        "<div class=ad><p>本店全场八折，欢迎选购。</p></div>", "<p>附件下载：</p>", "<script>document.write('分享')</script>",
        "<a href=1>各地春耕生产忙起来</a><br><a href=2>农机检修进行时</a><br>",
    ])
    func furnitureInsideTheArticleGoes(markup: String) throws {
        #expect(try body(markup) == plain)
    }

    @Test(arguments: [
        "<p>一、抓早抓实</p>", "<p>（一）落实责任。</p>", "<h3>重点任务</h3>", "<p>图为会议现场。</p>", "<p><b>备耕物资</b></p>",
        "<ul><li>化肥两万吨</li></ul>",
        "<table><tr><td>东镇<td>12.5</tr><tr><td>西镇<td>8.0</tr></table>", "<p>记者 张三</p>", "<p>化肥：两万吨</p>",
        "<div class=padding><p>机耕道也要抓紧修整。</p></div>",
    ])
    func linesOfTheArticleStay(markup: String) throws {
        #expect(try body(markup).count > plain.count)
    }

    @Test(arguments: [
        "<h3>相关阅读</h3><ul><li><a href=1>各地春耕生产忙起来</a><li><a href=2>农机检修进行时</a></ul>",
        "<p>相关链接：</p><p><a href=1>各地春耕生产忙起来</a></p>", "<p>上一篇：<a href=1>各地春耕生产忙起来</a></p><p>下一篇：没有了</p>",
        "<div class=pages><a href=1>1</a><a href=2>2</a><a href=2>下一页</a></div>",
    ])
    func whatFollowsTheArticleGoes(markup: String) throws {
        #expect(try body("", after: markup) == plain)
    }

    @Test func aRunOfBareHeadlinesBelowTheProseGoes() throws {
        let titles = (1...20).map { "<p>全国各地第\($0)批重点项目集中开工建设</p>" }.joined()
        #expect(try body("", after: titles) == plain)
    }

    @Test func fewShortLinesAtTheEndStay() throws {
        let lines = try body("", after: "<p>某市人民政府办公室</p><p>2023年2月15日</p>")
        #expect(lines == plain + ["某市人民政府办公室", "2023年2月15日"])
    }

    @Test func aSecondCopyForTelephonesGoes() throws {
        let copy = "<p>\(paragraph)</p><p>\(other)</p><p>\(third)</p>"
        let article = try read("\(headline)<div><div class=pc>\(copy)</div><div class=mobile>\(copy)</div></div>")
        #expect(article.body == plain)
    }

    @Test func aCopyWithAnotherParagraphInItIsStillACopy() throws {
        let lines = (1...8).map { "<p>第\($0)段。\(paragraph)</p>" }
        let long = String(repeating: "两份正文里只有这一段不同，它比其余各段加起来还要长。", count: 40)
        let copies = ["甲", "乙"].map { lines.joined() + "<p>\($0)：\(long)</p>" }
        let article = try read("\(headline)<div class=pc>\(copies[0])</div><div class=mobile>\(copies[1])</div>")
        #expect(article.body.count { $0.hasPrefix("第") } == 8)
        #expect(article.body.count { $0.hasPrefix("甲") || $0.hasPrefix("乙") } == 2)
    }

    @Test func listsOfLinksAtTheEndGoWithTheirHeadings() throws {
        let lists = ["证券要闻", "公司新闻"].map { heading in
            "<p>\(heading)</p><ul>" + (1...4).map { "<li><a href=/\($0)>\(heading)之\($0)今天的题目</a></li>" }.joined()
                + "</ul>"
        }
        #expect(try body("", after: lists.joined()) == plain)
    }

    @Test func aShortLineAboveOneLinkToAFileStays() throws {
        let lines = try body(
            "", after: "<p>附件目录</p><p><a href=/a.pdf>项目申报表.pdf</a></p><p><a href=/b.pdf>名单.pdf</a></p>")
        #expect(lines.contains("附件目录"))
    }

    @Test func aTextThatRepeatsItsOwnParagraphsKeepsThem() throws {
        let day = (1...8).map { "<p>第\($0)项。\(paragraph)</p>" }.joined()
        let article = try read(
            "\(headline)<div><p>\(other)</p><h3>第一天</h3>\(day)<h3>第二天</h3>\(day)<p>\(third)</p></div>")
        #expect(article.body.count { $0.hasPrefix("第1项") } == 2)
    }

    @Test func aParagraphThatAnAuthorRepeatsStays() throws {
        let lines = try body("<p>\(paragraph)</p>")
        #expect(lines == [plain[0]] + plain)
    }

    @Test func linesOfDateAndSourceAreNotText() throws {
        let article = try read(
            """
            \(headline)<div id=zoom><p>2023-02-15 12:20 来源：南方日报</p><p>春耕生产工作会议召开</p><p>\(paragraph)</p>
            <p>\(other)</p></div>
            """)
        #expect(article.body == Array(plain.prefix(2)))
        #expect(article.metadata.publisher == "南方日报")
    }

    @Test func linksToFilesStayWhereTheArticleEndsInThem() throws {
        let lines = try body("", after: "<p><a href='1.pdf'>附件：春耕生产工作方案.pdf</a></p>")
        #expect(lines.count == plain.count + 1)
    }

    @Test func aHeadlineThatReachesBeyondTheArticlesElementDoesNotBreakIt() async {
        await #expect(processExitsWith: .success) {
            _ = try read(
                """
                <title>春耕生产工作会议召开</title><div id=zoom><p>会议指出，形势总体较好。</p><h1>春耕生产工作会议召开</h1></div>
                <p class=subtitle>各镇各部门负责人参加</p>
                """)
        }
    }

    @Test func aShortNoticeIsAnArticle() throws {
        #expect(try read("<title>通知</title><div id=zoom><p>详见附件。</p></div>").body == ["详见附件。"])
    }
}

@Suite struct AttachmentNameTests {
    @Test(arguments: ["a.pdf", "/x/P0.DOC", "http://a.example/f.xlsx?v=1", "f.zip#top", "x.y.wps"])
    func filesAreKnownByTheirSuffix(href: String) {
        #expect(AttachmentName.isFile(Array(href.utf8)[...]))
    }

    @Test(arguments: ["", ".", "a.html", "a.pdf/", "pdf", "a.htm?f=x.pdf", "#a.pdf", "a.pdfx"])
    func pagesAreNot(href: String) {
        #expect(!AttachmentName.isFile(Array(href.utf8)[...]))
    }
}
