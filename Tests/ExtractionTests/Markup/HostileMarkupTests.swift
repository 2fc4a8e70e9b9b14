import Model
import Testing

@testable import Extraction

/// Pages made to be slow or to break. These check results; that they end at all is the rest of the claim.
@Suite struct HostileMarkupTests {
    private let article = "<p>\(paragraph)</p>"

    @Test func textInTenMegabytesOfNestedDivsIsKept() throws {
        let page = copies(2_000_000, "<div>") + Array(article.utf8)
        // Without optimisation, and on a loaded machine, it takes more processor time than a daemon would give it.
        let result = try Extractor(timeLimit: .seconds(600)).read(
            page, at: nil, headerCharset: "utf-8", today: today, utcOffset: 28_800)
        #expect(result.body == [finishedParagraph])
        #expect(result.metadata.flags?.contains(.deepHTML) == true)
    }

    @Test func textAtEveryDepthIsKept() {
        let depth = 5000
        let page = (0..<depth).map { "<div>第\($0)行" }.joined()
        #expect(lines(page) == (0..<depth).map { "第\($0)行" })
    }

    @Test func aMillionEndTagsThatMatchNothingAreNothing() throws {
        let page = Array(article.utf8) + copies(1_000_000, "</i>") + Array(article.utf8)
        #expect(try read(page, headerCharset: "utf-8").body.first == finishedParagraph)
    }

    @Test func endTagsThatMatchNothingUnderManyOpenElementsEnd() {
        let page = Array(article.utf8) + copies(100_000, "<b>") + copies(1_000_000, "</i>")
        let tree = PageTree(parsing: page)
        let (isCutOff, text) = (tree.isCutOff, tree.plainText(of: 0, nodesLimit: .max))
        #expect(isCutOff)
        #expect(text == paragraph)
    }

    @Test func twoHundredThousandSiblingsAreAllRead() {
        let count = lines(copies(200_000, "<p>甲</p>")).count
        #expect(count == 200_000)
    }

    @Test func rowsWithoutEndTagsAreAllRead() {
        // HTML lets every </td> be left out.
        let page = copies(1, "<table>") + copies(40_000, "<tr><td>甲<td>乙</tr>") + copies(1, "</table>")
        let tree = PageTree(parsing: page)
        let (isCutOff, rows) = (tree.isCutOff, BlockReader.read(tree).blocks.count)
        #expect(!isCutOff)
        #expect(rows == 40_000)
    }

    @Test(arguments: [
        "<table><tr><td>", "<ul><li>", "<p>", "<b><i>", "<a href=x>", "<select><option>", "<ruby><rt>", "<h1>",
    ])
    func nestingWithoutEndDoesNotBreakTheReader(piece: String) {
        let page = copies(20_000, piece) + Array("甲".utf8)
        let text = PageTree(parsing: page).plainText(of: 0, nodesLimit: .max)
        #expect(text == "甲")
    }

    @Test(arguments: [
        ")", "(", "（", "[", "，", ".", "&", "<", "-", ":", "来源:", "2023-", "二〇", "a", "\u{301}", "{{", "\"",
    ])
    func aLineOfOneThingRepeatedEnds(piece: String) throws {
        let page = Array("\(article)<p>来源：".utf8) + copies(5_000, piece) + Array("</p>\(article)".utf8)
        #expect(try read(page, headerCharset: "utf-8").body.first == finishedParagraph)
    }

    @Test func twentyThousandAttributesAreNoBurden() {
        let page = Array("<p ".utf8) + copies(20_000, "a=1 class=b ") + Array(">甲</p>".utf8)
        #expect(lines(page) == ["甲"])
    }

    @Test func listsInListsWithTextAtEachLevelEnd() throws {
        let page = copies(5_000, "<ul><li>甲乙丙丁。") + Array(article.utf8)
        #expect(try read(page, headerCharset: "utf-8").body.isEmpty == false)
    }

    @Test func junkInJunkInTheArticleEnds() throws {
        let page =
            Array("<div id=zoom>\(article)".utf8) + copies(5_000, "<div class=ad>") + copies(5_000, "<p>短行</p>")
            + copies(5_000, "</div>") + copies(10, article) + Array("</div>".utf8)
        #expect(try read(page, headerCharset: "utf-8").body.first == finishedParagraph)
    }
}
