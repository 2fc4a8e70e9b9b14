import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// Sites whose lists are not on their list pages, and whose pages are not where their lists say.
@Suite struct UnusualListsTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func publish(_ numbers: ClosedRange<Int>, on site: PretendSite, place: Int) {
        for number in numbers {
            site.set(
                "/xw/\(number).html",
                Newspaper.page(
                    title: PretendNews.title(place, number), date: "2026-03-04 09:00",
                    paragraphs: Newspaper.other(place * 100 + number)))
        }
    }

    private func list(_ numbers: ClosedRange<Int>, place: Int) -> String {
        numbers.map { "<li><a href=\"/xw/\($0).html\">\(PretendNews.title(place, $0))</a><span>2026-03-04</span></li>" }
            .joined()
    }

    private func workshop(_ site: PretendSite, start: String) throws -> Workshop {
        try Workshop(sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)\(start)\"]\nmax_pages = 9\n")
    }

    @Test func pagesThatOnlySendTheirReaderOnAreFollowedAndNeverKept() async throws {
        let site = try PretendSite(on: "127.0.41.1", robots: "User-agent: *\nDisallow: /inner/\n")
        publish(1...5, on: site, place: 81)
        site.set("/list.html", "<ul>\(list(1...5, place: 81))</ul>")
        site.set("/xw/21.html", Newspaper.page(title: "第一个目标", paragraphs: Newspaper.other(8121)))
        site.set("/xw/22.html", Newspaper.page(title: "第二个目标", paragraphs: Newspaper.other(8122)))
        site.set("/inner/23.html", Newspaper.page(title: "内部", paragraphs: Newspaper.other(8123)))
        site.set(
            "/xw/1.html",
            "<html><head><meta http-equiv=\"refresh\" content=\"3;url=/xw/21.html\"></head><body>页面跳转中，请稍候……</body></html>"
        )
        site.set("/xw/2.html", "<script>var u = '/xw/2b.html'; location.href = u;</script>")
        site.set("/xw/2b.html", "<script>window.location.replace(\"22.html\")</script>")
        site.set("/xw/3.html", "<meta http-equiv=refresh content='0;url=/inner/23.html'>正在跳转")
        site.set("/xw/4.html", "<meta http-equiv=refresh content='0;url=/xw/4b.html'>正在跳转")
        site.set("/xw/4b.html", "<meta http-equiv=refresh content='0;url=/xw/4.html'>正在跳转")
        let workshop = try workshop(site, start: "/list.html")
        _ = try await workshop.pass(time)
        let paths = try workshop.events().map { try WebAddress(parsing: $0.url).path }
        #expect(Set(paths) == ["/xw/21.html", "/xw/22.html", "/xw/5.html"])
        #expect(!site.targets.contains("/inner/23.html"))
        for name in workshop.texts { #expect(try !workshop.text(name).contains("跳转")) }
    }

    @Test func theListInAFrameIsRead() async throws {
        let site = try PretendSite(on: "127.0.41.2")
        publish(1...6, on: site, place: 82)
        site.set(
            "/",
            "<html><frameset cols=\"180,*\"><frame src=\"left.html\"><frame src=\"main.html\" name=main></frameset></html>"
        )
        site.set("/left.html", "<a href=\"/\">首页</a>")
        site.set("/main.html", "<ul>\(list(1...6, place: 82))</ul>")
        let workshop = try workshop(site, start: "/")
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count == 6)
    }

    /// The whole of it, or one category by the address that its script asks for.
    @Test(arguments: [("/gkmlpt/index", 0), ("/gkmlpt/api/all/5?page=1&sid=755031", 5)])
    func aCatalogueThatAScriptFillsIsReadThroughItsInterface(start: String, category: Int) async throws {
        let site = try PretendSite(on: "127.0.41.3")
        publish(1...5, on: site, place: 83)
        site.set(
            "/gkmlpt/index",
            "<html><body><div id=app></div><script>var _CONFIG = { SID: '755031', TREE: [{id: 5, name: '通知'}] };</script></body></html>"
        )
        for page in 1...3 {
            let numbers = page == 1 ? 1...3 : page == 2 ? 4...5 : nil
            let rows = (numbers.map(Array.init) ?? []).map {
                "{\"id\":\($0),\"title\":\"\(PretendNews.title(83, $0))\",\"url\":\"\(site.origin)/xw/\($0).html\",\"create_time\":1400000000,\"display_publish_time\":1772582400}"
            }
            site.set(
                "/gkmlpt/api/all/\(category)?page=\(page)&sid=755031",
                "{\"articles\":[\(rows.joined(separator: ","))],\"total\":5}", type: "application/json")
        }
        let workshop = try workshop(site, start: start)
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count == 5)
        #expect(try workshop.events().allSatisfy { $0.record?.metadata.date?.description == "2026-03-04" })
    }

    @Test func aPartThatAGatewayBuildsIsRead() async throws {
        let site = try PretendSite(on: "127.0.41.4")
        publish(1...4, on: site, place: 84)
        site.set(
            "/col/col1/index.html",
            "<div><script url=\"/api-gateway/jpaas-publish-server/front/page/build/unit\" queryData=\"{'parseType':'bulidstatic','webId':'3096','pageId':'1554467'}\"></script></div>"
        )
        let html = list(1...4, place: 84).replacing("\"", with: "\\\"")
        site.set(
            "/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&webId=3096&pageId=1554467",
            "{\"success\":true,\"data\":{\"html\":\"<ul>\(html)</ul>\"}}", type: "application/json")
        let workshop = try workshop(site, start: "/col/col1/index.html")
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count == 4)
    }
}
