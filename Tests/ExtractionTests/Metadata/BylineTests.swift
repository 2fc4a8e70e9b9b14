import Testing

@testable import Extraction

@Suite struct BylineTests {
    @Test(arguments: [
        ("（记者/唐达 通讯员/莫小青）6月15日，会议召开。", ["唐达"], ["莫小青"]), ("江门日报记者 毕松杰", ["毕松杰"], []),
        ("本报讯（记者 张三、李四 通讯员 王小五）昨日，会议召开。", ["张三", "李四"], ["王小五"]), ("文/图 王晓", ["王晓"], []),
        ("记者 毕松杰", ["毕松杰"], []), ("(记者/唐达 通讯员/莫小青)", ["唐达"], ["莫小青"]),
        ("(记者张三)昨日，会议召开。", ["张三"], []), ("■本报记者 张三 实习生 李四", ["张三"], ["李四"]), ("文/张三 图/李四", ["张三"], []),
        ("本报记者 买买提·艾力", ["买买提·艾力"], []), ("作者：张三", ["张三"], []), ("撰文：张三", ["张三"], []),
    ])
    func creditsAreRead(line: String, authors: [String], contributors: [String]) {
        let byline = Byline(body: [line, "会议要求，各镇各部门要抓紧抓实。"])
        #expect(byline.authors == authors)
        #expect(byline.contributors == contributors)
    }

    @Test func creditsAtTheEndAreReadWhereTheStartHasNone() {
        let body = Array(repeating: "会议要求，各镇各部门要抓紧抓实。", count: 10)
        #expect(Byline(body: body + ["（记者 张三）"]).authors == ["张三"])
        #expect(Byline(body: ["（记者 李四）昨日，会议召开。"] + body + ["（记者 张三）"]).authors == ["李四"])
    }

    @Test(arguments: [
        "记者从市农业农村局获悉，今年全市粮食播种面积只增不减，春耕备耕工作已经全面展开，农资储备充足，价格平稳。",
        "会议审议了《关于加强新闻记者管理的意见》，并对有关工作作出部署，要求各单位抓好贯彻落实，确保取得实效。", "记者节", "文化",
        "", "（）", "（记者）", "（记者/）", "(((", "）（",
    ])
    func otherLinesCreditNobody(line: String) {
        let byline = Byline(body: [line])
        #expect(byline.authors == [])
        #expect(byline.contributors == [])
    }

    @Test func nobodyIsNamedTwice() {
        #expect(Byline(body: ["（记者 张三）会议召开。", "（记者 张三）"]).authors == ["张三"])
    }

    @Test(arguments: [
        "本报记者 张三", "本报记者 顾晓蕾 通讯员 于海", "■记者 张三", "(记者/唐达 通讯员/莫小青)", "全媒体记者 张三、李四",
    ])
    func linesOfNothingButCreditsAreCredits(line: String) {
        #expect(Byline.isCredits(line))
    }

    @Test(arguments: ["", "记者", "记者从市政府获悉,会议昨日召开。", "张三 李四", "本报讯(记者 张三)", "文化馆 王晓"])
    func otherLinesAreNot(line: String) {
        #expect(!Byline.isCredits(line))
    }

    @Test func aRecordOfCreditsNamesEveryoneInHisRole() {
        let byline = Byline(credits: "记者 顾晓蕾 通讯员 于海")
        #expect(byline.authors == ["顾晓蕾"] && byline.contributors == ["于海"])
        #expect(Byline(credits: "毕松杰").isEmpty)
    }
}
