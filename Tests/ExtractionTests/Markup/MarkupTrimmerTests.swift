import Testing

@testable import Extraction

@Suite struct MarkupTrimmerTests {
    @Test(arguments: [
        "甲<script>乙</script>丙", "甲<SCRIPT type=x>乙</Script >丙", "甲<style>乙</style>丙", "甲<!-- 乙 -->丙",
        "甲<!-- <p>乙</p> -- > -->丙", "甲<!---->丙", "甲<!-->丙", "甲<!--->丙", "甲<!doctype 乙>丙", "甲<?乙?>丙",
        "甲<![CDATA[乙]]>丙", "甲</ 乙>丙", "甲<script>if (a<b) '</p>乙'</script>丙", "甲<style>p>a{乙}</style>丙",
        "甲<script src=x />乙</script>丙", "甲<script></script><script>乙</script>丙", "甲<!-- 乙 --!>丙",
    ])
    func scriptsStylesAndCommentsAreCut(markup: String) {
        #expect(lines(markup) == ["甲丙"])
    }

    @Test(arguments: ["甲<script>乙</p>丙", "甲<style>乙", "甲<!-- 乙 -- 丙", "甲<!--", "甲<script", "甲<!", "甲</p", "甲<p"])
    func whatIsNeverClosedEndsThePage(markup: String) {
        #expect(lines(markup) == ["甲"])
    }

    @Test func scriptsAreKeptAside() {
        let trimmed = trim("<script>甲</script><script></script><script src=x>乙</script><style>丙</style>")
        let page = Array("<script>甲</script><script></script><script src=x>乙</script><style>丙</style>".utf8)
        #expect(trimmed.scripts.map { String(decoding: page[$0], as: UTF8.self) } == ["甲", "乙"])
    }

    @Test(arguments: ["1 < 2", "a <- b", "<3", "甲<乙>丙", "甲<", "<", "<<<", "a<=b"])
    func aBracketThatBeginsNoTagIsText(text: String) {
        #expect(lines(text) == [text])
    }

    @Test func manyBracketsInOneParagraphAreAllText() {
        // Each begins a run of its own, more than libxml2 takes at once.
        let text = (0..<1000).map { "\($0) < 1000" }.joined(separator: ", ")
        let read = lines("<p>\(text)</p>")
        #expect(read == [text])
    }

    @Test func textBetweenManyCommentsIsWhole() {
        let markup = (0..<1000).map { "第\($0)句。<!-- \($0) -->" }.joined()
        #expect(lines("<p>\(markup)</p>") == [(0..<1000).map { "第\($0)句。" }.joined()])
    }

    @Test(arguments: [
        #"<p class="甲>乙</p><p>丙</p>"#, "<p class='甲>乙</p><p>丙</p>", #"<p a="1" b="甲>乙</p><p>丙</p>"#,
    ])
    func aQuoteThatIsNeverClosedEndsWithItsTag(markup: String) {
        #expect(lines(markup) == ["乙", "丙"])
    }

    @Test(arguments: [
        (#"<p title="a > b">甲</p>"#, "a > b"), ("<p title='a \" b'>甲</p>", "a \" b"), ("<p title=甲>甲</p>", "甲"),
        ("<p TITLE = x>甲</p>", "x"), (#"<p title="">甲</p>"#, ""), ("<p a=b/title=x>甲</p>", nil),
        ("<p/title=x>甲</p>", "x"), ("<p title>甲</p>", nil), (#"<p title="a"title="b">甲</p>"#, "a"),
        ("<p title=a title=b>甲</p>", "a"), (#"<p title="&lt;&#27721;">甲</p>"#, "<汉"), ("<p =title=x>甲</p>", nil),
    ])
    func attributesAreReadAsBrowsersDo(markup: String, title: String?) throws {
        let tree = PageTree(parsing: Array(markup.utf8))
        let paragraph = try #require(tree.indices.first { tree.nodes[$0].tag == .p })
        #expect(tree.attribute(.title, of: paragraph) == title)
        #expect(tree.plainText(of: paragraph) == "甲")
    }

    @Test func attributesBeyondTheBoundAreLeftOut() throws {
        let many = (0..<2000).map { "title=\($0) x\($0)=y" }.joined(separator: " ")
        let trimmed = trim("<p class=first \(many) id=last>甲</p>")
        #expect(trimmed.attributes.count <= MarkupBounds.attributesOfOneTag)
        #expect(trimmed.attributes.first?.name == .class)
        #expect(trimmed.attributes.last?.name == .title)
        #expect(!trimmed.isCutOff)
    }

    @Test func aTagLongerThanTheBoundStillEndsAndKeepsItsText() {
        let long = String(repeating: "x", count: MarkupBounds.tagBytes * 2)
        #expect(lines("<p title=\"\(long)\">甲</p><p>乙</p>") == ["甲", "乙"])
    }

    @Test func thePagesOwnDELIsNoMark() {
        #expect(lines("<p>甲\u{7F}@@@@@乙</p>") == ["甲@@@@@乙"])
        #expect(lines("<p\u{7F}@@@@A>甲</p>") == ["甲"])
    }

    private func trim(_ page: String) -> TrimmedMarkup {
        Array(page.utf8).withUnsafeBufferPointer { MarkupTrimmer.trim($0) }
    }
}
