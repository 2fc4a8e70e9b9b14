import Testing

@testable import Daemon

@Suite struct TextTableTests {
    @Test func hanCharactersTakeTwoColumns() {
        var table = TextTable([.init(title: "NAME"), .init(title: "N", isNumeric: true), .init(title: "NOTE")])
        table.add(["江门市人民政府", "7", "好"])
        table.add(["abc", "1234", ""])
        #expect(
            table.text == """
                NAME               N  NOTE
                江门市人民政府     7  好
                abc             1234

                """)
        let ends = table.text.split(separator: "\n").prefix(2).map {
            displayWidth(String($0.split(separator: "  ")[0]))
        }
        #expect(ends == [4, 14])
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("中文", 4), ("，。「」", 8), ("ｱ", 1), ("가", 2), ("e\u{301}", 1), ("𠀀", 2), ("—“”", 3),
        ("（）", 4), ("a\u{200B}b", 2),
    ])
    func widthIsThatOfATerminal(text: String, width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test func cellsCannotSteerTheTerminal() {
        var table = TextTable([.init(title: "A")])
        table.add(["x\u{1B}[2J\ny\u{202E}"])
        #expect(table.text == "A\nx[2J y\n")
    }

    @Test(arguments: [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("中文字", 5, "中文…"), ("中文字", 4, "中…"), ("", 0, "")])
    func textIsCutToColumns(text: String, limit: Int, expected: String) {
        #expect(shortened(text, toColumns: limit) == expected)
        #expect(displayWidth(shortened(text, toColumns: limit)) <= max(limit, 1))
    }
}
