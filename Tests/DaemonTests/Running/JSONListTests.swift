import Model
import Testing

@testable import Daemon

@Suite struct JSONListTests {
    private func list(_ scheme: JSONScheme? = nil, at url: String = "http://a.example/api/list") throws -> JSONList {
        JSONList(
            base: try WebAddress(parsing: url), today: try #require(Day("2026-03-04")), utcOffset: 8 * 3600,
            scheme: scheme)
    }

    private func read(_ text: String) throws -> [LinkedArticle]? {
        try list().recognise(Array(text.utf8))?.articles
    }

    private let answer = """
        {"code":200,"data":{"pageCount":3,"more":"/api/list?p=2","groups":[
        {"rows":[{"docId":58801,"info":{"head":"第一篇"},"when":1772294400000,"other":"/x"}]},
        {"rows":[{"docId":58802,"info":{"head":"第二篇"},"when":"2026年3月2日"},{"info":{"head":"无编号"}}]}]}}
        """

    private func scheme(items: String = "data.groups[*].rows", link: String = "/art/{docId}.html") -> JSONScheme {
        JSONScheme(
            items: JSONPath(items), link: JSONText(link), title: JSONPath("info.head"), date: JSONPath("when"))
    }

    @Test(
        "A day is read as sites write it",
        arguments: [
            ("\"2026-03-01 09:00:00\"", "2026-03-01"), ("\"2026/03/01\"", "2026-03-01"), ("\"20260301\"", "2026-03-01"),
            ("1772294400", "2026-03-01"), ("1772294400000", "2026-03-01"), ("\"2026-03-09\"", nil), ("\"soon\"", nil),
            ("null", nil), ("\"1772294400000\"", "2026-03-01"), ("\"2026年3月1日\"", "2026-03-01"),
            ("20260301", "2026-03-01"),
            ("\"20260301093000\"", "2026-03-01"), ("\"2026-02-28T16:30:00Z\"", "2026-03-01"), ("\"2026-13-01\"", nil),
            ("\"/Date(1772294400000)/\"", "2026-03-01"), ("99999999999999999999", nil), ("-1", nil), ("true", nil),
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

    @Test func configuredPathsLeadToEveryItem() throws {
        let page = try list(scheme()).read(Array(answer.utf8))
        #expect(
            page.articles.map(\.address.description) == [
                "http://a.example/art/58801.html", "http://a.example/art/58802.html",
            ])
        #expect(page.articles.map(\.title) == ["第一篇", "第二篇"])
        #expect(page.articles.map { $0.date?.description } == ["2026-03-01", "2026-03-02"])
        #expect(page.next == [])
    }

    @Test func nextPageIsAnAddressInTheAnswerOrANumber() throws {
        var scheme = scheme()
        scheme.next = .path(try #require(JSONPath("data.more")))
        #expect(try list(scheme).read(Array(answer.utf8)).next.map(\.description) == ["http://a.example/api/list?p=2"])
        scheme.next = .numbered(try #require(PageTemplate("http://a.example/api/list?p={page}")))
        scheme.pages = JSONPath("data.pageCount")
        for (url, next) in [("list", "2"), ("list?p=2", "3"), ("list?p=3", nil)] {
            let page = try list(scheme, at: "http://a.example/api/\(url)").read(Array(answer.utf8))
            #expect(page.next.map(\.description) == (next.map { ["http://a.example/api/list?p=\($0)"] } ?? []))
        }
    }

    @Test func anEmptyListIsTheEnd() throws {
        var scheme = scheme(items: "data.rows")
        scheme.next = .numbered(try #require(PageTemplate("http://a.example/api/list?p={page}")))
        let page = try list(scheme).read(Array("{\"data\":{\"rows\":[]}}".utf8))
        #expect(page.articles.isEmpty && page.next.isEmpty)
    }

    @Test(
        "What is not as configured says what is there",
        arguments: [
            (
                "data.list", "/art/{docId}.html",
                "nothing at `json.items` (data.list); at data there is: groups, more, pageCount"
            ),
            ("data.groups[7].rows", "/art/{docId}.html", "at data.groups there is: an array of 2"),
            (
                "data.groups[*].rows", "address",
                "3 items, none with an address at `json.link` (address); an item has: docId, info, other, when"
            ),
        ])
    func mismatches(_ items: String, _ link: String, _ words: String) throws {
        let mismatch = #expect(throws: JSONList.Mismatch.self) {
            try list(scheme(items: items, link: link)).read(Array(answer.utf8))
        }
        #expect(try #require(mismatch).words.contains(words), "\(mismatch?.words ?? "")")
    }

    @Test(arguments: ["<html></html>", "", "{\"data\":", "var x = 1;", "f()"])
    func whatIsNoJSONIsSaidToBeNone(_ text: String) throws {
        let mismatch = #expect(throws: JSONList.Mismatch.self) { try list(JSONScheme()).read(Array(text.utf8)) }
        #expect(try #require(mismatch).words.contains("expected JSON"))
    }

    @Test(arguments: ["callback({});", "jQuery123_456( {} )", "\u{FEFF}{}"])
    func aCallAroundTheListIsTakenOff(_ call: String) throws {
        let text = call.replacing("{}", with: "[{\"title\":\"一\",\"url\":\"/1.html\"}]")
        #expect(try read(text)?.count == 1)
    }

    @Test func aListInsideAStringIsOpened() throws {
        let text = "{\"result\":\"{\\\"rows\\\":[{\\\"title\\\":\\\"一\\\",\\\"url\\\":\\\"/1.html\\\"}]}\"}"
        let page = try list(JSONScheme(items: JSONPath("result.rows"))).read(Array(text.utf8))
        #expect(page.articles.map(\.title) == ["一"])
    }

    @Test func whatWasRecognisedCanBeWrittenDown() throws {
        let text =
            "{\"data\":{\"rows\":[{\"doctitle\":\"一\",\"imgTime\":null,\"pubTime\":1772294400,\"url\":\"/1.html\"}]}}"
        let scheme = try #require(try list().recognise(Array(text.utf8))?.scheme)
        #expect(scheme.toml == #"items = "data.rows", link = "url", title = "doctitle", date = "pubTime""#)
        #expect(try list(scheme).read(Array(text.utf8)).articles == read(text))
    }
}
