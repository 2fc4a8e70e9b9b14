import Model
import Testing

@testable import Extraction

/// Headline, date and source in the shapes that sites give them.
@Suite struct FieldShapesTests {
    private static let title = "全县乡村振兴工作推进会召开"

    private static func page(
        _ info: String, headline: String = "<h1>\(title)</h1>", named: String = "\(title)_某县人民政府", above: String = "",
        below: String = "", end: String = "", head: String = "", body: String = "zoom"
    ) -> String {
        """
        <html><head><meta charset=utf-8><title>\(named)</title>\(head)</head><body>\(above)<div class=wrap>\(headline)\(info)
        <div id=\(body)><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p>\(end)</div>\(below)</div></body></html>
        """
    }

    private static func metadata(of page: String) throws -> ArticleMetadata { try read(page).metadata }

    @Test(arguments: [
        ("<p>2024-03-05 转载自：某日报</p>", "某日报"), ("<p>来源：【某日报】 时间：2024-03-05</p>", "某日报"),
        ("<p>来源：[某日报] 时间：2024-03-05</p>", "某日报"),
        ("<p>来源：某县发展和改革局（粮食和物资储备局） 时间：2024-03-05</p>", "某县发展和改革局(粮食和物资储备局)"),
        ("<p>来源：农业农村部 财政部 国家发展改革委 发布时间：2024-03-05</p>", "农业农村部 财政部 国家发展改革委"),
        ("<p>来源：农业农村部、财政部 发布时间：2024-03-05</p>", "农业农村部、财政部"),
        ("<table><tr><td>信息来源</td><td>某县人社局</td><td>发布日期</td><td>2024-03-05</td></tr></table>", "某县人社局"),
        ("<p>行政区域：某县 发布时间：2024-03-05 来源：某县政府办公室</p>", "某县政府办公室"),
        ("<p>更新时间：2024-04-09 来源：某县发布 发布时间：2024-03-05</p>", "某县发布"),
        ("<p><span>2024-03-05</span> <span>某县融媒体中心</span> <span>字号：大 中 小</span></p>", "某县融媒体中心"),
    ])
    func theSourceIsWhole(info: String, publisher: String) throws {
        let found = try FieldShapesTests.metadata(of: FieldShapesTests.page(info))
        #expect(found.publisher == publisher)
        #expect(found.date == Day("2024-03-05"))
    }

    @Test(arguments: [
        "阅览 1021 次", "阅览数 12", "点击 12", "热度 12", "查看 12", "置顶", "热门", "头条", "要闻", "图文", "小字", "听新闻", "mouxian.gov.cn",
        "来源：mouxian.gov.cn", "来源：www.mouxian.gov.cn", "要闻动态",
    ])
    func whatStandsBesideADateIsNoSource(piece: String) throws {
        let above = "<div>当前位置：<a href=/>首页</a> &gt; <a href=/yw/>要闻动态</a> &gt; 正文</div>"
        let page = FieldShapesTests.page("<p><span>2024-03-05 10:20</span> <span>\(piece)</span></p>", above: above)
        let found = try FieldShapesTests.metadata(of: page)
        #expect(found.publisher == nil)
        #expect(found.date == Day("2024-03-05"))
        #expect(found.column == "要闻动态")
    }

    private static let info = "<p>发布时间：2024-03-05 来源：某县发布</p>"

    @Test(arguments: [
        // A site's name, a column's name and another page's title stand where a headline would.
        page(info, headline: "<div class=x>\(title)</div>", named: "某县人民政府门户网站"),
        page(info, headline: "<table><tr><td><strong>\(title)</strong></td></tr></table>", named: "某县人民政府门户网站"),
        page(info, headline: "<h2>工作动态</h2><p><b>\(title)</b></p>", named: "某县人民政府"),
        page(info, headline: "<h1>工作动态</h1><h3>\(title)</h3>", named: "工作动态-某县人民政府"),
        page(info, headline: "<div class=bt>\(title)</div>", above: "<h1>某县人民政府</h1>"),
        page(info, headline: "", named: "某县人民政府-\(title)"), page(info, headline: "", named: "\(title)_要闻动态_某县人民政府"),
        page(
            "<p>某半月刊网 2024-03-05 10:20</p>", headline: "<h4 class=content_title>\(title)</h4>",
            named: "某地：德育为先滋养青少年成长 - 某半月刊",
            below: "<div><h4><a href=1>某地：德育为先滋养青少年成长</a></h4><p class=t_title>某半月刊网<span>2024-01-31</span></p></div>"),
        page(info, above: "<ul style='display:none'><li><h3>乡村振兴</h3></li></ul>"),
        page("", headline: "<h2>\(title)</h2>", named: "某某日报", above: "<div>某某日报 2024年03月05日 星期二 第02版：要闻</div>"),
    ])
    func theHeadlineIsTheOneAboveTheText(page: String) throws {
        let found = try FieldShapesTests.metadata(of: page)
        #expect(found.title == FieldShapesTests.title)
        #expect(found.date == Day("2024-03-05") && found.publisher != nil)
    }

