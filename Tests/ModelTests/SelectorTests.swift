import Testing

@testable import Model

@Suite struct SelectorTests {
    @Test func everyPartOfTheSubsetIsRead() throws {
        let selector = try Selector(
            parsing: " DIV.article-body#zoom > p [ data-x = \"a b\" ] , *, [Href$='.pdf'][title] ")
        let ways = selector.alternatives
        #expect(ways.count == 3)
        #expect(ways[0].map(\.compound.element) == ["div", "p", nil])
        #expect(ways[0].map(\.isChild) == [false, true, false])
        #expect(
            ways[0][0].compound.conditions == [
                .init(attribute: "class", comparison: .hasWord, value: "article-body"),
                .init(attribute: "id", comparison: .equal, value: "zoom"),
            ])
        #expect(ways[0][2].compound.conditions == [.init(attribute: "data-x", comparison: .equal, value: "a b")])
        #expect(ways[1] == [.init(compound: .init(), isChild: false)])
        #expect(
            ways[2][0].compound.conditions == [
                .init(attribute: "href", comparison: .endsWith, value: ".pdf"),
                .init(attribute: "title", comparison: .present, value: ""),
            ])
    }

    @Test(arguments: [
        "正文", ".正文", "founder-content", ".md\\:flex", "a>b", "a,b", "[a^=b]", "[a*=b]", "[a~=b]", "[a='']",
    ])
    func itIsReadWithoutComplaint(text: String) throws {
        #expect(try Selector(parsing: text).description == text)
    }

    @Test func aBackslashTakesTheNextCharacterAsItIs() throws {
        let compound = try Selector(parsing: ".md\\:flex").alternatives[0][0].compound
        #expect(compound.conditions.map(\.value) == ["md:flex"])
    }

    @Test(arguments: [
        ("", 1, "expected an element"), ("   ", 4, "expected an element"), (".", 2, "a class behind"),
        ("#", 2, "an id behind"), ("div.", 5, "a class behind"), ("p:first-child", 2, "pseudo-classes"),
        ("a + b", 3, "neighbours"), ("a ~ b", 3, "neighbours"), ("a >", 4, "nothing behind \">\""),
        ("> a", 1, "does not belong"), ("a,", 3, "expected an element"), ("a,,b", 3, "does not belong"),
        ("[", 2, "an attribute behind"), ("[a", 1, "without its \"]\""), ("[a=", 4, "a value behind"),
        ("[a=b", 1, "without its \"]\""), ("[a=\"b", 4, "a quote that is not closed"), ("[a=b c]", 6, "expected \"]\""),
        ("[a!b]", 3, "expected \"=\" or \"]\""), ("[a^b]", 4, "expected \"=\""), ("div{}", 4, "does not belong"),
        ("//div", 1, "does not belong"), ("div(", 4, "does not belong"),
    ])
    func whatIsWrongIsToldWithItsPlace(text: String, position: Int, reason: String) throws {
        let error = #expect(throws: SelectorError.self) { try Selector(parsing: text) }
        #expect(error?.position == position)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test func aSelectorWithoutEndIsRefused() {
        let endless = Array(repeating: "a", count: Selector.stepsLimit + 1).joined(separator: " ")
        #expect(throws: SelectorError.self) { try Selector(parsing: endless) }
    }
}
