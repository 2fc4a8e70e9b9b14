import Model
import Testing

@testable import Extraction

/// Which blocks of a page are its list, and which are other parts of the site.
@Suite struct OtherPartsTests {
    private func rows(
        _ numbers: ClosedRange<Int>, at folder: String, as row: (_ link: String, _ number: Int) -> String
    ) -> String {
        numbers.map { number in
            row(
                "<a href=\"\(folder)/202603/t202603\(10 + number % 18)_\(1000 + number).html\">某县举行第\(number)次防汛抢险综合演练</a>",
                number)
        }.joined()
    }

    private func read(_ page: String, at address: String) throws -> [String] {
        try LinkReader().read(
            Array("<html><body>\(page)</body></html>".utf8), at: try WebAddress(parsing: address),
            headerCharset: "utf-8", today: Day("2026-06-01")!
        ).articles.map(\.address.path)
    }

    private func dated(_ link: String, _ number: Int) -> String {
        "<li>\(link)<span>2026-03-\(10 + number % 18)</span></li>"
    }

    @Test func aSideColumnOfAnotherPartIsNoneOfTheList() throws {
        let list = "<div class=list><ul>\(rows(1...15, at: "/zwgk/tzgg", as: dated))</ul></div>"
        let side = "<div class=side><h3>要闻</h3><ol>\(rows(21...28, at: "/xwzx/yw", as: dated))</ol></div>"
        for page in [list + side, side + list] {
            let paths = try read(page, at: "http://a.example/zwgk/tzgg/")
            #expect(paths.count == 15)
            #expect(paths.allSatisfy { $0.hasPrefix("/zwgk/tzgg/") })
        }
    }

    @Test func theColumnsNumberTellsItsArticles() throws {
        func rows(_ numbers: ClosedRange<Int>, column: Int) -> String {
            numbers.map {
                "<li><a href=\"/art/2026/3/\($0)/art_\(column)_\(9000 + $0).html\">某县举行第\($0)次防汛抢险综合演练</a><span>2026-03-\(10 + $0)</span></li>"
            }.joined()
        }
        let list = "<div class=list><ul>\(rows(1...9, column: 4213))</ul></div>"
        let side = "<div class=side><ol>\(rows(11...16, column: 77))</ol></div>"
        let paths = try read(side + list, at: "http://a.example/col/col4213/index.html")
        #expect(paths.count == 9)
        #expect(paths.allSatisfy { $0.contains("art_4213_") })
    }

    @Test func aRankingBesideADatedListIsNoneOfIt() throws {
        let list = "<div class=list><ul>\(rows(1...12, at: "/zwgk/tzgg", as: dated))</ul></div>"
        let ranking = (0..<2).map { part in
            "<div class=rank\(part)><h3>点击排行</h3><ol>\(self.rows((20 + part * 10)...(27 + part * 10), at: "/zwgk/tzgg") { link, _ in "<li class=h\(part)>\(link)</li>" })</ol></div>"
        }
        #expect(try read(list + ranking.joined(), at: "http://a.example/zwgk/tzgg/").count == 12)
    }

    @Test func oneOrTwoHeadlinesFromElsewhereStay() throws {
        let list = "<div class=list><ul>\(rows(1...15, at: "/zwgk/tzgg", as: dated))</ul></div>"
        let head =
            "<div class=top>\(rows(31...32, at: "/xwzx/yw") { link, number in "<h2>\(link) 2026-03-1\(number % 9)</h2>" })</div>"
        #expect(try read(head + list, at: "http://a.example/zwgk/tzgg/").count == 17)
    }

    @Test func aListOfPagesFromElsewhereIsAList() throws {
        let list = "<div class=list><ul>\(rows(1...9, at: "/art", as: dated))</ul></div>"
        let more = "<div class=more><ol>\(rows(11...19, at: "/zx", as: dated))</ol></div>"
        #expect(try read(list + more, at: "http://a.example/col/col12/").count == 18)
    }

    /// Cards with a headline, tags and how long ago it was.
    private func card(_ link: String, _ number: Int) -> String {
        """
        <div class="row row\(number)"><a class=pic href=#><img src=x.jpg></a><div class=detail><div class=t><h3>\(link)</h3></div>
        <div class=tags><a href=/k/\(number)/>防汛</a><a href=/k/0\(number)/>演练</a><span>\(number % 23 + 1)小时前</span></div>
        \(String(repeating: "<div class=share><i></i><b></b></div>", count: 25))</div></div>
        """
    }

    @Test func besideARiverOfNewsUndatedBlocksAreOtherParts() throws {
        let river = "<div class=river>\(rows(1...25, at: "/20", as: card))</div>"
        let block =
            "<div class=rank><ul>\(rows(41...49, at: "/18") { link, _ in "<li class=r>\(link)</li>" })</ul></div>"
        for page in [river + block, block + river] {
            let paths = try read(page, at: "http://a.example/")
            #expect(paths.count == 25)
            #expect(paths.allSatisfy { $0.hasPrefix("/20/") })
        }
        // Without the river it is a home page of blocks.
        #expect(try read(block, at: "http://a.example/").count == 9)
    }

    @Test func ofABlockWhoseLinksLeadToOtherSitesNoneIsTheRivers() throws {
        let river = "<div class=river>\(rows(1...25, at: "/20", as: card))</div>"
        let columns = (0..<4).map { part in
            "<div class=cell\(part)>\(self.rows((40 + part)...(40 + part), at: part == 0 ? "/20" : "http://b\(part).example/20") { link, _ in "<ul><li>\(link)</li></ul>" })</div>"
        }
        #expect(try read(columns.joined() + river, at: "http://a.example/").count == 25)
        // A headline above the river stays.
        let head = rows(51...51, at: "/20") { link, _ in "<h2>\(link)</h2>" }
        #expect(try read(head + river, at: "http://a.example/").count == 26)
    }

    @Test func pictureStoriesAmongTheRiversItemsAreOfIt() throws {
        let story = "<div class=photo><a href=/photoview/7/2309163.html>某县防汛演练现场一组图片报道</a></div>"
        let river =
            "<div class=river>\(rows(1...12, at: "/20", as: card))\(story)\(rows(13...25, at: "/20", as: card))</div>"
        #expect(try read(river, at: "http://a.example/").contains("/photoview/7/2309163.html"))
    }

    @Test func tagsBesideADateAreNoList() throws {
        let river = "<div class=river>\(rows(1...25, at: "/20", as: card))</div>"
        #expect(try !read(river, at: "http://a.example/").contains { $0.hasPrefix("/k/") })
    }

    @Test func aShortNameBesideAPictureIsNoHeadline() throws {
        let list = "<ul>\(rows(1...9, at: "/xw") { link, _ in "<li>\(link)</li>" })</ul>"
        let parts = "<div><b><a href=/xw/202603/t20260310_8.html>获奖名单</a></b></div>"
        #expect(try read(list + parts, at: "http://a.example/").count == 9)
    }

    @Test(arguments: [
        ("26分钟前", true), ("1小时前 210", true), ("[3天前]", true), ("昨天 08:30", true), ("刚刚", true), ("今天 8:05", true),
        ("2 hours ago", true), ("今天的会议", false), ("三天前发生的事", false), ("100分钟前", false), ("小时前", false), ("今天", false),
        ("", false),
        ("5 ago", false),
    ])
    func howLongAgoItWasIsADate(text: String, isOne: Bool) {
        #expect(RelativeTime.stands(in: scalars(of: text)) == isOne)
    }
}
