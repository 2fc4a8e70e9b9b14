import Testing

@testable import Extraction

@Suite struct WhiteSpaceTests {
    @Test(arguments: [
        ("", ""), (" \n\t", ""), (" 甲  乙 ", "甲 乙"), ("\u{3000}甲\u{A0}\u{2003}乙", "甲 乙"), ("甲\u{200B}乙\u{FEFF}", "甲乙"),
        ("甲\u{0}乙", "甲 乙"),
        ("😀 𠀀", "😀 𠀀"),
    ])
    func runsBecomeOneSpace(text: String, collapsed: String) {
        #expect(WhiteSpace.collapse(text.utf8) == collapsed)
    }
}
