import Model
import Testing

@testable import Extraction

/// Links that only scripts follow, lists that only scripts write.
@Suite struct ScriptedLinksTests {
    private let titles = ["春耕生产工作会议在市民中心召开", "各地抓紧检修农机备足化肥种子", "我市新建高标准农田三万亩", "气象部门发布春播期天气预报", "供销系统送农资下乡到田头"]

    private func items(_ item: (_ number: Int, _ title: String) -> String) -> String {
        titles.enumerated().map { item($0, $1) }.joined()
    }

    private var wanted: [String] { (0...4).map { "http://a.example/xw/202403/t\($0).html" } }

    @Test(arguments: [
        "<a href='javascript:void(0)' onclick=\"window.open('/xw/202403/tN.html')\">T</a>",
        "<a href='#' onclick='location.href=\"202403/tN.html\"; return false'>T</a>",
        "<a onclick=\"goTo(1, '/xw/202403/tN.html', '_blank')\">T</a>",
        "<a href=\"javascript:window.open('/xw/202403/tN.html')\">T</a>",
        "<a href=\"javascript:openWin(%27/xw/202403/tN.html%27);\">T</a>",
        "<a href=\"JavaScript:;\" data-href=\"/xw/202403/tN.html\">T</a>",
        "<a data-url=\"./202403/tN.html\">T</a>",
        "<a href=\"javascript:void(0)\" onclick=\"window.open('/xw/202403/t' + 'N' + '.html')\">T</a>",
        "<a href=\"javascript:void(0)\" onclick=\"window.open('/xw/202403/t' + N + '.html')\">T</a>",
        "<span onclick=\"window.location='/xw/202403/tN.html'\"><h3>T</h3></span>",
        "<div data-href='/xw/202403/tN.html'><p>T</p><p>摘要</p></div>",
        "<a href='/xw/202403/tN.html' title='T'>春耕...</a>",
        "<b>T</b><a href='/xw/202403/tN.html'>[查看详情]</a>",
        "<a href='/xw/202403/tN.html'><img src=x.jpg></a><b>T</b>",
        "<div onclick=\"location='/xw/202403/tN.html'\"><a href='/xw/202403/tN.html'>T</a></div>",
    ])
    func everyWayToLeadToAnArticleIsFollowed(item: String) throws {
        let list = items { number, title in
            "<li>\(item.replacing("N", with: "\(number)").replacing("T", with: title))<em>2024-03-0\(number + 1)</em></li>"
        }
        let page = try read("<ul>\(list)</ul>")
        #expect(page.articles.map(\.address.description) == wanted)
        #expect(page.articles.map(\.title) == titles)
        #expect(page.articles.map { $0.date?.day } == [1, 2, 3, 4, 5])
    }

    @Test func anItemWithAHandlerIsALinkWithItsHeading() throws {
        let list = items {
            "<li onclick=\"window.location='/xw/202403/t\($0).html'\"><h3>\($1)</h3><em>2024-03-01</em></li>"
        }
        #expect(try read("<ul>\(list)</ul>").articles.map(\.title) == titles)
        let rows = items {
            "<tr onclick=\"window.open('/xw/202403/t\($0).html')\"><td>\($0)</td><td>\($1)</td><td>2024-03-01</td></tr>"
        }
        #expect(try read("<table>\(rows)</table>").articles.map(\.title) == titles)
    }

    @Test func whatAScriptPutsTogetherLaterIsNoAddress() {
        for script in [
            "window.open('/show?id=' + id)", "location.href = base + '/1.html'", "window.open(url)", "alert('春耕')",
            "share('图片.png')", "window.open('", "", "'", "a('b", "location", "open('')", "if (a == '/') {}",
        ] {
            #expect(ScriptedAddress.reference(in: script) == nil || script.hasPrefix("if"), "\(script)")
        }
        #expect(ScriptedAddress.reference(in: "a('x','/1.html')") == "/1.html")
        #expect(ScriptedAddress.reference(in: #"location="\/1.html""#) == "/1.html")
    }

