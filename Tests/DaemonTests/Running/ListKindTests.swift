import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// What a source says of its lists overrules what they look like.
@Suite struct ListKindTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    /// Three pages of a list whose names tell nothing, and their articles.
    private func publish(on site: PretendSite) {
        for page in 1...3 {
            let rows = (0..<4).map { row in
                let number = page * 10 + row
                site.set(
                    "/d/\(number)/show.html",
                    Newspaper.page(
                        title: PretendNews.title(70, number), date: "2026-03-04 09:00",
                        paragraphs: Newspaper.other(7000 + number)))
                return "{\"key\":\(number),\"caption\":\"\(PretendNews.title(70, number))\",\"shown\":1772582400000}"
            }
            site.set(
                "/api/list?page=\(page)",
                "{\"body\":{\"total\":12,\"rows\":[\(rows.joined(separator: ","))]},\"menu\":[{\"name\":\"首页\",\"url\":\"/\"}]}",
                type: "application/json")
        }
        site.set("/api/list?page=4", "{\"body\":{\"total\":12,\"rows\":[]}}", type: "application/json")
    }

    private func source(_ site: PretendSite, start: String, _ keys: String) -> String {
        "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)\(start)\"]\nmax_pages = 9\n\(keys)\n"
    }

    private func scheme(_ site: PretendSite, items: String = "body.rows") -> String {
        """
        kind = "json"
        [source.json]
        items = "\(items)"
        link = "/d/{key}/show.html"
        title = "caption"
        date = "shown"
        next = "\(site.origin)/api/list?page={page}"
        """
    }

    @Test func aConfiguredListInJSONIsReadToItsEnd() async throws {
        let site = try PretendSite(on: "127.0.12.1")
        publish(on: site)
        let workshop = try Workshop(sources: source(site, start: "/api/list?page=1", scheme(site)))
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try workshop.events().count == 12)
        #expect(site.targets.contains("/api/list?page=4"))
        #expect(!site.targets.contains("/api/list?page=5"))
    }

    @Test func aCheckShowsWhatTheListHolds() async throws {
        let site = try PretendSite(on: "127.0.12.2")
        publish(on: site)
        let workshop = try Workshop(sources: source(site, start: "/api/list?page=1", scheme(site)))
        let run = try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console).run(
                [], json: false)
        }
        #expect(run.status == .done, "\(run.output)")
        #expect(run.output.contains("4 articles in JSON (items = \"body.rows\", link = \"/d/{key}/show.html\""))
        #expect(run.output.contains("4 with a date, the newest of 2026-03-04"))
    }

    @Test func aWrongPathSaysWhatIsThere() async throws {
        let site = try PretendSite(on: "127.0.12.3")
        publish(on: site)
        let workshop = try Workshop(sources: source(site, start: "/api/list?page=1", scheme(site, items: "data.rows")))
        let run = try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console).run(
                [], json: false)
        }
        #expect(run.status == .someFailed)
        #expect(run.output.contains("nothing at `json.items` (data.rows); at $ there is: body, menu"), "\(run.output)")
    }

    @Test(
        "A kind that the content is not of is said, not guessed around",
        arguments: [
            ("/list/", "feed", "found a page of links: say \"list\""), ("/feed", "list", "found a feed: say \"feed\""),
            ("/feed", "sitemap", "found a feed"), ("/api/list?page=1", "epaper", "found a list in JSON: say \"json\""),
            ("/list/", "json", "expected JSON"),
        ])
    func kindOverrulesContent(_ start: String, _ kind: String, _ words: String) async throws {
        let site = try PretendSite(on: "127.0.12.4")
        site.set("/list/", "<ul><li><a href=\"/a_10001.html\">青砚区第八十号便民服务点正式启用</a><span>2026-03-04</span></li></ul>")
        site.set(
            "/feed",
            "<rss version=\"2.0\"><channel><item><title>一</title><link>/a_10001.html</link></item></channel></rss>",
            type: "application/xml")
        site.set("/api/list?page=1", "[{\"title\":\"一\",\"url\":\"/a_10001.html\"}]", type: "application/json")
        let workshop = try Workshop(sources: source(site, start: start, "kind = \"\(kind)\""))
        let run = try await workshop.pass(time)
        #expect(run.status == .someFailed)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(!site.targets.contains("/a_10001.html"))
    }

    @Test func aFeedThatAPageNamesIsRead() async throws {
        let site = try PretendSite(on: "127.0.12.5")
        site.set("/a_10001.html", Newspaper.page(date: "2026-03-04 09:00"))
        site.set("/b_10002.html", Newspaper.page(date: "2026-03-04 09:00", paragraphs: Newspaper.other(5)))
        site.set(
            "/",
            "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"><ul><li><a href=\"/b_10002.html\">"
                + "青砚区第八十号便民服务点正式启用</a><span>2026-03-04</span></li></ul>")
        site.set(
            "/feed",
            "<rss version=\"2.0\"><channel><item><title>一</title><link>/a_10001.html</link></item></channel></rss>",
            type: "application/xml")
        let workshop = try Workshop(sources: source(site, start: "/", "kind = \"feed\""))
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try workshop.events().map(\.url) == [site.origin + "/a_10001.html"])
    }
}
