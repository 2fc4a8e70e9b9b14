import Logging
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// Lists as the platforms of the government web serve them: by requests of their scripts, in groups, behind stubs.
@Suite struct PlatformListsTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func publish(_ numbers: ClosedRange<Int>, on site: PretendSite, place: Int, date: String = "2026-03-04") {
        for number in numbers {
            site.set(
                "/xw/t\(number).html",
                Newspaper.page(
                    title: PretendNews.title(place, number), date: "\(date) 09:00",
                    paragraphs: Newspaper.other(place * 100 + number)))
        }
    }

    private func rows(_ numbers: ClosedRange<Int>, place: Int, date: String = "2026-03-04") -> String {
        numbers.map { "<li><a href=\"/xw/t\($0).html\">\(PretendNews.title(place, $0))</a><span>\(date)</span></li>" }
            .joined()
    }

    private func json(_ numbers: ClosedRange<Int>?, place: Int) -> String {
        let items = numbers.map(Array.init) ?? []
        let texts = items.map {
            "{\"TITLE\":\"\(PretendNews.title(place, $0))\",\"URL\":\"/xw/t\($0).html\",\"PUBLISHED_TIME_FORMAT\":\"2026-03-04\"}"
        }
        return "{\"allRow\":5,\"infolist\":[\(texts.joined(separator: ","))]}"
    }

    private func workshop(_ site: PretendSite, start: String, pages: Int = 9) throws -> Workshop {
        try Workshop(sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)\(start)\"]\nmax_pages = \(pages)\n")
    }

    @Test(arguments: [
        "$.ajax({ url: \"/szinf/load\", type: \"get\", data: { \"siteId\": siteId, pageIndex: page, pageSize: 3 }, success: show });",
        "$.getJSON('/szinf/load', {siteId: siteId, pageIndex: n + 1, pageSize: 3}, function (d) { show(d); });",
        "axios.get('/szinf/load', { params: { siteId: 7, pageIndex: 1, pageSize: 3 } }).then(show)",
    ])
    func theRequestOfAScriptIsMade(call: String) async throws {
        let site = try PretendSite(on: "127.0.42.1")
        publish(1...5, on: site, place: 71)
        site.set(
            "/zwgk/",
            "<html><body><div id=list></div><script>var siteId = '7'; function load(page) { \(call) }</script></body></html>"
        )
        for page in 1...3 {
            site.set(
                "/szinf/load?siteId=7&pageIndex=\(page)&pageSize=3",
                json(page == 1 ? 1...3 : page == 2 ? 4...5 : nil, place: 71), type: "application/json")
        }
        let workshop = try workshop(site, start: "/zwgk/")
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try workshop.events().count == 5)
    }

    @Test(arguments: [
        "<script>$.get('/load', {pageNo: 1}, show)</script><p>请稍候</p>",
        "<frameset cols=\"180,*\"><frame src=\"/left.html\"><frame src=\"/load?pageNo=1\" name=main></frameset>",
    ])
    func aPageThatStaysAsItIsStillLeadsToItsList(page: String) async throws {
        let site = try PretendSite(on: "127.0.42.10")
        publish(1...5, on: site, place: 78)
        site.set("/zwgk/", page)
        site.set("/left.html", "<a href=/>首页</a>")
        site.set("/load?pageNo=1", json(1...4, place: 78), type: "application/json")
        let workshop = try workshop(site, start: "/zwgk/")
        for _ in 0..<2 {
            _ = try await workshop.pass(time)
            time.advance(hours: 3)
        }
        #expect(try workshop.events().count == 4)
        site.set("/load?pageNo=1", json(1...5, place: 78), type: "application/json")
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count == 5)
    }

    @Test func aServletThatTakesPostsAloneIsPostedTo() async throws {
        let site = try PretendSite(on: "127.0.42.2")
        publish(1...5, on: site, place: 72)
        let pages = [json(1...3, place: 72), json(4...5, place: 72), json(nil, place: 72)]
        let servlet = try LoopbackWeb(on: "127.0.42.3") { request in
            let body = String(decoding: request.body, as: UTF8.self)
            guard request.path == "/load" else { return .page("", status: 404) }
            guard request.method == "POST", request.header("Content-Type")?.hasPrefix("application/x-www-form") == true
            else { return .page("", status: 405, headers: [("Allow", "POST")]) }
            let number = body.split(separator: "&").first { $0.hasPrefix("pageIndex=") }.flatMap {
                Int($0.dropFirst(10))
            }
            guard let number, pages.indices.contains(number - 1) else { return .page("", status: 400) }
            return .page(
                pages[number - 1].replacing("\"/xw/", with: "\"\(site.origin)/xw/"), type: "application/json")
        }
        site.set(
            "/zwgk/",
            "<script>$.post('http://\(servlet.host):\(servlet.port)/load', {type: 3, pageIndex: index}, show, 'json')</script><p>请稍候</p>"
        )
        let workshop = try workshop(site, start: "/zwgk/")
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try workshop.events().count == 5)
        servlet.stop()
    }

    @Test func groupsOfARecordsetEndInAnEmptyAnswer() async throws {
        let site = try PretendSite(on: "127.0.42.4")
        publish(1...6, on: site, place: 73)
        func group(_ numbers: ClosedRange<Int>, next: String) -> String {
            let records = numbers.map { "<record><![CDATA[\(rows($0...$0, place: 73))]]></record>" }.joined()
            return
                "<datastore><nextgroup><![CDATA[<a href=\"/module/web/jpage/dataproxy.jsp?page=1&unitid=\(next)\"></a>]]></nextgroup>"
                + "<recordset>\(records)</recordset></datastore>"
        }
        site.set(
            "/col/col1/index.html", "<div id=2><script type=\"text/xml\">\(group(1...3, next: "Xy3e"))</script></div>")
        site.set("/module/web/jpage/dataproxy.jsp?page=1&unitid=Xy3e", group(4...6, next: "Zz9k"), type: "text/xml")
        let empty = "<?xml version='1.0'?><datastore><recordset/></datastore>"
        site.set("/module/web/jpage/dataproxy.jsp?page=1&unitid=Zz9k", empty, type: "text/html")
        let workshop = try workshop(site, start: "/col/col1/index.html")
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try workshop.events().count == 6)
        #expect(site.targets.contains { $0.hasSuffix("Zz9k") })
    }

    @Test func theRecordsBehindTheFirstAreAskedOfTheProxy() async throws {
        let site = try PretendSite(on: "127.0.42.9")
        publish(1...8, on: site, place: 77)
        func records(_ numbers: ClosedRange<Int>) -> String {
            numbers.map { "<record><![CDATA[\(rows($0...$0, place: 77))]]></record>" }.joined()
        }
        let script = """
            <script type="text/xml"><datastore><totalrecord>8</totalrecord><recordset>\(records(1...3))</recordset></datastore></script>
            <script>$('#1').jpage({ proxy: '/module/web/jpage/dataproxy.jsp', columnid: 21, unitid: '88', webid: 3, perPage: 3,
            totalRecord: 8, permissiontype: 0 });</script>
            """
        site.set("/col/col21/index.html", "<div id=1>\(script)</div>")
        let query = "perpage=3&webid=3&columnid=21&unitid=88&permissiontype=0"
        for range in [4...6, 7...8] {
            let span = "startrecord=\(range.lowerBound)&endrecord=\(range.upperBound)"
            site.set(
                "/module/web/jpage/dataproxy.jsp?\(span)&\(query)",
                "<datastore><recordset>\(records(range))</recordset></datastore>", type: "text/xml")
        }
        let workshop = try workshop(site, start: "/col/col21/index.html")
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors) \(site.targets)")
        #expect(try workshop.events().count == 8)
    }

    @Test func aPagerInBase64IsRead() async throws {
        let site = try PretendSite(on: "127.0.42.5")
        publish(1...6, on: site, place: 74)
        // /zwgk/index_2.html
        site.set(
            "/zwgk/",
            "<ul>\(rows(1...3, place: 74))</ul><a href=\"javascript:;\" onclick=\"turn('L3p3Z2svaW5kZXhfMi5odG1s')\">下一页</a>"
        )
        site.set("/zwgk/index_2.html", "<ul>\(rows(4...6, place: 74))</ul>")
        let workshop = try workshop(site, start: "/zwgk/")
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count == 6)
    }

    /// A list of seven pages of which the site keeps two, and shows the same few bytes for the others.
    private func stubs(on host: String) throws -> PretendSite {
        let site = try PretendSite(on: host)
        publish(1...6, on: site, place: 75, date: "2026-02-20")
        let pager = "<script>createPageHTML(7, 0, \"index\", \"html\");</script>"
        site.set("/zwgk/", "<ul>\(rows(1...3, place: 75, date: "2026-02-20"))</ul>\(pager)")
        site.set("/zwgk/index_1.html", "<ul>\(rows(4...6, place: 75, date: "2026-02-20"))</ul>")
        let stub =
            "<html><head><meta charset=utf-8><title>通知公告</title></head><body><div class=list></div><div>版权所有 某市</div></body></html>"
        for page in 2...6 { site.set("/zwgk/index_\(page).html", stub) }
        return site
    }

    @Test func stubsInPlaceOfOldPagesEndTheWalkIntoThePast() async throws {
        let site = try stubs(on: "127.0.42.6")
        let workshop = try workshop(site, start: "/zwgk/")
        let run = try await workshop.run { console throws(CommandFailure) in
            try await BackfillJob(
                workshop.configuration, time: time.timepiece, console: console, logger: console.logger(level: .warning)
            ).run("news", from: "2026-01-01", to: nil)
        }
        #expect(run.status == .done, "\(run.errors)")
        #expect(
            run.errors.contains(
                "/zwgk/index_2.html: this page and the next list nothing: the site does not offer its past"),
            "\(run.errors)")
        #expect(!site.targets.contains("/zwgk/index_4.html"))
        #expect(try workshop.events().count == 6)
    }

    @Test func stubsAreNoFailureOfAVisit() async throws {
        let site = try stubs(on: "127.0.42.7")
        let run = try await workshop(site, start: "/zwgk/").pass(time)
        #expect(run.status == .done, "\(run.errors)")
    }

    @Test func theProbeNamesTheListBehindAScript() async throws {
        let site = try PretendSite(on: "127.0.42.8")
        publish(1...5, on: site, place: 76)
        site.set("/zwgk/", "<script>$.get('/load', {pageNo: 1}, show)</script><p>请稍候</p>")
        site.set("/load?pageNo=1", json(1...5, place: 76), type: "application/json")
        let workshop = try workshop(site, start: "/zwgk/")
        let run = try await workshop.run { console throws(CommandFailure) in
            try await SourceProbeJob(workshop.configuration, time: time.timepiece, console: console)
                .probe("\(site.origin)/zwgk/")
        }
        #expect(run.status == .done, "\(run.errors) \(run.output)")
        #expect(run.output.contains("5 articles"), "\(run.output)")
        #expect(run.output.contains("list at:   \(site.origin)/load?pageNo=1"), "\(run.output)")
        // The page itself is no JSON.
        #expect(!run.output.contains("kind = \"json\""), "\(run.output)")
        let check = try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console).run(
                [], json: false)
        }
        #expect(check.status == .done, "\(check.output)")
        #expect(check.output.contains("5 articles"), "\(check.output)")
    }
}
