import Testing

@testable import Extraction

@Suite struct ChromeRulesTests {
    private let rules = ChromeRules.standard

    @Test(arguments: [
        "原标题：全市春耕生产工作会议召开", "（原标题：市长谈春耕）", "首页 > 政务公开 > 通知公告", "首页>>新闻>>要闻", "您所在的位置：首页",
        "您当前所在位置：首页 > 要闻", "Copyright © 2023 某市人民政府", "© 2023 All Rights Reserved", "上一条：通知",
        "下一条：公告", "主办：某市人民政府", "开办单位：某市人民政府办公室", "附件:", "【附件】",
        "责任编辑：张三", "【责任编辑：张三】", "（责编：李四 王五）", "扫一扫在手机打开当前页", "用微信扫描二维码 分享至好友和朋友圈",
        "分享到：微信 微博", "上一篇：全市春耕生产工作会议召开", "下一篇：没有了", "当前位置：首页 > 新闻中心 > 要闻", "您现在的位置：首页",
        "版权所有：某市人民政府办公室", "粤ICP备05000001号", "粤公网安备 44070000000001号", "网站标识码：4400000001", "附件：", "附件下載:",
        "相关附件", "【打印】【关闭】", "免责声明：本网转载仅为传播信息", "主办单位：某市人民政府办公室", "未经授权不得转载",
        "承办：某市大数据中心", "点击蓝字 关注我们", "- END -", "返回搜狐，查看更多", "您访问的链接即将离开“某市人民政府”门户网站 是否继续？",
    ])
    func furnitureIsKnownByItsWording(line: String) {
        #expect(rules.verdict(on: LineSkeleton(line)) != nil)
    }

    @Test(arguments: [
        "字号：[ 大 中 小 ]", "【字体：大 中 小】 打印 关闭", "放大 缩小 默认", "字号减小 字号增大", "分享 收藏 打印", "微信 微博 QQ空间",
        "返回顶部", "浏览次数：123次", "点赞 0 评论 0", "打印本页 关闭窗口", "〖大 中 小〗 打印", "【字体： 大 中 小】", "[字号 大 中 小]",
        "字号：默认 大 超大", "T+ T- 打印", "A+ A- 分享", "简|繁", "繁體 | 简体 | English", "无障碍阅读 长者助手", "适老化 无障碍",
        "分享到：微信 微博 QQ空间", "【打印本页】【关闭窗口】", "语音播报 放大 缩小", "【字体：大 中 小】", "[ 大 中 小 ]", "〖大 中 小〗", "大 中 小",
        "A+ A-", "A－ A A＋", "T + -", "T+ T-", "【纠错】", "【我要纠错】", "（大 中 小）", "字体：[大][中][小]", "小 中 大", "特大 大 中 小",
    ])
    func linesOfFurnitureWordsAreFurniture(line: String) {
        #expect(rules.verdict(on: LineSkeleton(line)) != nil)
    }

    @Test(arguments: [
        "", "全市春耕生产工作会议召开", "2023年6月16日", "大中小学", "附件1：2023年度工作要点", "附件：1.申报表", "大", "到", "5.2%",
        "会议审核通过了三项议案，并对下一步工作作出部署，要求各单位抓好落实。", "编辑出版《县志》的工作已经启动，预计年底前完成初稿并征求各方意见。",
        "市民可扫码领取消费券，也可以到各社区服务中心现场领取，每人限领一份，先到先得，领完为止，请广大市民相互转告。",
        "首页设计大赛的获奖者共有二十名，他们来自全市十二所中学，作品将在文化馆展出。", "微信用户超过十亿", "分享改革成果",
        "校对工作由市志办承担，历时三年，参加者共四十余人，先后核对史料两千多册，订正错漏一万余处。", "更多的企业", "打印机",
        "承办单位要切实负起责任，把各项要求落到实处，并于每月底前将进展情况报送市政府办公室督查科备案，市政府将适时组织开展专项督查，对落实不力的予以通报。",
        "A+", "AA-", "AA", "T", "大中小微企业", "大 中型", "A类", "原标题党", "纠错机制日趋完善", "相关附件随文下发，请认真贯彻执行。",
        "简化办事流程", "繁荣文化市场", "字体设计", "关闭矿山", "来源单一", "附件1.申报表", "特此公告。", "联系人：孙老师",
    ])
    func wordsOfAnArticleAreNot(line: String) {
        #expect(rules.verdict(on: LineSkeleton(line)) == nil)
    }

    @Test(arguments: ["相关阅读", "【相关链接】", "相关新闻：", "延伸阅读>>", "相 关 报 道", "相關閱讀", "Related Stories", "热门推荐"])
    func headingsOfLinkListsAreTails(line: String) {
        #expect(rules.isTailHeading(LineSkeleton(line)))
    }

    @Test(arguments: ["", "相关", "相关阅读材料已经发放", "延伸", "关于相关链接的说明", "相关部门"])
    func otherLinesAreNot(line: String) {
        #expect(!rules.isTailHeading(LineSkeleton(line)))
    }

    @Test func limitsAreInCharacters() {
        let rules = ChromeRules(words: [], lines: ["start 责任 4", "end 完 3", "has 甲 2", "whole 附件"], tails: [])
        #expect(rules.verdict(on: LineSkeleton("责任：张三")) != nil)
        #expect(rules.verdict(on: LineSkeleton("责任：张三丰")) == nil)
        #expect(rules.verdict(on: LineSkeleton("（全文完）")) != nil)
        #expect(rules.verdict(on: LineSkeleton("本文全文完")) == nil)
        #expect(rules.verdict(on: LineSkeleton("乙甲")) != nil)
        #expect(rules.verdict(on: LineSkeleton("乙丙甲")) == nil)
        #expect(rules.verdict(on: LineSkeleton("附件")) != nil)
        #expect(rules.verdict(on: LineSkeleton("附件一")) == nil)
    }

    @Test func weakWordsAloneAreNotEnough() {
        let rules = ChromeRules(words: ["+打印", "大", "中"], lines: [], tails: [])
        #expect(rules.verdict(on: LineSkeleton("大 中")) == nil)
        #expect(rules.verdict(on: LineSkeleton("大 中 打印 12")) != nil)
        #expect(rules.verdict(on: LineSkeleton("打印机")) == nil)
    }
}
