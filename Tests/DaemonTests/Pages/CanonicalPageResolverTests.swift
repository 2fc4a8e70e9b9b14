import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// Mobile twins, print views and redirects: one article, one URL, one entry of the frontier.
@Suite struct CanonicalPageTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let path = "/news/t20260304_8001.html"
    private let copy = "/wap/t20260304_8001.html"

    /// A site with two names, a list that links to some addresses, and the article.
    private struct Stage {
        let site: PretendSite
        let workshop: Workshop
        let www: String
        let mobile: String

        init(_ links: (_ www: String, _ mobile: String) -> [String]) throws {
            site = try PretendSite(on: "127.0.0.1")
            www = "http://www.qingyan.localhost:\(site.web.port)"
            mobile = "http://m.qingyan.localhost:\(site.web.port)"
            let items = links(www, mobile).map {
                "<li><a href=\"\($0)\">青砚区第八十号便民服务点正式启用</a><span>2026-03-04</span></li>"
            }
            site.set("/list/", "<html><body><ul>\(items.joined())</ul></body></html>")
            workshop = try Workshop(
                sources: """
                    [[source]]
                    id = "news"
                    start = ["\(www)/list/"]
                    article = ['8001', '/go']
                    """)
        }

        var events: [(name: String, url: String)] { get throws { try workshop.events().map { ($0.name, $0.url) } } }

        func states() async throws -> [FrontierState: Int] {
            let store = try workshop.openStore()
            let counts = try await store.frontierCounts()
            try store.close()
            return Dictionary(counts.map { ($0.state, $0.pages) }, uniquingKeysWith: +)
        }
    }

    private func page(_ head: String = "", _ number: Int = 80) -> String {
        Newspaper.page(
            title: "青砚区第八十号便民服务点正式启用", date: "2026-03-04 09:00", paragraphs: Newspaper.other(number)
        ).replacing("</head>", with: "\(head)</head>")
    }

    private func canonical(_ url: String) -> String { "<link rel=\"canonical\" href=\"\(url)\">" }

    @Test func aTwinAndItsOriginalBecomeOneUrlAndOneEntry() async throws {
        let stage = try Stage { ["\($1)/wap/t20260304_8001.html", "\($0)/news/t20260304_8001.html"] }
        stage.site.set(path, page())
        stage.site.set(copy, page(canonical(stage.www + path)))
        let run = try await stage.workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try stage.events.map(\.url) == [stage.www + path])
        #expect(try await stage.states() == [.kept: 1, .ignored: 1])
        for _ in 0..<3 {
            time.advance(hours: 30)
            _ = try await stage.workshop.pass(time)
        }
        #expect(stage.site.targets.count { $0 == copy } == 1, "the copy is not looked at again")
        #expect(stage.site.targets.count { $0 == path } >= 2, "the original is")
        #expect(try stage.events.count == 1)
        #expect(try await stage.workshop.disagreements() == [])
    }

    @Test(
        "The original is kept where only its copy is listed", arguments: ["canonical", "og:url", "print", "redirect"])
    func originalIsFound(_ kind: String) async throws {
        let listed = kind == "print" ? "/print.jsp?id=20268001" : copy
        let stage = try Stage { _, mobile in ["\(mobile)\(listed)"] }
        let original = kind == "print" ? "/art/art_12_20268001.html" : path
        let url = (kind == "print" ? stage.mobile : stage.www) + original
        stage.site.set(original, page())
        switch kind {
        case "og:url": stage.site.set(listed, page("<meta property=\"og:url\" content=\"\(url)\">"))
        case "redirect": stage.site.set(listed, Answer.redirect(to: url))
        default: stage.site.set(listed, page(canonical(url)))
        }
        let run = try await stage.workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        #expect(try stage.events.map(\.url) == [url])
        #expect(try await stage.states() == [.kept: 1, .ignored: 1])
        // Its removal is noticed there.
        stage.site.set(original, nil)
        for _ in 0..<12 {
            time.advance(hours: 5)
            _ = try await stage.workshop.pass(time)
        }
        #expect(try stage.events.map(\.name) == ["article", "gone"])
        #expect(try stage.events.last?.url == url)
    }

    @Test(
        "A word that leads nowhere is not believed",
        arguments: [
            "/", "/list/", "/news/t20260304_9999.html", "http://www.elsewhere.localhost/news/t20260304_8001.html",
        ])
    func unbelieved(_ declared: String) async throws {
        let stage = try Stage { _, mobile in ["\(mobile)/wap/t20260304_8001.html"] }
        stage.site.set("/", page("", 1))
        stage.site.set(copy, page(canonical(declared)))
        _ = try await stage.workshop.pass(time)
        #expect(try stage.events.map(\.url) == [stage.mobile + copy])
        #expect(stage.site.targets.filter { $0 != "/robots.txt" } == ["/list/", copy])
    }

    @Test(arguments: [404, 500, 200])
    func aCopyWhoseOriginalShowsSomethingElseIsKeptItself(_ status: Int) async throws {
        let stage = try Stage { _, mobile in ["\(mobile)/wap/t20260304_8001.html"] }
        stage.site.set(copy, page(canonical(stage.www + path)))
        let differing = Newspaper.page(title: "另一篇", date: "2026-03-04 09:00")
        stage.site.set(path, Answer.page(status == 200 ? differing : "", status: status))
        _ = try await stage.workshop.pass(time)
        #expect(try stage.events.map(\.url) == [stage.mobile + copy])
        #expect(try await stage.states() == [.kept: 1])
    }

    @Test func trackingParametersAreNoPartOfTheUrl() async throws {
        let stage = try Stage { www, _ in ["\(www)/news/t20260304_8001.html"] }
        stage.site.set(path + "?spm=zm1.2", page(canonical(stage.www + path)))
        let run = try await stage.workshop.fetch([stage.www + path + "?spm=zm1.2"])
        #expect(run.status == .done, "\(run.errors)")
        #expect(try stage.events.map(\.url) == [stage.www + path])
    }

    @Test func aCopyFetchedByHandIsKeptAsItsOriginal() async throws {
        let stage = try Stage { _, _ in [] }
        stage.site.set(path, page())
        stage.site.set(copy, page(canonical(stage.www + path)))
        for url in [stage.mobile + copy, stage.mobile + copy, stage.www + path] {
            let run = try await stage.workshop.fetch([url])
            #expect(run.status == .done, "\(run.errors)")
        }
        #expect(try stage.events.map(\.url) == [stage.www + path])
    }

    @Test func removalBehindARedirectIsToldOfTheArticlesUrl() async throws {
        let stage = try Stage { www, _ in ["\(www)/go?to=abc"] }
        stage.site.set("/go?to=abc", Answer.redirect(to: path))
        stage.site.set(path, page())
        _ = try await stage.workshop.pass(time)
        #expect(try stage.events.map(\.url) == [stage.www + path])
        #expect(try await stage.states() == [.kept: 1])
        stage.site.set(path, nil)
        for _ in 0..<12 {
            time.advance(hours: 5)
            _ = try await stage.workshop.pass(time)
        }
        #expect(try stage.events.map(\.name) == ["article", "gone"])
        #expect(try stage.events.last?.url == stage.www + path)
        stage.site.set(path, page())
        time.advance(hours: 24 * 8)
        _ = try await stage.workshop.pass(time)
        #expect(try stage.events.map(\.name) == ["article", "gone", "back"])
    }

    @Test func aRedirectThatEndsRemovesNothing() async throws {
        let stage = try Stage { www, _ in ["\(www)/go?to=abc"] }
        stage.site.set("/go?to=abc", Answer.redirect(to: path))
        stage.site.set(path, page())
        _ = try await stage.workshop.pass(time)
        stage.site.set("/go?to=abc", nil)
        for _ in 0..<12 {
            time.advance(hours: 5)
            _ = try await stage.workshop.pass(time)
        }
        #expect(try stage.events.map(\.name) == ["article"])
    }
}
