import Testing

@testable import Extraction

@Suite struct BlockReaderTests {
    @Test(arguments: [
        ("甲<br>乙", ["甲", "乙"]), ("甲<br/>乙<BR />丙", ["甲", "乙", "丙"]), ("甲<br><br>&nbsp;<br>乙", ["甲", "乙"]),
        ("<p>甲<p>乙", ["甲", "乙"]), ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]), ("甲<hr>乙", ["甲", "乙"]),
        ("<h1>甲</h1>乙", ["甲", "乙"]), ("<ul><li>甲<li>乙</ul>丙", ["甲", "乙", "丙"]),
        ("<dl><dt>甲<dd>乙</dl>", ["甲", "乙"]), ("<center>甲</center>乙", ["甲", "乙"]),
    ])
    func blocksAndLineBreaksDivideLines(markup: String, expected: [String]) {
        #expect(lines(markup) == expected)
    }

    @Test(arguments: [
        "<span>甲</span><b>乙</b>", "甲<font color=red>乙</font>", "<a href=x>甲</a>乙", "甲<img src=x>乙", "甲<wbr>乙",
        "<strong><em>甲</em></strong><u>乙</u>", "甲<input>乙", "<label>甲</label>乙",
    ])
    func inlineElementsDoNot(markup: String) {
        #expect(lines(markup) == ["甲乙"])
    }

    @Test(arguments: [
        "<st1:chsdate Year=2015>甲</st1:chsdate>乙", "甲<o:p></o:p>乙", "<nobr>甲</nobr>乙", "<tt>甲</tt><kbd>乙</kbd>",
        "<bdo dir=ltr>甲</bdo>乙", "<acronym>甲</acronym>乙", "<data value=1>甲</data>乙", "<my-name>甲</my-name>乙",
    ])
    func elementsThatBrowsersShowInlineAreInline(markup: String) {
        // Word's pages wrap every date and place in elements of its own.
        #expect(lines("<p>\(markup)</p>") == ["甲乙"])
    }

    @Test(arguments: [
        ("<p>&nbsp;&nbsp;&nbsp;&nbsp;甲</p>", "甲"), ("<p>\u{3000}\u{3000}甲\u{3000}</p>", "甲"), ("<p>\t 甲 \n</p>", "甲"),
        ("<p>&#12288;&#x3000;甲</p>", "甲"), ("<p>&emsp;&ensp;&thinsp;甲</p>", "甲"), ("<p>甲\u{3000}\u{3000}乙</p>", "甲 乙"),
        ("<p>甲&nbsp;&nbsp;乙</p>", "甲 乙"), ("<p>\u{FEFF}\u{200B}甲\u{200D}乙\u{AD}</p>", "甲乙"),
    ])
    func indentsGoAndInnerSpaceIsOne(markup: String, line: String) {
        #expect(lines(markup) == [line])
    }

    @Test(arguments: [
        ("<p>甲\n乙</p>", "甲乙"), ("<p>甲\r\n  乙</p>", "甲乙"), ("<p>甲，\n乙</p>", "甲，乙"), ("<p>甲\n“乙”</p>", "甲“乙”"),
        ("<p>甲 乙</p>", "甲 乙"), ("<p>one\ntwo</p>", "one two"), ("<p>甲\none</p>", "甲 one"), ("<p>2023\n年</p>", "2023 年"),
        ("<p><span>甲</span>\n<span>乙</span></p>", "甲乙"), ("<p>甲。\n乙</p>", "甲。乙"), ("<p>甲\n<!-- x -->\n乙</p>", "甲乙"),
    ])
    func aLineEndOfTheMarkupIsNoSpaceBetweenHanCharacters(markup: String, line: String) {
        #expect(lines(markup) == [line])
    }

    @Test func preIsALineABlock() {
        #expect(lines("<pre>甲乙</pre><p>丙</p>") == ["甲乙", "丙"])
    }

    @Test(arguments: [
        "<ruby>萬<rt>wàn</rt></ruby>里", "<ruby>萬<rp>(</rp><rt>wàn</rt><rp>)</rp></ruby>里", "<ruby>萬<rt>wàn</ruby>里",
        "<ruby><rb>萬</rb><rt>wàn</rt></ruby>里", "<ruby>萬<rtc><rt>wàn</rt></rtc></ruby>里",
    ])
    func readingsOfRubyAreNotText(markup: String) {
        #expect(lines("<p>\(markup)</p>") == ["萬里"])
    }

    @Test(arguments: [
        "<iframe>乙</iframe>", "<noscript>乙</noscript>", "<select><option>乙</option></select>",
        "<svg><text>乙</text></svg>",
        "<textarea>乙</textarea>", "<template>乙</template>", "<title>乙</title>", "<button>乙</button>", "<nav>乙</nav>",
        "<object>乙</object>", "<video>乙</video>", "<canvas>乙</canvas>",
    ])
    func whatReadersDoNotSeeAsTextIsLeftOut(markup: String) {
        #expect(lines("<p>甲</p>\(markup)<p>丙</p>") == ["甲", "丙"])
    }

    @Test(arguments: ["display:none", "visibility:hidden", "visibility: hidden; opacity: 0;"])
    func hiddenIsNotJunk(style: String) {
        #expect(lines("<div style='\(style)'><p>甲</p></div>") == ["甲"])
    }

    @Test func tokensAreHanCharactersAndWords() throws {
        let block = try #require(blocks("<p>全市 GDP 增长 5.2%，<a href=x>详情见 here</a>。</p>").first)
        #expect(block.tokens == 2 + 1 + 2 + 2 + 3 + 1)
        #expect(block.linkTokens == 4)
        #expect(block.han == 7)
        #expect(block.links == 1)
        #expect(block.traits.contains(.endsSentence))
    }

    @Test func traitsSayWhereALineStood() {
        #expect(blocks("<ul><li>甲</ul>")[0].traits.contains(.listItem))
        #expect(blocks("<figure><figcaption>甲</figcaption></figure>")[0].traits.contains(.caption))
        #expect(blocks("<footer><p>甲</p></footer>")[0].traits.contains(.margin))
        #expect(blocks("<p><b>甲</b></p>")[0].traits.contains(.bold))
        #expect(!blocks("<p><b>甲</b>乙</p>")[0].traits.contains(.bold))
        #expect(blocks("<h2><span>甲</span></h2>")[0].headingLevel == 2)
        #expect(blocks("<h2>甲</h2><p>乙</p>")[1].headingLevel == 0)
    }

    @Test func aLinkOverSeveralLinesIsALinkInEach() {
        #expect(blocks("<a href=x><p>甲</p><p>乙</p></a><p>丙</p>").map(\.linkTokens) == [1, 1, 0])
    }

    @Test func anAnchorWithoutAnAddressIsNoLink() {
        #expect(blocks("<a name=top><p>甲乙</p></a>").map(\.linkTokens) == [0])
        #expect(blocks("<a name=top><p>甲</p><p>乙</p>").map(\.linkTokens) == [0, 0])
    }

    @Test func blocksOfANodeAreFoundByItsRange() throws {
        let tree = PageTree(parsing: Array("<p>甲</p><div><p>乙</p><p>丙</p></div><p>丁</p>".utf8))
        let list = BlockReader.read(tree)
        let division = try #require(tree.indices.first { tree.nodes[$0].tag == .div })
        #expect(list.blocks(inside: tree.subtree(of: division)).map { list.string(of: $0) } == ["乙", "丙"])
        #expect(list.blocks(inside: 0..<tree.nodes.count) == 0..<4)
    }

    private func blocks(_ markup: String) -> [Block] { BlockReader.read(PageTree(parsing: Array(markup.utf8))).blocks }
}
