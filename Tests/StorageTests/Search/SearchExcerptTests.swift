import Testing

@testable import Storage

@Suite struct SearchExcerptTests {
    @Test func titlesShowWhatWasFoundInTheirOwnCharacters() throws {
        let title = SearchExcerpt(marking: "全面推進鄉村振興，ＧＤＰ增长", try query("乡村振兴 gdp"), fold: fold)
        #expect(title.marked("[", "]") == "全面推進[鄉村振興]，[ＧＤＰ]增长")
        #expect(title.marks == [4..<8, 9..<12])
    }

    @Test func theLineWithMostDifferentWordsIsShown() throws {
        let lines = ["教育教育教育教育", "今年的教育和医疗都有新办法", "医疗"]
        let excerpt = SearchExcerpt(of: lines, try query("教育 医疗"), length: 40, fold: fold)
        #expect(excerpt.marked("[", "]") == "今年的[教育]和[医疗]都有新办法")
    }

    @Test func longLinesAreCutAroundWhatWasFound() throws {
        let line = String(repeating: "前", count: 100) + "乡村振兴" + String(repeating: "后", count: 100)
        let excerpt = SearchExcerpt(of: [line], try query("乡村振兴"), length: 20, fold: fold)
        #expect(excerpt.marked("[", "]") == "…前前前前前[乡村振兴]后后后后后后后后后后后…")
        #expect(excerpt.text.unicodeScalars.count == 22)
    }

    @Test func whereTheBodyHasNothingItsBeginningIsShown() throws {
        let found = try query("title:防汛 NOT 抗旱")
        #expect(SearchExcerpt(of: ["第一段文字", "抗旱"], found, length: 3, fold: fold).text == "第一段…")
        #expect(SearchExcerpt(of: [], found, length: 3, fold: fold).text == "")
    }

    @Test func wordsThatOverlapAreOneMark() throws {
        let excerpt = SearchExcerpt(marking: "乡村振兴战略", try query("乡村振兴 OR 振兴战略 OR 村"), fold: fold)
        #expect(excerpt.marks == [0..<6])
    }

    /// A line of a million matches takes no longer than the work for one hundred.
    @Test(.timeLimit(.minutes(30))) func hugeLinesAreBounded() throws {
        let line = String(repeating: "的。", count: 300_000)
        #expect(SearchExcerpt(of: [line], try query("的"), length: 10, fold: fold).marks.count == 5)
    }
}