    @Test(arguments: [
        "<p>生成日期：2024-02-01 发布日期：2024-03-05</p>", "<p>创建时间：2024-02-01 发布时间：2024-03-05</p>",
        "<p>成文日期：2024-02-01 发布日期：2024-03-05</p>", "<p>施行日期：2024-05-01 公布日期：2024-03-05</p>",
        "<p>更新时间：2024-04-09</p>", "<p>成文日期：2024-02-01</p>", "<p>施行日期：2024-02-01</p>", "<p>生成日期：2024-02-01</p>",
    ])
    func onlyThePublicationIsTheDate(info: String) throws {
        let head = "<meta name=PubDate content='2024-03-05 10:00'>"
        let found = try FieldShapesTests.metadata(of: FieldShapesTests.page(info, head: head))
        #expect(found.date == Day("2024-03-05"))
    }

    @Test(arguments: [("<p>成文日期：2024-02-01</p>", "2024-02-01"), ("<p>更新时间：2024-04-09</p>", "2024-04-09")])
    func writingAndChangesDateWhatNothingElseDoes(info: String, day: String) throws {
        #expect(try FieldShapesTests.metadata(of: FieldShapesTests.page(info)).date == Day(day))
    }

    @Test(arguments: [
        "今天是2024年6月9日 星期日", "现在时间：2024年6月9日 10:22:11", "2024年6月9日 星期日", "2024年6月9日 星期日 欢迎访问某县人民政府网站",
    ])
    func aServersClockIsNoDate(clock: String) throws {
        let above = "<div class=top>\(clock)</div>"
        #expect(try FieldShapesTests.metadata(of: FieldShapesTests.page("", above: above)).date == nil)
        let dated = FieldShapesTests.page("", above: above, below: "<div>发布日期：2024-03-05</div>")
        #expect(try FieldShapesTests.metadata(of: dated).date == Day("2024-03-05"))
    }

    @Test(arguments: [
        "二〇二四年三月五日", "二O二四年三月五日", "二0二四年三月五日", "二○二四年三月五日", "二零二四年三月五日", "二Ｏ二四年三月五日", "二Ο二四年三月五日",
        "某县人民政府办公室　2024年3月5日",
        "2024年3月5日", "中華民國113年3月5日", "中華民國一百一十三年三月五日", "中華民國一一三年三月五日",
    ])
    func theSignatureMayDateIt(signature: String) throws {
        let page = FieldShapesTests.page("", end: "<p align=right>\(signature)</p>")
        #expect(try FieldShapesTests.metadata(of: page).date == Day("2024-03-05"))
    }

    @Test(arguments: [
        ("<p>发布时间：2024年3月5日 下午3:05</p>", "2024-03-05T15:05:00+08:00"),
        ("<p>发布时间：2024年3月5日 上午12:05</p>", "2024-03-05T00:05:00+08:00"),
        ("<p>发布时间：2024-03-05 3:05 PM</p>", "2024-03-05T15:05:00+08:00"),
        ("<p>2024-03-04T20:15:00Z</p>", "2024-03-05T04:15:00+08:00"),
        ("<p><time datetime='2024-03-04T20:15:00Z'>3月5日</time></p>", "2024-03-05T04:15:00+08:00"),
    ])
    func timesAreTheSites(info: String, published: String) throws {
        #expect(try FieldShapesTests.metadata(of: FieldShapesTests.page(info)).published == published)
    }

    @Test(arguments: [
        "var nickname = '某县发布'; var ct = '1709604000';", "var nickname = '某县发布'; var createTime = '2024-03-05 10:00';",
        "window.nickname = '某县发布'; window.ct = '1709604000';",
        "var nickname = htmlDecode('某县发布'); var ct = '1709604000';",
    ])
    func whatWeChatsScriptsSayCounts(script: String) throws {
        let page = FieldShapesTests.page("", below: "<script>\(script)</script>", body: "js_content")
        let found = try FieldShapesTests.metadata(of: page)
        #expect(found.date == Day("2024-03-05"))
        #expect(found.publisher == "某县发布")
    }

    @Test(arguments: ["县委宣传部", "新疆维吾…", "新疆维吾...", "佚名", "admin", "本站"])
    func officesAndCutNamesAreNoAuthors(author: String) throws {
        let page = FieldShapesTests.page("<p>作者：\(author) 2024-03-05 来源：某县发布</p>")
        #expect(try FieldShapesTests.metadata(of: page).authors == nil)
    }

    @Test(arguments: [
        "<p>（县融媒体中心 李明）</p>", "<p>记者：李明 编辑：王红 审核：赵亮</p>", "<p>采写：李明 摄影：王红</p>", "<p>文字/记者 李明 摄影/记者 王红</p>",
        "<p>文/李明 图/王红</p>",
    ])
    func theLastLineNamesTheAuthor(end: String) throws {
        let page = FieldShapesTests.page("<p>2024-03-05 来源：某县发布</p>", end: end)
        #expect(try FieldShapesTests.metadata(of: page).authors == ["李明"])
    }

    @Test func aDatelineMayNameThem() {
        let byline = Byline(body: ["新华社北京3月5日电 记者李明、王红 \(paragraph)", "会议要求，抓紧抓实。"])
        #expect(byline.authors == ["李明", "王红"])
        #expect(Byline(body: ["新华社北京3月5日电 记者从县政府获悉，\(paragraph)"]).authors == [])
    }
}
