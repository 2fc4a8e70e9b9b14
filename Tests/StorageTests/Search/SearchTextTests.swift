import Testing

@testable import Storage

@Suite struct SearchTextTests {
    @Test(arguments: [
        ("发展工作", "发 发展 展工 工作 作"), ("税", "税"), ("AI技术,2023年", "ai 技 技术 术 2023 年"), ("鄉村振興", "乡 乡村 村振 振兴 兴"),
        ("ＧＤＰ增长３％", "gdp 增 增长 长 3"), ("教育，科技。", "教 教育 育 科 科技 技"), ("卡尔・马克思", "卡 卡尔 尔 马 马克 克思 思"),
        ("ひらがな", "ひ ひら らが がな な"), ("二〇二三", "二 二〇 〇二 二三 三"),
        ("don't", "don t"), ("", ""), ("——……《》", ""), ("𠮷野家", "𠮷 𠮷野 野家 家"), ("བོད་ཡིག", "བོད ཡིག"), ("a\nb", "a b"),
    ])
    func textsAreCutIntoPairsAndWords(text: String, column: String) {
        #expect(SearchText(text, fold: fold).column() == column)
    }

    @Test func longWordsAreCutAndStillFound() throws {
        let word = String(repeating: "x", count: 200)
        let text = SearchText(word, fold: fold)
        #expect(text.tokens.map(\.count) == [64, 64, 64, 8])
        #expect(try query(word).phrases[0].places(in: text) == [0..<200])
    }

    @Test(arguments: [
        ("发展", "坚持发展,發展是", [2..<4, 5..<7]), ("税", "税收、收税", [0..<1, 4..<5]), ("展", "发展", [1..<2]),
        ("发展工作", "发展、工作", []), ("\"发展、工作\"", "发展 工作", [0..<5]), ("2023年", "在2023年4月", [1..<6]),
        ("AI技术", "用ai技术发展", [1..<5]), ("AI", "MAIN", []), ("2023年", "2023年度", [0..<5]),
        ("2023年度", "于2023年度报告", [1..<7]), ("展AI", "发展ai，展ai", [1..<4, 5..<8]), ("展AI", "展x ai", []),
        ("度5", "年度5月", [1..<3]), ("服务AI", "务ai", []), ("年5", "年度5", []), ("的的", "的的的的的", [0..<2, 2..<4]),
        ("育科", "教育,科技", []),
    ])
    func phrasesStandWhereTheirCharactersFollowEachOther(
        phrase: String, text: String, places: [Range<Int>]
    ) throws {
        #expect(try query(phrase).phrases[0].places(in: SearchText(text, fold: fold)) == places)
    }
}