    @Test func itemsThatAScriptWritesAreRead() throws {
        let list = items {
            "<script>document.write(\"<li><a href=\\\"/xw/202403/t\($0).html\\\">\($1)</a><span>2024-03-01</span></li>\")</script>"
        }
        let page = try read("<div class=nav><a href=/>首页</a></div><ul>\(list)</ul>")
        #expect(page.articles.map(\.title) == titles)
    }

    @Test(arguments: [
        "<script>var listData=[ITEMS];render(listData);</script>",
        "<script type='application/json'>{\"data\":{\"rows\":[ITEMS],\"total\":5}}</script>",
        "<script>window.__DATA__ = {list: [ITEMS], other: {a: \"b\"}}</script>",
    ])
    func itemsInAScriptsDataAreRead(script: String) throws {
        let records = titles.enumerated().map {
            "{\"title\": \"\($1)\", \"img\": \"/\($0).jpg\", \"url\": \"\\/xw\\/202403\\/t\($0).html\", \"date\": \"2024-03-0\($0 + 1)\"}"
        }
        let page = try read("<ul id=l></ul>" + script.replacing("ITEMS", with: records.joined(separator: ",")))
        #expect(page.articles.map(\.address.description) == wanted)
        #expect(page.articles.map(\.title) == titles)
        #expect(page.articles.map { $0.date?.day } == [1, 2, 3, 4, 5])
    }

    @Test func namesThatSayNothingAreToldByTheirValues() throws {
        let records = items {
            "{\"aT\": \"\($1)\", \"aPd\": \"2024-03-01 17:00\", \"aU\": \"/xw/202403/t\($0).html\"},"
        }
        #expect(try read("<script>var itemObj = [\(records)]</script>").articles.map(\.title) == titles)
    }

    @Test func aMenuInAScriptIsNoList() throws {
        let list = items { "<li><a href=202403/t\($0).html>\($1)</a> 2024-03-01</li>" }
        let menu = "<script>var menu=[{name:'首页',url:'/'},{name:'新闻',url:'/xw/'},{name:'政务',url:'/zw/'}]</script>"
        #expect(try read("\(menu)<ul>\(list)</ul>").articles.count == 5)
    }

    @Test func framesAreTheNextPagesOfAPageWithoutALIst() throws {
        let page = try read(
            "<html><frameset cols='180,*'><frame src=left.asp><frame src='list.asp?lm=2' name=main></frameset></html>")
        #expect(page.next.map(\.target) == ["/xw/list.asp?lm=2", "/xw/left.asp"])
        let list = items { "<li><a href=202403/t\($0).html>\($1)</a> 2024-03-01</li>" }
        #expect(try read("<ul>\(list)</ul><iframe src=ad.html></iframe>").next == [])
        #expect(try read("<iframe src=http://b.example/></iframe><iframe src=></iframe>").next == [])
    }

    @Test func queriesAreSentInThePagesCharset() throws {
        let list = items { "<li><a href='show.asp?lm=要闻&id=\($0)'>\($1)</a> 2024-03-01</li>" }
        let page = try LinkReader().read(
            encoded("<meta charset=gb2312><ul>\(list)</ul>", as: "GB18030"),
            at: WebAddress(parsing: "http://a.example/xw/"),
            headerCharset: nil, today: today)
        #expect(page.articles.first?.address.query == "lm=%D2%AA%CE%C5&id=0")
        #expect(try read("<ul>\(list)</ul>").articles.first?.address.query == "lm=%E8%A6%81%E9%97%BB&id=0")
    }

    @Test func aPageWithoutAListSaysSo() throws {
        #expect(try read("<p>春耕</p>").fault == .noArticles)
    }

    private func read(_ document: String) throws -> ListPage {
        try LinkReader().read(
            Array(document.utf8), at: WebAddress(parsing: "http://a.example/xw/"), headerCharset: nil, today: today)
    }
}
