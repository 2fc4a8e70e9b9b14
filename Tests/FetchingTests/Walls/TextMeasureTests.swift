import Testing

@testable import Fetching

struct TextMeasureTests {
    @Test(
        "Letters, digits and Han characters count, signs and references do not",
        arguments: [
            ("", 0, 0), ("兰汀市 2026", 7, 0), ("，，。", 0, 4), ("“引文”（一）：《二》", 4, 0), ("ＡＢ１２！", 4, 0),
            ("a&nbsp;b&#12;&", 2, 0),
            ("&notareference", 13, 0), ("\u{A0}é𠀀", 2, 0), ("　\u{3000}·—…", 0, 0),
        ])
    func utf8(_ text: String, _ characters: Int, _ marks: Int) {
        let measure = TextMeasure(Array(text.utf8), isUTF8: true)
        #expect(measure.characters == characters)
        #expect(measure.sentenceMarks == marks)
        #expect(measure.characters == WordingSkeleton(text).scalars.count || text.contains("&"))
    }

    @Test("The same text counts the same in GB18030")
    func gb18030() {
        // 页面，不存在。Ａ１（）4
        let bytes: [UInt8] =
            [
                0xD2, 0xB3, 0xC3, 0xE6, 0xA3, 0xAC, 0xB2, 0xBB, 0xB4, 0xE6, 0xD4, 0xDA, 0xA1, 0xA3, 0xA3, 0xC1, 0xA3,
                0xB1,
            ]
            + [0xA3, 0xA8, 0xA3, 0xA9, 0x34]
        let measure = TextMeasure(bytes, isUTF8: false)
        #expect(measure.characters == 8)
        #expect(measure.sentenceMarks == 3)
        #expect(TextMeasure([0xD2], isUTF8: false).characters == 0)
    }

    @Test(
        "Bytes are found where they are, and only there",
        arguments: [
            ("abc", "abc", true), ("xabc", "abc", true), ("aabc", "abc", true), ("ababc", "abc", true),
            ("ab", "abc", false),
            ("", "a", false), ("abcabd", "abd", true), ("abx", "abc", false), ("a", "", false),
        ])
    func search(_ text: String, _ wanted: String, _ isThere: Bool) {
        #expect(ByteSearch.contains(Array(wanted.utf8), in: Array(text.utf8)) == isThere)
    }
}
