import Testing

@testable import Extraction

@Suite struct CharacterReferenceTests {
    @Test(arguments: [
        ("&#27721;", "汉"), ("&#x6C49;", "汉"), ("&#X6c49;", "汉"), ("&#128512;", "😀"), ("&#x3000;", "\u{3000}"),
        ("&#27721&#23383", "汉字"), ("&#9;", "\t"), ("&#10;", "\n"),
    ])
    func numbersAreCharacters(reference: String, text: String) {
        #expect(resolve(reference) == text)
    }

    @Test(arguments: [
        ("&#128;", "€"), ("&#150;", "–"), ("&#x93;&#x94;", "“”"), ("&#133;", "…"), ("&#151;", "—"), ("&#149;", "•"),
    ])
    func c1NumbersAreWindows1252(reference: String, text: String) {
        #expect(resolve(reference) == text)
    }

    @Test(arguments: ["&#xD800;", "&#xDFFF;", "&#x110000;", "&#9999999999;", "&#xFFFFFFFFFF;"])
    func numbersThatAreNoCharacterAreMarked(reference: String) {
        #expect(resolve(reference) == "\u{FFFD}")
    }

    @Test(arguments: [
        ("&amp;", "&"), ("&lt;p&gt;", "<p>"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", "\u{A0}"),
        ("&middot;", "·"), ("&ldquo;&rdquo;", "“”"), ("&mdash;", "—"), ("&hellip;", "…"), ("&thetasym;", "ϑ"),
        ("&amp;lt;", "&lt;"), ("&amp;nbsp;", "&nbsp;"),
    ])
    func namesAreCharactersAndResolvedOnce(reference: String, text: String) {
        #expect(resolve(reference) == text)
    }

    @Test func aSpaceNeedsNoSemicolon() {
        #expect(resolve("&nbsp&nbsp中&nbsp文") == "\u{A0}\u{A0}中\u{A0}文")
    }

    @Test(arguments: [
        "&", "&&", "&;", "&#;", "&#x;", "&#", "&#x", "&bogus;", "AT&T", "a & b", "&NoSuchName;", "&amp", "?a=1&copy=2",
        "&abcdefghijklmnop;", "&中;",
    ])
    func whatIsNoneStaysAsItIs(text: String) {
        #expect(resolve(text) == text)
    }

    @Test func controlCharactersAreLeftOut() {
        #expect(resolve("a\u{0}b\u{1B}c\u{7F}d\te\nf") == "abcd\te\nf")
        #expect(resolve("a&#0;b&#27;c").filter { $0 != " " } == "abc")
    }

    private func resolve(_ text: String) -> String {
        var resolved: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { CharacterReference.resolve($0, into: &resolved) }
        return String(decoding: resolved, as: UTF8.self)
    }
}
