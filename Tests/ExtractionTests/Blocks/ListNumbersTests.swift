import Model
import Testing

@testable import Extraction

@Suite struct ListNumbersTests {
    private let first = "要抓好春耕备耕，确保种子、化肥、农药供应充足，价格平稳。"
    private let second = "要加强田间管理，组织农技人员下乡指导，及时防治病虫害。"
    private let third = "要落实各项补贴，资金直接到户，接受群众监督，不得截留挪用。"

    /// The marks before the three items, as the article has them.
    private func marks(_ opening: String, item: String = "<li>") throws -> [String] {
        let page = """
            <h1>春耕生产工作会议召开</h1><div id=zoom><p>\(paragraph)</p>
            \(opening)\(item)\(first)</li><li>\(second)</li><li>\(third)</li></ol><p>\(paragraph)会后还进行了座谈。</p></div>
            """
        return try read(page).body[1...3].map { String($0.prefix { $0 != "要" }) }
    }

    @Test(arguments: [
        ("<ol>", ["1. ", "2. ", "3. "]), ("<ol start=4>", ["4. ", "5. ", "6. "]),
        ("<ol start=-1>", ["-1. ", "0. ", "1. "]),
        ("<ol type=a>", ["a. ", "b. ", "c. "]), ("<ol type=A start=26>", ["Z. ", "AA. ", "AB. "]),
        ("<ol type=i start=3>", ["iii. ", "iv. ", "v. "]), ("<ol type='I' start=8>", ["VIII. ", "IX. ", "X. "]),
        ("<ol reversed>", ["3. ", "2. ", "1. "]), ("<OL REVERSED='' start=10>", ["10. ", "9. ", "8. "]),
        ("<ol style='list-style-type: decimal'>", ["1. ", "2. ", "3. "]),
        ("<ol style='margin:0;list-style:upper-alpha inside'>", ["A. ", "B. ", "C. "]),
        ("<ol style='list-style-type:cjk-ideographic' start=9>", ["九、", "十、", "十一、"]),
        ("<ol style='list-style-type:decimal-leading-zero' start=9>", ["09. ", "10. ", "11. "]),
        ("<ol class=list-paddingleft-2>", ["1. ", "2. ", "3. "]),
    ])
    func anOrderedListKeepsTheNumbersThatTheSiteShows(opening: String, expected: [String]) throws {
        #expect(try marks(opening) == expected)
    }

    @Test(arguments: [
        "<ul>", "<ol style='list-style:none'>", "<ol style='list-style-type: none !important'>",
        "<ol style='LIST-STYLE: none outside'>",
        "<ol style='list-style-type:disc'>", "<ul type=1>",
    ])
    func aListThatShowsNoneHasNone(opening: String) throws {
        #expect(try marks(opening) == ["", "", ""])
    }

    @Test(arguments: [
        ("<li value=7>", ["7. ", "8. ", "9. "]), ("<li value=' 7 '>", ["7. ", "8. ", "9. "]),
        ("<li value=x>", ["1. ", "2. ", "3. "]), ("<li value=99999999999999999999>", ["1. ", "2. ", "3. "]),
        ("<li style='list-style:none'>", ["", "2. ", "3. "]), ("<li>1.", ["1.", "2. ", "3. "]),
        ("<li>（一）", ["(一)", "2. ", "3. "]), ("<li><p>", ["1. ", "2. ", "3. "]),
        ("<li><section><p><span>", ["1. ", "2. ", "3. "]),
    ])
    func anItemMaySayItsOwn(item: String, expected: [String]) throws {
        #expect(try marks("<ol>", item: item) == expected)
    }

    @Test func onlyTheFirstLineOfAnItemIsNumberedAndInnerListsCountForThemselves() throws {
        let body = try read(
            """
            <div id=zoom><p>\(paragraph)</p><ol><li><p>\(first)</p><p>\(second)</p></li>
            <li>\(third)<ol type=a><li>\(first)其一。</li><li>\(second)其二。</li></ol></li>
            <li>\(third)其三。<ul><li>\(second)其四。</li></ul></li></ol></div>
            """
        ).body
        #expect(
            body.dropFirst().map { String($0.prefix { $0 != "要" }) } == ["1. ", "", "2. ", "a. ", "b. ", "3. ", ""])
    }

    @Test(arguments: ["1.总则", "1、总则", "12) 总则", "（三）总则", "(3)总则", "一、总则", "十二、总则", "③总则", "第四条 总则", "⑴总则"])
    func linesWithNumbersOfTheirOwnAreKnown(line: String) {
        #expect(ListNumbers.hasNumber(line))
    }

    @Test(arguments: ["", "总则", "3.5万吨粮食", "2023年工作要点", "一是抓好春耕", "十堰市", "百姓", "5", "（总则）"])
    func linesThatOnlyBeginLikeNumbersAreNot(line: String) {
        #expect(!ListNumbers.hasNumber(line))
    }

    @Test func aHugeListIsCountedOnce() throws {
        let page = Array("<p>\(paragraph)</p><ol start=999999>".utf8) + copies(20_000, "<li>\(first)其余。")
        let body = try read(page, headerCharset: "utf-8").body
        #expect(body.count == 20_001)
        #expect(body.last?.hasPrefix("1019998. 要抓好") == true)
    }
}
