import Testing

@testable import Extraction

@Suite struct PageTreeTests {
    @Test(arguments: [
        "<html><body><p>甲</p></body></html><p>乙</p>",
        "<html><body><p>甲</p></html><html><body><p>乙</p></body></html>",
        "<p>甲</p></html><div><p>乙</p></div></body>", "<head><title></title></head><p>甲</p><head></head><p>乙</p>",
        "<body><p>甲</p></body><body><p>乙</p></body>", "<!doctype html><p>甲<!doctype html><p>乙",
        "<frameset><p>甲</p></frameset><p>乙</p>",
    ])
    func everyDocumentOfAPageCounts(markup: String) {
        #expect(lines(markup) == ["甲", "乙"])
    }

    @Test func rangesNestAndCoverThePage() {
        let tree = PageTree(parsing: Array("<div>a<p>b<i>c</i></p><ul><li>d<li>e</ul></div>f<td>g</div>h".utf8))
        #expect(tree.nodes[0].tag == .root)
        #expect(tree.nodes[0].end == tree.nodes.count)
        for index in tree.indices.dropFirst() {
            let node = tree.nodes[index]
            let parent = tree.nodes[Int(node.parent)]
            #expect(Int(node.parent) < index && node.end <= parent.end && node.depth == parent.depth + 1)
        }
        #expect(tree.plainText(of: 0).filter { $0 != " " } == "abcdefgh")
    }

    @Test func ancestorsLeadToTheRoot() throws {
        let tree = PageTree(parsing: Array("<div><p><b>甲</b></p></div>".utf8))
        let text = try #require(tree.indices.first { tree.nodes[$0].tag == .text })
        let tags = tree.ancestors(of: text).map { tree.nodes[$0].tag }
        #expect(tags.prefix(3) == [.b, .p, .div])
        #expect(tags.last == .root)
        #expect(Array(tree.ancestors(of: 0)) == [])
    }

    @Test(arguments: ["", " ", "<", "<>", "</>", "<!", "&", "\u{0}", "</p>", "</html>", "<html>"])
    func almostNothingIsATreeToo(markup: String) {
        let tree = PageTree(parsing: Array(markup.utf8))
        #expect(tree.nodes[0].tag == .root)
        #expect(tree.maximumDepth < 8)
    }

    @Test func systemsMarksAreKeptAndOtherCommentsNot() {
        let tree = PageTree(parsing: Array("<!--enpcontent--><p>甲</p><!--/enpcontent--><!--编辑-->".utf8))
        let comments = tree.indices.filter { tree.nodes[$0].tag == .comment }
        #expect(comments.map { String(decoding: tree.text(of: $0), as: UTF8.self) } == ["enpcontent", "/enpcontent"])
    }

    @Test func theMetaCharsetDoesNotSwitchTheEncodingAgain() {
        let page = "<meta charset=iso-8859-1><meta http-equiv=content-type content='text/html;charset=gbk'><p>汉字</p>"
        #expect(lines(page) == ["汉字"])
    }

    @Test(arguments: ["<p><table><tr><td>甲</table>", "<b><p>甲</b></p>", "<a><div>甲</a></div>", "<i><b>甲</i></b>"])
    func wrongNestingLosesNoText(markup: String) {
        #expect(lines(markup) == ["甲"])
    }

    @Test func nulBytesAreLeftOut() {
        #expect(
            lines([0x3C, 0x70, 0x3E, 0x61, 0x00, 0x62, 0x3C, 0x00, 0x2F, 0x70, 0x3E, 0x63]).joined().hasPrefix("ab"))
        #expect(lines("<p>甲\u{0}\u{0}乙</p>") == ["甲乙"])
        #expect(lines("<p\u{0}>甲</p>") == ["甲"])
    }
}
