import Extraction
import Model
import PropertyTesting
import Storage
import Testing

@testable import Daemon

/// Whatever is looked for, in whatever text: an answer, or words about the query.
@Suite struct SearchPropertyTests {
    private static let words = [
        "乡村", "振兴", "鄉村", "AND", "OR", "NOT", "-", "(", ")", "\"", "“", "”", "title:", "标题：", "|", "２０２３", "Ａ", " ",
        "İ", "ß",
        "ﬁ", "㈱", "𠮷", "\u{301}", "*", "^", "NEAR", "\u{E001}", "\u{E000}1",
    ]

    @Test func everyQueryIsOneOrSaysWhatIsWrong() async {
        await checkProperty { choices in
            choices.array(0...14) { $0.word(of: SearchPropertyTests.words) }.joined(separator: choices.pick(["", " "]))
        } claim: { text in
            do throws(SearchQueryError) {
                _ = try SearchQuery(text, fold: FoldedText.bytes)
                return nil
            } catch {
                return error.description.isEmpty ? "refused without a word" : nil
            }
        }
    }

    /// What is found is shown in the text itself: folding keeps every place.
    @Test func foldingKeepsPlaces() async {
        await checkProperty { choices in
            choices.oneIn(2)
                ? choices.text(0...30) : choices.array(0...10) { $0.word(of: SearchPropertyTests.words) }.joined()
        } claim: { text in
            let folded = String(decoding: FoldedText.bytes(text), as: UTF8.self).unicodeScalars.count
            return folded == text.unicodeScalars.count ? nil : "\(folded) scalars of \(text.unicodeScalars.count)"
        }
    }

    @Test func everyExcerptIsAPieceOfTheText() async {
        await checkProperty(count: 5_000) { choices in
            let lines = choices.array(0...4) { $0.array(0...12) { $0.word(of: SearchPropertyTests.words) }.joined() }
            return (
                lines, choices.array(1...3) { $0.pick(["乡村", "振兴", "2023", "A", "村"]) }.joined(separator: " "),
                choices.int(1...40)
            )
        } claim: { lines, text, length in
            guard let query = try? SearchQuery(text, fold: FoldedText.bytes) else { return "\(text) is a query" }
            let excerpt = SearchExcerpt(of: lines, query, length: length, fold: FoldedText.bytes)
            let count = excerpt.text.unicodeScalars.count
            guard excerpt.marks.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= count }) else {
                return "marks outside"
            }
            _ = excerpt.marked("<", ">")
            return count <= length + 2 ? nil : "\(count) scalars"
        }
    }
}
