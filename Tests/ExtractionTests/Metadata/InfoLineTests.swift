import Model
import Testing

@testable import Extraction

@Suite struct InfoLineTests {
    @Test(arguments: [
        "发布时间：2023-02-15 12:20 来源：南方日报", "来源：南方日报 发布时间：2023-02-15 12:20", "发布时间:2023-02-15 12:20来源:南方日报",
        "时间：2023-02-15 12:20 信息来源：南方日报 浏览次数：12", "【发布日期：2023-02-15 12:20】 【来源：南方日报】 【字号：大 中 小】",
        "发布日期 : 2023-02-15 12:20 | 来源 : 南方日报 | 点击数 : 5", "來源：南方日报 發布時間：2023-02-15 12:20",
        "日期：2023/2/15 12:20 文章来源：南方日报 作者：", "2023-02-15 12:20 来源：南方日报 分享到：",
    ])
    func dateAndSourceAreReadInAnyOrderAndSpacing(text: String) {
        let line = read(text)
        #expect(line.dates.first?.day.description == "2023-02-15")
        #expect(line.dates.first?.timeOfDay == 12 * 3600 + 20 * 60)
        #expect(value(.source, text) == "南方日报")
        #expect(line.isInfo)
    }

    @Test(arguments: [
        ("来源：“南方杂志”微信公众号 2023-02-15 12:20", "“南方杂志”微信公众号"), ("来源：中国政府网 作者：张三", "中国政府网"),
        ("来源：《江门日报》", "《江门日报》"), ("来源：市教育局、市财政局", "市教育局、市财政局"), ("来源：", ""), ("信息来源: 本站 ", "本站"),
        ("来源：区委宣传部（区新闻办）", "区委宣传部(区新闻办)"), ("本文来源于《南方日报》", "《南方日报》"), ("本文来源于 南方日报", "南方日报"),
        ("（本文来源于：南方日报）", "南方日报"), ("文章来源于南方日报", "南方日报"), ("（本文转自“南方杂志”微信公众号）", "“南方杂志”微信公众号"),
    ])
    func aSourceEndsWhereTheNextThingBegins(text: String, source: String) {
        #expect(value(.source, text) == source)
    }

    @Test(arguments: [
        ("作者：张三 编辑：李四", "张三", "李四"), ("原作者: 张三 责编: 李四", "张三", "李四"), ("记者：张三 责任编辑：李四", "张三", "李四"),
        ("文章作者：张三|责编：李四", "张三", "李四"),
    ])
    func writersAndEditorsAreToldApart(text: String, author: String, editor: String) {
        #expect(value(.author, text) == author)
        #expect(value(.editor, text) == editor)
    }

    @Test(arguments: ["浏览次数：123", "字体：【大】【中】【小】", "字号：A- A A+", "分享到：微信 微博", "阅读量:10 分享："])
    func labelsOfServicesAreServices(text: String) {
        #expect(read(text).isService)
    }

    @Test(arguments: ["发布时间：2023-02-15", "来源：南方日报", "作者：张三", "全市春耕生产工作会议召开", "", "评论：写得好。", "责任编辑：张三", "关键词：春耕"])
    func dateSourceAndAuthorAreNoService(text: String) {
        #expect(!read(text).isService)
    }

    @Test(arguments: [
        "", "全市春耕生产工作会议召开", "会议时间定于下周五", "据悉本文来源于实践", "来源于基层", "据介绍，资金来源主要有三个方面，即财政拨款、社会捐助和银行贷款。",
        "2023年2月15日，全市春耕生产工作会议在市民中心召开，各县区和市直有关单位负责人参加。",
    ])
    func linesOfAnArticleAreNoInfo(text: String) {
        #expect(!read(text).isInfo)
    }

    private func read(_ text: String) -> InfoLineReader.Line { InfoLineReader.standard.read(text) }

    private func value(_ label: InfoLineReader.Label, _ text: String) -> String? {
        read(text).fields.first { $0.label == label }?.value
    }
}
