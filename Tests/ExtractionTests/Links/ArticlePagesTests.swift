import Model
import Testing

@testable import Extraction

@Suite struct ArticlePagesTests {
    @Test(arguments: [
        "<a href=t1_1.html>2</a><a href=t1_2.html>3</a><a href=t1_1.html>下一页</a>",
        "<a href=t1_1.html>第2页</a><a href=t1_2.html>第3页</a>", "<script>createPageHTML(3, 0, \"t1\", \"html\")</script>",
    ])
    func furtherPagesAreFoundInOrder(markup: String) throws {
        #expect(try following(markup, of: "/a/t1.html") == ["/a/t1_1.html", "/a/t1_2.html"])
    }

    @Test func pagesInTheQueryAreFound() throws {
        #expect(
            try following("<a href='?id=7&page=2'>下一页</a><a href='?id=7&page=3'>3</a>", of: "/a/show.php?id=7") == [
                "/a/show.php?id=7&page=2", "/a/show.php?id=7&page=3",
            ])
    }

    @Test func aFurtherPageKnowsTheOnesBehindIt() throws {
        #expect(try following("<a href=t1.html>1</a><a href=t1_3.html>3</a>", of: "/a/t1_2.html") == ["/a/t1_3.html"])
    }

    @Test(arguments: [
        "", "<a href=t2.html>下一篇</a>", "<a href=t2.html>2</a>", "<a href=t1_9.html>2</a>", "<a href=/b/t1_1.html>2</a>",
        "<a href=http://b.example/a/t1_1.html>2</a>", "<a href=t1_1.html>春耕生产工作会议召开</a>", "<a href=t1_1.htm>2</a>",
        "<a href=t1_1000.html>2</a>", "<a href=t1_99999999999999999999.html>2</a>",
    ])
    func otherLinksAreNoFurtherPages(markup: String) throws {
        #expect(try following(markup, of: "/a/t1.html") == [])
    }

    @Test func joinedPagesAreOneArticleWithoutTheRepeatedHeadline() throws {
        let title = "<title>春耕生产工作会议召开</title><h1>春耕生产工作会议召开</h1>"
        let first = try read("\(title)<div id=zoom><p>\(paragraph)</p></div>")
        var second = try read("<div id=zoom><p>会议指出，今年以来形势总体较好。</p></div>")
        second.body.insert("春耕生产工作会议召开", at: 0)
        let joined = Extractor().joining(first, with: [second])
        #expect(joined.headline == first.headline)
        #expect(joined.body == [finishedParagraph, "会议指出,今年以来形势总体较好。"])
        #expect(joined.fingerprint != first.fingerprint)
        #expect(Extractor().joining(first, with: []) == first)
    }

    private func following(_ markup: String, of path: String) throws -> [String] {
        let base = try WebAddress(parsing: "http://a.example" + path)
        return ArticlePages(tree: PageTree(parsing: Array(markup.utf8)), base: base).following().map {
            $0.path + ($0.query.map { "?\($0)" } ?? "")
        }
    }
}
