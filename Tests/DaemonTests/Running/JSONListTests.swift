import Model
import Testing

@testable import Daemon

@Suite struct JSONListTests {
    private func read(_ text: String) throws -> [LinkedArticle]? {
        let list = JSONList(
            base: try WebAddress(parsing: "http://a.example/api/list"), today: try #require(Day("2026-03-04")),
            utcOffset: 8 * 3600)
        return list.read(Array(text.utf8))?.articles
    }

    @Test(
        "A day is read as sites write it",
        arguments: [
            ("\"2026-03-01 09:00:00\"", "2026-03-01"), ("\"2026/03/01\"", "2026-03-01"), ("\"20260301\"", "2026-03-01"),
            ("1772294400", "2026-03-01"), ("1772294400000", "2026-03-01"), ("\"2026-03-09\"", nil), ("\"soon\"", nil),
            ("null", nil),
        ])
    func dates(_ value: String, _ day: String?) throws {
        let articles = try read("[{\"title\":\"标题\",\"url\":\"/1.html\",\"pubDate\":\(value)}]")
        #expect(articles?.map { $0.date?.description } == [day])
    }

    @Test func theLongestArrayOfItemsIsTheList() throws {
        let articles = try read(
            """
            {"code":0,"banner":[{"title":"横幅","link":"/b.html"}],
             "data":{"rows":[{"doctitle":"一","docpuburl":"./1.html"},{"doctitle":"二","docpuburl":"./2.html"}]}}
            """)
        #expect(articles?.map(\.address.description) == ["http://a.example/api/1.html", "http://a.example/api/2.html"])
        #expect(articles?.map(\.title) == ["一", "二"])
    }

    @Test func picturesAreNoAddressesAndRepeatsCountOnce() throws {
        let articles = try read(
            "[{\"title\":\"一\",\"imgUrl\":\"/i.jpg\",\"url\":\"/1.html\"},{\"title\":\"一\",\"url\":\"/1.html\"}]")
        #expect(articles?.count == 1)
        #expect(articles?.first?.address.path == "/1.html")
    }

    @Test(arguments: ["", "<html></html>", "{", "{\"a\":1}", "[]", "[{\"title\":\"一\",\"url\":\"javascript:;\"}]"])
    func whatHoldsNoItemsIsNoList(_ text: String) throws { #expect(try read(text) == nil) }

    @Test func deepNestingEndsTheSearch() throws {
        let depth = 400
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try read(text) == nil)
    }
}
