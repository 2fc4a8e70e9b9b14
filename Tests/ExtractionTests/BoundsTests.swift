import Model
import Testing

@testable import Extraction

/// What is given up or left out is said.
@Suite struct BoundsTests {
    private let article = "<h1>春耕会议召开</h1><div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，形势总体较好。</p>"

    @Test func readingEndsWithItsTime() throws {
        let page = Array(article.utf8)
        let address = try WebAddress(parsing: "http://www.example.gov.cn/xw/")
        let extractor = Extractor(timeLimit: .zero)
        let failure = ExtractionFailure.tooMuchWork(seconds: 0)
        #expect(throws: failure) {
            try extractor.read(page, at: nil, headerCharset: nil, today: today, utcOffset: 0)
        }
        #expect(throws: failure) {
            try extractor.explain(page, at: nil, headerCharset: nil, today: today, utcOffset: 0)
        }
        for list in [page, Array("<rss><item><link>a</link></item></rss>".utf8)] {
            #expect(throws: failure) {
                try LinkReader(timeLimit: .zero).read(list, at: address, headerCharset: nil, today: today)
            }
        }
        #expect(failure.reason == "reading the page was given up after 0 s of processor time")
    }

    @Test func aLoopThatRunsOutOfTimeStops() {
        let budget = ReadingBudget(.zero, bytes: 0)
        let tree = PageTree(parsing: copies(20_000, "<p>甲</p>"), budget: budget)
        let blocks = BlockReader.read(tree).blocks.count
        #expect(blocks < 20_000)
        #expect(!ReadingBudget.unlimited.isSpent && !ReadingBudget(.seconds(1000), bytes: 0).isSpent)
    }

    @Test func moreNodesThanAPageMayHaveAreLeftOutAndSaid() {
        let tree = PageTree(parsing: Array(article.utf8) + copies(MarkupBounds.nodes, "<b>"))
        let (isCutOff, count) = (tree.isCutOff, tree.nodes.count)
        #expect(isCutOff)
        #expect(count <= MarkupBounds.nodes + 10)
    }

    @Test func signsThatBeginNoTagAreOneText() {
        let tree = PageTree(parsing: copies(1_000_000, "<"))
        let (count, size, isCutOff) = (tree.nodes.count, tree.text.count, tree.isCutOff)
        #expect(count < 10 && size == 1_000_000 && !isCutOff)
    }

    @Test func tagsThatNeverEndAreReadOnceEach() {
        let tree = PageTree(parsing: copies(200_000, "<p a=\"'>'\" "))
        let isCutOff = tree.isCutOff
        #expect(isCutOff)
    }

    @Test func theFirstOfEqualAttributesCounts() throws {
        let tree = PageTree(parsing: Array("<p class=a CLASS=b id=c class=d>甲</p>".utf8))
        let paragraph = try #require(tree.indices.first { tree.nodes[$0].tag == .p })
        #expect(tree.attributes(of: paragraph).count == 2)
        #expect(tree.attribute(.class, of: paragraph) == "a")
    }

    @Test func aValueLongerThanAnyIsEmpty() throws {
        let long = String(repeating: "x", count: MarkupBounds.valueBytes + 1)
        let tree = PageTree(parsing: Array("<a href='\(long)' title=甲>乙</a>".utf8))
        let link = try #require(tree.indices.first { tree.nodes[$0].tag == .a })
        #expect(tree.attribute(.href, of: link)?.isEmpty == true)
        #expect(tree.attribute(.title, of: link) == "甲")
    }

    @Test(arguments: [
        "<p>会议", "<p clas", "<p class=\"a b", "<img src=\"/a/b", "<!-- a", "<script>var a = 1;", "<style>a{",
        "<script src='a'",
        "</di",
    ])
    func aPageThatEndsInsideItsMarkupIsFlagged(end: String) throws {
        let flags = try read(article + end).metadata.flags ?? []
        #expect(flags.contains(.truncated) == (end != "<p>会议"))
    }

    @Test(arguments: [
        "", "</div>", "<!-- a --></body></html>", "<!-- never closed </body></html>",
        "<script>never closed</body></html>",
        "<a href=\"x>甲</a></div></html>", "<p>5 < 6", "<p>甲", "<br", "</html",
    ])
    func aPageThatOmitsEndTagsIsNot(end: String) throws {
        let flags = try read(article + end).metadata.flags ?? []
        #expect(flags.contains(.truncated) == (end == "<br" || end == "</html"))
    }

    @Test(arguments: [
        (".a, .b:hover { color: red; margin: 0 } p { top: 1px } em { left: 2px }", "CSS"),
        ("@charset \"utf-8\"; body { margin: 0; } p { top: 1px } em { left: 2px }", "CSS"),
        ("/* 会议要求。 */\n// x\nvar a = function () { return 1; }; document.write('<p>会议要求，抓紧。</p>');", "JavaScript"),
        ("(function(){var a={b:1};a.c=function(d){return d+1};})();", "JavaScript"),
        ("{\"title\": \"春耕\", \"content\": \"\(paragraph)\"}", "JSON"), ("[{\"title\":\"\(paragraph)\"}]", "JSON"),
    ])
    func codeIsNoPage(text: String, kind: String) {
        #expect(throws: ExtractionFailure.binary(kind: kind)) { try read(text) }
    }

    @Test(arguments: [
        "\(paragraph)\n\(paragraph)", "[通知] \(paragraph)", "var 区(新区)建设：\(paragraph)",
        "p { 色 } \(paragraph)\(paragraph)",
        "import of goods rose. \(paragraph)",
    ])
    func textIsAPage(text: String) throws {
        #expect(try read("<meta charset=utf-8>" + text).body.isEmpty == false)
        #expect(CodeFile.recognise(Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        ([0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0], "unknown binary format"),
        ([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70], "MP4"),
        (Array("SQLite format 3\0".utf8), "SQLite"), ([0x1A, 0x45, 0xDF, 0xA3], "Matroska"),
        (Array("{\\rtf1 a}".utf8), "RTF"),
    ])
    func filesAreNoPages(bytes: [UInt8], kind: String) {
        #expect(throws: ExtractionFailure.binary(kind: kind)) { try read(bytes) }
    }

    @Test func attachmentsAndPicturesHaveABound() throws {
        let links = (0..<1500).map {
            "<p><a href=http://a.example/\($0).pdf>附件\($0)</a><img src=http://a.example/\($0).jpg></p>"
        }
        let article = try read("\(article)\(links.joined())<p>\(paragraph)会议强调。</p></div>")
        #expect(article.metadata.attachments?.count == 1000)
        #expect(article.metadata.images?.count == 1000)
    }
}
