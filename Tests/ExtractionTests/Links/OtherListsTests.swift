import Model
import Testing

@testable import Extraction

/// Which lists of a page are another column's, and which pages are made of several.
@Suite struct OtherListsTests {
    private enum Row { case dated, plain, picture }

    private func row(_ number: Int, at folder: String, _ kind: Row) -> String {
        let address = "\(folder)/202603/t202603\(10 + number % 18)_\(1000 + number).html"
        let picture = kind == .picture ? "<img src=/p.jpg>" : ""
        let date = kind == .dated ? "<span>2026-03-\(10 + number % 18)</span>" : ""
        return "<li><a href=\"\(address)\">\(picture)某县举行第\(number)次防汛抢险综合演练活动</a>\(date)</li>"
    }

    private func rows(_ numbers: ClosedRange<Int>, at folder: String = "/art", _ kind: Row = .dated) -> String {
        numbers.map { row($0, at: folder, kind) }.joined()
    }

    private let pager = "<div class=page><a href=index_1.html>下一页</a> <a href=index_9.html>尾页</a></div>"

    private func list(_ numbers: ClosedRange<Int>, at folder: String = "/art", _ kind: Row = .dated) -> String {
        "<div class=list><ul>\(rows(numbers, at: folder, kind))</ul>\(pager)</div>"
    }

    /// A block with a heading, and a link to the whole of it where there is one.
    private func block(
        _ name: String, _ numbers: ClosedRange<Int>, at folder: String = "/art", more: String? = nil,
        _ kind: Row = .dated
    ) -> String {
        let more = more.map { "<a href=\"\($0)\">更多&gt;&gt;</a>" } ?? ""
        return
            "<div class=side><div class=hd><h3>\(name)</h3>\(more)</div><ul class=s>\(rows(numbers, at: folder, kind))</ul></div>"
    }

    private func count(_ page: String, at address: String = "http://a.example/xwzx/tzgg/") throws -> Int {
        try LinkReader().read(
            Array("<html><body>\(page)</body></html>".utf8), at: try WebAddress(parsing: address),
            headerCharset: "utf-8", today: Day("2026-06-01")!
        ).articles.count
    }

    @Test func aBlockWithItsOwnMoreBesideAListWithAPagerIsAnotherList() throws {
        #expect(try count(list(1...15) + block("最新政策", 21...26, more: "/zwgk/zcfg/")) == 15)
        #expect(try count(block("最新政策", 21...26, more: "/zwgk/zcfg/") + list(1...15)) == 15)
        #expect(try count(list(1...15) + block("图片新闻", 21...24, more: "/xwzx/tp/", .picture)) == 15)
        let two = block("要闻", 21...26, more: "/yw/") + block("公示", 31...36, more: "/gs/")
        #expect(try count(two + list(1...15)) == 15)
    }

    @Test func aBlockInTheSameMarkupAsTheListIsToldByItsMore() throws {
        let own = "<div class=l><div class=box><ul>\(rows(1...15))</ul></div>\(pager)</div>"
        let other =
            "<div class=r><div class=box><h3>政策</h3><a href=/zc/>更多政策</a><ul>\(rows(21...26))</ul></div></div>"
        #expect(try count(own + other) == 15)
    }

    @Test func aPageOfBlocksWithTheirOwnMoreIsAllOfThem() throws {
        let blocks =
            block("要闻", 1...8, at: "/xwzx/yw", more: "/xwzx/yw/")
            + block("公告", 21...28, at: "/xwzx/gg", more: "/xwzx/gg/")
        #expect(try count(blocks) == 16)
        #expect(try count(blocks + pager) == 16)
        let uneven =
            block("要闻", 1...12, at: "/yw", more: "/yw/") + block("图片", 21...24, at: "/tp", more: "/tp/", .picture)
            + block("公告", 31...36, at: "/gg", more: "/gg/")
        #expect(try count(uneven) == 22)
        #expect(try count(uneven, at: "http://a.example/") == 22)
    }

    @Test func withoutAPagerBothColumnsOfAPageAreItsLists() throws {
        #expect(try count(block("要闻", 1...12) + block("公告", 31...36, more: "/gg/")) == 18)
        let halves =
            "<div class=a><h2>要闻</h2><ul>\(rows(1...10))</ul></div><div class=b><h2>公告</h2><ul>\(rows(21...28))</ul></div>"
        #expect(try count(halves) == 18)
    }

    @Test(arguments: ["index_1.html", "/xwzx/tzgg/index.html", "/xwzx/tzgg/"])
    func moreOfTheListItselfLeadsToItsOwnPages(more: String) throws {
        #expect(try count(list(1...15) + block("通知公告", 21...26, at: "/xwzx/tzgg", more: more)) == 21)
        #expect(try count(block("通知公告", 1...15, more: more) + pager) == 15)
    }

    @Test(arguments: ["热门文章", "点击排行", "推荐阅读", "24小时热文", "【相关链接】"])
    func undatedLinksUnderTheHeadingOfARankingAreNoneOfADatedList(heading: String) throws {
        let numbers = [21...23, 21...28]
        for numbers in numbers {
            #expect(try count(list(1...6) + block(heading, numbers, .plain)) == 6)
            #expect(try count(block(heading, numbers, .plain) + list(1...6)) == 6)
        }
        // A page of rankings has nothing else.
        #expect(try count(block(heading, 21...28, .plain)) == 8)
    }

    @Test func headlinesAndPicturesAboveTheListAreOfIt() throws {
        let head = "<div class=top><h2>\(row(31, at: "/art", .dated))</h2></div>"
        #expect(try count(head + list(1...15)) == 16)
        let focus = "<div class=focus><ul>\(rows(31...34, at: "/xwzx/tzgg", .picture))</ul></div>"
        #expect(try count(focus + list(1...15, at: "/xwzx/tzgg")) == 19)
    }

    @Test func whatThePagerDoesNotTurnIsAnotherList() throws {
        let side = "<div class=side><h3>要闻</h3><ul>\(rows(31...36))</ul></div>"
        #expect(try count(list(1...15) + side) == 15)
        // Parts of one list, with the pager below all of them.
        let parts = (1...3).map { "<div class=m><h3>\($0)月</h3><ul>\(rows($0 * 10...$0 * 10 + 5))</ul></div>" }
        #expect(try count(parts.joined() + pager) == 18)
        // Tabs, of which the first only has more than one page.
        let tabs =
            list(1...15) + (2...4).map { "<div class=tab><ul>\(rows($0 * 20...$0 * 20 + 14))</ul></div>" }.joined()
        #expect(try count(tabs) == 60)
    }
}
