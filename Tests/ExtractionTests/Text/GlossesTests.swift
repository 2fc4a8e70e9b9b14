import Model
import Testing

@testable import Extraction

@Suite struct GlossesTests {
    @Test(arguments: [
        ("清城區(qū)", "清城區"), ("工程萬(wàn)", "工程萬"), ("開（kāi）會", "開會"), ("門(mén )口", "門口"),
        ("強( qiáng)化", "強化"), ("什麼(me)", "什麼"), ("農(nóng)業(yè)", "農業"), ("綠(lǜ)美", "綠美"),
    ])
    func aReadingBehindItsCharacterGoes(line: String, expected: String) {
        #expect(Glosses.removed(from: line) == expected)
    }

    @Test(arguments: [
        "龍?zhí)?個", "世界衛生組織(WHO)", "方程(a)", "會議(一)", "附件(1)", "區(qū", "(qū)", "abc(qū)", "本文(下)",
        "区(qu)", "經濟特區(shēnzhèn jīngjì tèqū)", "公司(Ltd)", "會()", "會(())", "年(2023)", "图(略)",
    ])
    func whatIsNoReadingStaysAsItIs(line: String) {
        #expect(Glosses.removed(from: line) == line)
        #expect(Glosses.count(in: line) == 0)
    }

    @Test func lostCharactersStayLost() {
        #expect(Glosses.removed(from: "打造石角、龍?zhí)?個(gè)典型鎮(zhèn)") == "打造石角、龍?zhí)?個典型鎮")
    }

    @Test func everyGlossCounts() {
        #expect(Glosses.count(in: "農(nóng)業(yè)龍(lóng)頭") == 3)
    }

    @Test(arguments: [("wàn", true), ("(wàn)", true), ("（wàn）", true), ("wan", false), ("ㄨㄢˋ", false), ("", false)])
    func rubyIsAGlossWhereItIsPinyin(text: String, isGloss: Bool) {
        #expect(Glosses.isGloss(text) == isGloss)
    }

    @Test func aGlossedPageComesOutSimplifiedAndFlagged() throws {
        let article = try read("<p>清城區(qū)召開(kāi)“百千萬(wàn)工程”會(huì)議，打造石角、龍?zhí)?個(gè)典型鎮(zhèn)。</p>")
        #expect(article.body == ["清城区召开“百千万工程”会议,打造石角、龙?zhí)?个典型镇。"])
        #expect(article.metadata.flags?.contains(.glossed) == true)
    }

    @Test func twoGlossesAreAnAccident() throws {
        let article = try read("<p>「重」有兩個讀音，重(zhòng)量與重(chóng)複，初學者常常弄錯，請多加練習。</p>")
        #expect(article.body == ["「重」有兩個讀音,重(zhòng)量與重(chóng)複,初學者常常弄錯,請多加練習。"])
        #expect(article.metadata.flags?.contains(.glossed) != true)
    }
}
