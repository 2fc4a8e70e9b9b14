import Model
import Testing

@testable import Extraction

/// Which lines below a headline are the text's, and which tell when and by whom it was published.
@Suite struct InfoLinesTests {
    private static let prose = "各乡镇要落实巡护责任，发现火情及时报告，确保人民群众生命财产安全，有关单位要密切配合。"

    private func read(_ lines: [String], info: String = "发布时间：2024-03-05 来源：县应急局") throws -> Article {
        let body = lines.map { $0.hasPrefix("<") ? $0 : "<p>\($0)</p>" }.joined()
        let page = """
            <html><head><meta charset="utf-8"><title>关于春季护林的公告_某县政府</title></head><body><div class="main">
            <h1>关于春季护林的公告</h1><div class="info">\(info)</div><div class="content">\(body)</div></div>
            <div class="foot">某县政府办公室</div></body></html>
            """
        return try Extractor().read(
            Array(page.utf8), at: try WebAddress(parsing: "http://a.example/xw/1.html"), headerCharset: nil,
            today: try #require(Day(year: 2026, month: 11, day: 30)), utcOffset: 28_800)
    }

    @Test(
        "Lines of the text stay, whatever they look like",
        arguments: [
            "活动时间：2024年3月8日", "活动地点：县体育馆", "三、开标时间：2024年3月8日9时30分", "资金来源：财政拨款", "来源：青河上游",
            "监测时间：2024年2月", "（2024年1月10日县人民代表大会第三次会议通过）", "（2024年3月1日）", "公示期：2024年3月1日至3月7日",
            "图片来源：县档案馆资料室", "记者：请介绍一下出台的背景。", "通讯员：张三，男，1980年生，某县人。", "2024年3月1日",
            "报名截止日期为2024年3月20日", "受理时间：2024年3月6日上午9时",
        ])
    func stays(_ line: String) throws {
        let article = try read([line, InfoLinesTests.prose, InfoLinesTests.prose + "又及。"])
        #expect(article.body.contains { $0.contains(Width.half(line).prefix(6)) }, "\(article.body)")
        #expect(article.metadata.date == Day(year: 2024, month: 3, day: 5))
        #expect(article.metadata.publisher == "县应急局")
        #expect(article.metadata.authors == nil)
    }

    @Test(
        "Lines about the publication go, also where one has told before",
        arguments: [
            "发布时间：2024-03-05 09:30", "2024-03-05 09:30:12", "浏览次数：120", "字号：[大 中 小]", "信息来源：县应急局", "更新时间：2024-03-06",
            "发布日期：2024-03-05 责任编辑：王某 浏览量：33次",
        ])
    func goes(_ line: String) throws {
        let article = try read([line, InfoLinesTests.prose, InfoLinesTests.prose + "又及。"])
        #expect(article.body.count == 2, "\(article.body)")
    }

    @Test func rowsOfATableStay() throws {
        let rows = (1...9).map { "<tr><td>第\($0)号案</td><td>某店</td><td>2024-02-0\($0)</td></tr>" }.joined()
        let article = try read([
            "<table><tr><td>案件</td><td>当事人</td><td>处罚日期</td></tr>\(rows)</table>", InfoLinesTests.prose,
        ])
        #expect(article.body.count == 11, "\(article.body)")
    }

    @Test func theDaysOfAChronicleStayWithoutAnInfoLineToo() throws {
        let days = (1...4).flatMap { ["2024年3月\($0)日", "上午，县委召开第\($0)次会议，研究春耕工作。"] }
        let article = try read(days, info: "")
        #expect(article.body.count == 8, "\(article.body)")
    }

    @Test(
        "What the line under a headline says is read for what it is",
        arguments: [
            ("更新时间：2024-05-06 发布时间：2024-03-05", "2024-03-05", nil),
            ("施行日期：2024-04-01 发布日期：2024-03-05", "2024-03-05", nil),
            ("發布日期：113年3月5日", "2024-03-05", nil), ("中華民國113年3月5日", "2024-03-05", nil),
            ("2024年3月5日週三 上午8:21", "2024-03-05", nil), ("2024-03-05 09:00 原创", "2024-03-05", nil),
            ("2024-03-05 IP属地：广东", "2024-03-05", nil), ("二O二四年三月五日 县融媒体中心", "2024-03-05", "县融媒体中心"),
            ("2024-03-04T23:05:07Z", "2024-03-05", nil), ("2024-03-05 已有 30 人浏览", "2024-03-05", nil),
            ("更新时间：2024-03-05", "2024-03-05", nil),
        ] as [(String, String, String?)])
    func isRead(_ info: String, _ date: String, _ publisher: String?) throws {
        let article = try read([InfoLinesTests.prose, InfoLinesTests.prose + "又及。"], info: info)
        #expect(article.metadata.date == Day(date))
        #expect(article.metadata.publisher == publisher)
        #expect(article.body.count == 2, "\(article.body)")
    }

    @Test(
        "Hours after noon are read as such",
        arguments: [
            ("2024-3-5 下午 3:05:07", "2024-03-05T15:05:07+08:00"), ("2024-03-05 08:30", "2024-03-05T08:30:00+08:00"),
            ("2024年3月5日（星期二） 晚上9:10", "2024-03-05T21:10:00+08:00"),
            ("2024-03-05 03:05 PM", "2024-03-05T15:05:00+08:00"),
            ("2024-03-04T23:05:07Z", "2024-03-05T07:05:07+08:00"),
            ("2024-03-05T09:00:00+09:00", "2024-03-05T08:00:00+08:00"),
            ("2024-03-05 中午12:30", "2024-03-05T12:30:00+08:00"),
        ])
    func halvesOfTheDay(_ info: String, _ published: String) throws {
        let article = try read([InfoLinesTests.prose, InfoLinesTests.prose + "又及。"], info: info)
        #expect(article.metadata.published == published)
    }

    @Test func theClockOfTheServerIsNoDate() throws {
        let signed = [InfoLinesTests.prose, InfoLinesTests.prose + "又及。", "某县应急局", "二〇二四年三月五日"]
        let article = try read(signed, info: "今天是：2025年6月16日 星期一 农历五月廿一")
        #expect(article.metadata.date == Day(year: 2024, month: 3, day: 5))
    }

    @Test func documentsListedInsideADecisionStay() throws {
        let items = (1...4).map { "<p>\($0). <a href=\"/\($0).html\">县政府关于印发第\($0)号规定的通知</a></p>" }
        let article = try read([InfoLinesTests.prose] + items + [InfoLinesTests.prose + "又及。"])
        #expect(article.body.count == 6, "\(article.body)")
    }

    @Test func weChatSaysItsDateAndAccountInItsScripts() throws {
        let page = """
            <html><head><meta charset="utf-8"><title></title></head><body><h1 id="activity-name">关于春季护林的公告</h1>
            <div id="js_content"><p>\(InfoLinesTests.prose)</p><p>\(InfoLinesTests.prose)又及。</p></div>
            <script>var nickname = "某县发布";var ct = "1709600400";</script></body></html>
            """
        let article = try Extractor().read(
            Array(page.utf8), at: nil, headerCharset: nil, today: try #require(Day(year: 2026, month: 11, day: 30)),
            utcOffset: 28_800)
        #expect(article.metadata.published == "2024-03-05T09:00:00+08:00")
        #expect(article.metadata.publisher == "某县发布")
    }
}
