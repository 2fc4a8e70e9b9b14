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

    @Test(arguments: [
        ("<link rel=next href='?page=2'>", ["/xw/?page=2"]),
        ("<a rel='next nofollow' href=p2.html>次</a>", ["/xw/p2.html"]),
        (
            "<a href=index_2.htm>&gt;</a><a href=index_4.htm>&gt;&gt;</a>",
            ["/xw/index_2.htm", "/xw/index_3.htm", "/xw/index_4.htm"]
        ),
        ("<a href=index_2.htm>»</a>", ["/xw/index_2.htm"]),
        ("<a class='page-next' href=index_2.htm><i></i></a>", ["/xw/index_2.htm"]),
        ("<a aria-label='下一页' href=index_2.htm><svg></svg></a>", ["/xw/index_2.htm"]),
        (
            "<a tagname='/xw/index_2.html' href='javascript:void(0);'>下一页</a><a tagname='[NEXT]'>x</a>",
            ["/xw/index_2.html"]
        ),
        (
            "<a style='cursor:pointer' onclick=\"queryArticleByCondition(this,'/xw/11040-2.html')\">下一页</a>",
            ["/xw/11040-2.html"]
        ),
        ("<a href=\"javascript:goPage('/xw/index_2.html')\">下一页</a>", ["/xw/index_2.html"]),
        ("<input type=button value=下一页 onclick=\"location='index_2.html'\">", ["/xw/index_2.html"]),
        (
            "<select onchange='location=this.value'><option value=index.html>1<option value=index_2.html>第2页<option value=index_3.html>3/9</select>",
            ["/xw/index_2.html", "/xw/index_3.html"]
        ),
        ("<a href=/xw/202403/t20240301_1.html>&gt;</a>", []), ("<a href=#>&gt;</a>", []),
        ("<select><option value=''>省份<option value='http://b.example/2.html'>2</select>", []),
    ])
    func otherIdiomsAreRead(page: String, expected: [String]) throws {
        #expect(try next(page) == expected.map { "http://a.example\($0)" })
    }

    @Test func recordsThatAScriptPostsForAreAskedForByTheirAddress() throws {
        let records = String(repeating: "<record><![CDATA[<li></li>]]></record>", count: 2)
        let page = """
            <script type="text/xml"><datastore><recordset>\(records)</recordset></datastore></script>
            <script>$('#x').jpage({dataStore: d, proxyUrl: '/module/web/jpage/dataproxy.jsp', perPage: 2, totalRecord: 5,
            ajaxParam: {webid: 67, path: '/', columnid: 77278, unitid: '303271', permissiontype: 0}});</script>
            """
        #expect(
            try next(page)
                == [
                    "/module/web/jpage/dataproxy.jsp?startrecord=3&endrecord=4&perpage=2&webid=67&path=/&columnid=77278&unitid=303271&permissiontype=0",
                    "/module/web/jpage/dataproxy.jsp?startrecord=5&endrecord=5&perpage=2&webid=67&path=/&columnid=77278&unitid=303271&permissiontype=0",
                ].map { "http://a.example\($0)" })
        #expect(try next("<script>var proxyUrl='dataproxy.jsp', columnid=1;</script>") == [])
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
        try LinkReader().read(
            Array(page.utf8), at: WebAddress(parsing: "http://a.example/xw/"), headerCharset: nil, today: today
        ).next.map(\.description)
    }
}
