import Foundation
import Model
import Testing

@testable import Extraction

/// What the extractor reaches over the golden pages together. The figures only rise: whoever lowers one does so in a
/// commit of its own that says why.
@Suite struct QualityFloorTests {
    /// Mean F1 of the bodies, and the share of pages at 0.95 or better.
    private static let floor = (meanF1: 0.998, goodPages: 0.99)
    /// The share of pages whose headline, day and source are exactly those of the page.
    private static let exact = (titles: 0.99, dates: 0.99, sources: 0.99)

    @Test func theGoldenPagesTogetherStayAboveTheFloor() throws {
        var scores: [Double] = []
        var titles: [Bool] = []
        var dates: [Bool] = []
        var sources: [Bool] = []
        for golden in GoldenPage.all {
            let article = try golden.read()
            let expected = golden.expected.fields
            scores.append(TextOverlap(expected: golden.expectedBody, found: article.body.joined(separator: "\n")).f1)
            if let title = expected.title { titles.append(isSame(title, article.metadata.title)) }
            if let date = expected.date { dates.append(date == article.metadata.date) }
            if let source = expected.publisher { sources.append(isSame(source, article.metadata.publisher)) }
        }
        #expect(scores.reduce(0, +) / Double(scores.count) >= QualityFloorTests.floor.meanF1)
        #expect(share(scores.map { $0 >= 0.95 }) >= QualityFloorTests.floor.goodPages)
        #expect(share(titles) >= QualityFloorTests.exact.titles)
        #expect(share(dates) >= QualityFloorTests.exact.dates)
        #expect(share(sources) >= QualityFloorTests.exact.sources)
        #expect(titles.count >= 80 && dates.count >= 80 && sources.count >= 60)
    }

    private func share(_ results: [Bool]) -> Double { Double(results.count { $0 }) / Double(results.count) }

    private func isSame(_ expected: String, _ found: String?) -> Bool {
        TextOverlap.tokens(expected) == TextOverlap.tokens(found ?? "")
    }
}

@Suite struct TextOverlapTests {
    @Test(arguments: [
        ("会议召开。", ["会", "议", "召", "开"]), ("2024年3月", ["2024", "年", "3", "月"]),
        ("ＡＢＣ　１２", ["abc", "12"]), ("It's a snake_case WORD", ["it", "s", "a", "snake_case", "word"]),
        ("7.4%、-1", ["7", "4", "1"]), ("", []), ("。、", []), ("ｶﾅ㈱", ["カ", "ナ", "株"]),
    ])
    func aTokenIsAHanCharacterOrAWord(text: String, tokens: [String]) {
        #expect(TextOverlap.tokens(text) == tokens)
    }

    @Test(arguments: [
        ("春耕会议召开", "春耕会议召开", 1.0, 1.0), ("春耕会议召开", "春耕会议", 1.0, 4.0 / 6), ("春耕会议", "春耕会议召开", 4.0 / 6, 1.0),
        ("春耕会议召开", "", 0.0, 0.0), ("", "", 1.0, 1.0), ("", "春", 0.0, 0.0), ("甲乙丙丁", "丁丙乙甲", 0.25, 0.25),
        ("甲乙丙丁戊", "甲丙己丁戊庚", 4.0 / 6, 0.8),
    ])
    func precisionAndRecallCountTheCommonSequence(expected: String, found: String, precision: Double, recall: Double) {
        let overlap = TextOverlap(expected: expected, found: found)
        #expect(abs(overlap.precision - precision) < 1e-9 && abs(overlap.recall - recall) < 1e-9)
        #expect(overlap.f1 <= max(precision, recall) && overlap.f1 >= min(precision, recall))
    }
}
