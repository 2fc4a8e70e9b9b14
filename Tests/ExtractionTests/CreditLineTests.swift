import Testing

@testable import Extraction

@Suite struct CreditLineTests {
    @Test(arguments: [
        "编辑：赵六", "责编 李四", "（责任编辑：张三）", "编辑 吴林 校对 白云", "一审：吴林　二审：白云　三审：江平", "文字编辑：吴林 图片编辑：白云", "編輯：吳林",
        "编辑：融媒体中心", "来源：云岭日报 作者：白川 编辑：吴林", "审核：",
    ])
    func editorsAndTheirNamesAreCredits(line: String) {
        #expect(CreditLine.standard.isCredits(line))
    }

    @Test(arguments: [
        "编辑：请问新旧条例有哪些不同？", "审核：由各镇初审后报县民政局", "编辑部设在县地方志办公室。", "主任：江平", "来源：云岭日报", "审核结果", "", "编辑出版单位：云岭人民出版社",
    ])
    func whatOnlyBeginsSoIsText(line: String) {
        #expect(!CreditLine.standard.isCredits(line))
    }

    @Test func aListOfPersonsIsKnown() {
        #expect(CreditLine.standard.namesPersons("委员：秦岭 白川 赵原"))
        #expect(!CreditLine.standard.namesPersons("责任单位：县交通运输局"))
        #expect(!CreditLine.standard.namesPersons("联系人：赵先生"))
    }
}
