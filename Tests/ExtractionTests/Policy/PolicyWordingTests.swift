import Testing

@testable import Extraction

@Suite struct PolicyWordingTests {
    private let wording = PolicyWording.standard

    @Test(arguments: ["相关解读", "【相关解读】", "相关解读：", "相 关 解 读", "相關解讀", "解读链接>>", "本文解读"])
    func someLabelsAreOfInterpretationsAlone(label: String) {
        #expect(wording.label(LineSkeleton(label)) == .init(relations: [.interpretation], isSure: true))
    }

    @Test(arguments: ["政策原文：", "文件原文", "【政策原文链接】", "点击查看文件原文", "解读文件"])
    func someLabelsAreOfDocumentsAlone(label: String) {
        #expect(wording.label(LineSkeleton(label)) == .init(relations: [.document], isSure: true))
    }

    @Test(arguments: ["政策解读", "图解：", "相关文件", "原文：", "原文链接", "阅读原文"])
    func sitesUseOthersForOtherListsToo(label: String) {
        #expect(wording.label(LineSkeleton(label))?.isSure == false)
    }

    @Test(arguments: ["", "解读如下", "关于相关解读的说明", "原文如此", "相关新闻", "上级文件精神", "图解放军"])
    func otherWordsAreNoLabels(line: String) { #expect(wording.label(LineSkeleton(line)) == nil) }

    @Test(arguments: [
        "《农村公路养护实施细则》解读", "一图读懂《市养老服务条例》", "图解：关于做好防汛工作的通知", "关于《某办法》的起草说明", "省水利厅负责人解读供水新规",
        "市教育局就入学政策答记者问", "【解读】关于发展民宿经济的意见",
    ])
    func interpretationsAreKnownByTheirTitles(title: String) {
        #expect(wording.isInterpretation(title))
        #expect(!wording.isDocument(title))
    }

    @Test(arguments: [
        "关于做好防汛物资储备工作的通知", "青溪市城市绿道管理办法（试行）", "县人民政府关于做好政策解读工作的意见（县府〔2024〕3号）", "关于印发政务公开问答手册的通知",
    ])
    func documentsAreKnownByTheirTitles(title: String) {
        #expect(wording.isDocument(title))
        #expect(!wording.isInterpretation(title))
    }

    @Test(arguments: ["全市春耕生产工作会议召开", "《长岭故事》首发", "", "》《", "（试行）", "市长调研绿道建设"])
    func newsIsNeither(title: String) {
        #expect(!wording.isDocument(title))
        #expect(!wording.isInterpretation(title))
    }

    @Test func namesStandInBrackets() {
        let (names, around) = PolicyWording.split("关于《贯彻〈甲法〉和《乙条例》的意见》及《丙")
        #expect(names.map(string) == ["贯彻甲法和乙条例的意见"])
        #expect(around == "关于及")
    }
}
