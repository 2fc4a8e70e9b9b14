import Testing

@testable import Model

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("江门：百千万工程。", "江门：百千万工程。"), ("a\tb\nc", "a\tb\nc"),
        ("\u{1B}[31mred\u{1B}]0;title\u{7}", "[31mred]0;title"), ("a\u{9B}31mb\u{85}", "a31mb"),
        ("abc\u{202E}cba\u{2066}x\u{200F}", "abccbax"), ("zero\u{200B}width\u{FEFF}", "zerowidth"),
        ("a\rb\u{0}c\u{7F}", "abc"), ("line\u{2028}end", "lineend"), ("tag\u{E0041}", "tag"), ("👨", "👨"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"), ("soft\u{AD}hyphen", "softhyphen"),
        ("a\u{2060}b\u{2061}c\u{FFF9}d", "abcd"), ("“引号”——……", "“引号”——……"), ("ｆｕｌｌ，（）", "ｆｕｌｌ，（）"),
    ])
    func steeringCharactersGo(text: String, kept: String) {
        #expect(plainText(text) == kept)
    }

    @Test func oneLineIsOneLine() {
        #expect(oneLine("  a\n\n\tb \u{3000}c\u{1B}[0m\r\nd ") == "a b c[0m d")
        #expect(oneLine("\n\u{202E}") == "")
    }
}
