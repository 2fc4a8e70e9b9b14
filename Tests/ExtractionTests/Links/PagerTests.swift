import Model
import Testing

@testable import Extraction

@Suite struct PagerTests {
    @Test(arguments: [
        (#"createPageHTML(4, 0, "index", "html");"#, ["index_1.html", "index_2.html", "index_3.html"]),
        (#"createPageHTML(4,2,"index","shtml")"#, ["index_3.shtml"]), (#"createPageHTML(1, 0, "index", "html")"#, []),
        (#"createPageHTML('page', 3, 1, 'list', 'html', 50)"#, ["list_2.html", "list_3.html"]),
        (#"function createPageHTML(a,b,c,d){} createPageHTML(2,0,"index","htm");"#, ["index_1.htm"]),
        ("var currentPage = 0; var countPage = 3; var a = '.html';", ["index_1.html", "index_2.html"]),
    ])
    func scriptsOfKnownSystemsAreRead(script: String, expected: [String]) throws {
        #expect(try next("<script>\(script)</script>") == expected.map { "http://a.example/xw/\($0)" })
    }

    @Test func aMillionPagesAreNotBelieved() throws {
        let pages = try next(#"<script>createPageHTML(1000000, 0, "index", "html")</script>"#)
        #expect(pages.count <= Pager.limit + 1)
    }

    @Test func manyLastPagesTogetherAreNotBelievedEither() throws {
        let page = (0..<20).map { "<a href=list\($0)_2000.html>尾页</a>" }.joined()
        let pages = try next(page)
        #expect(pages.count <= Pager.limit)
    }

    @Test func numbersBeyondReasonDoNotBreakIt() async {
        await #expect(processExitsWith: .success) {
            let base = try WebAddress(parsing: "http://a.example/xw/")
            for script in [
                #"createPageHTML(5, 9223372036854775807, "index", "html")"#,
                #"createPageHTML(-9223372036854775808, 0, "index", "html")"#,
                #"createPageHTML(9223372036854775807, 9223372036854775000, "index", "html")"#,
                #"createPageHTML('page', 9223372036854775807, 9223372036854775807, 'list', 'html')"#,
                "var countPage = 99999999999999999999; var currentPage = 99999999999999999999;",
            ] {
                let tree = PageTree(parsing: Array("<script>\(script)</script>".utf8))
                _ = Pager(tree: tree, links: [], base: base).next()
            }
        }
    }

    @Test(arguments: [
        "createPageHTML()", "createPageHTML(", "createPageHTML(a,b,c,d)", "createPageHTML", "createPageHTML(1,2,3",
        "var countPage", "var countPage =", "countPage==1", "P", "",
    ])
    func brokenScriptsSayNothing(script: String) throws {
        #expect(try next("<script>\(script)</script>") == [])
    }

    @Test func anchorsAreReadByTheirWords() throws {
        let page =
            "<a href=index.html>1</a><a href=index_2.html>2</a><a href=index_3.html>3</a><a href=index_2.html>下一页</a>"
        #expect(try next(page) == ["http://a.example/xw/index_2.html", "http://a.example/xw/index_3.html"])
    }

    @Test func theLastPageTellsAllBeforeIt() throws {
        #expect(try next("<a href=index_4.html>尾页</a>") == (2...4).map { "http://a.example/xw/index_\($0).html" })
    }

    @Test func pagesOfOtherSitesAreNoneOfThisList() throws {
        #expect(try next("<a href=http://b.example/xw/index_2.html>下一页</a>") == [])
    }

    private func next(_ page: String) throws -> [String] {
        let base = try WebAddress(parsing: "http://a.example/xw/")
        let tree = PageTree(parsing: Array(page.utf8))
        let links = LinkCollector(tree: tree, hints: NodeHints.standard.hints(for: tree), base: base, today: today)
            .links()
        return Pager(tree: tree, links: links, base: base).next().map(\.description)
    }
}
