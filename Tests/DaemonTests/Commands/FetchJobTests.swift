import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite struct FetchJobTests {
    @Test func articleIsKeptUnderItsDayAndTold() async throws {
        let workshop = try Workshop()
        try await LoopbackWeb.serve { _ in
            .page(Newspaper.page())
        } during: { web in
            let run = try await workshop.fetch([web.url("/a.html")])
            #expect(run.status == .done)
            #expect(run.errors == "")
            let file = try #require(workshop.texts.first)
            #expect(workshop.texts.count == 1)
            let id = try #require(file.split(separator: "_").last?.dropLast(4))
            #expect(file == "2023/09/05/000_\(id).txt")
            #expect(run.output == "\(id)\t2023-09-05\t\(Newspaper.title)\t\(file)\n")

            let lines = try workshop.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first.map(String.init) == Newspaper.title)
            #expect(lines.count == 5)
            #expect(lines.last == "")
            #expect(lines[1].hasPrefix("本报讯 9月4日,青砚区召开农村供水改造推进会,"))
        }
        let event = try #require(workshop.events().first)
        #expect(event.sequence == 1)
        #expect(event.source == "manual")
        let record = try #require(event.record)
        #expect(record.metadata.title == Newspaper.title)
        #expect(record.metadata.publisher == "青砚新闻网")
        #expect(record.metadata.published == "2023-09-05T08:30:00+08:00")
        #expect(record.capture?.file.hasPrefix("warc/dibao-") == true)
    }

    @Test func aSourcesOwnRulesDecideWhatItsPagesSay() async throws {
        let workshop = try Workshop(
            """
            [fetch]
            private_addresses = true
            delay = "0s"
            [[source]]
            id = "paper"
            start = "http://127.0.0.1/"
            rules = { body = "#notice" }
            """)
        try await LoopbackWeb.serve { _ in
            .page("\(Newspaper.page())<div id=notice><p>停水一日。</p></div>")
        } during: { web in
            let address = try WebAddress(parsing: web.url("/a.html"))
            let run = try await workshop.run { console throws(CommandFailure) in
                let job = FetchJob(
                    workshop.configuration, output: .text, sourceOfSite: [address.siteKey: "paper"], console: console,
                    logger: console.logger())
                return try await job.run(AsyncStream([address.description]))
            }
            #expect(run.output == "\(Newspaper.title)\n停水一日。\n")
        }
    }

    @Test func articleWithoutADateIsFiledUnderTheDayOfTheVisit() async throws {
        let workshop = try Workshop()
        let before = Timestamp.now.day(offset: 8 * 3600)
        try await LoopbackWeb.serve { _ in
            .page(Newspaper.page(date: ""))
        } during: { web in
            let run = try await workshop.fetch([web.url("/a.html")])
            #expect(run.status == .done)
        }
        let after = Timestamp.now.day(offset: 8 * 3600)
        let record = try #require(workshop.events().first?.record)
        let date = try #require(record.metadata.date)
        #expect(date == before || date == after)
        #expect(record.metadata.dateFrom == .fetched)
        #expect(record.metadata.flags?.contains(.noDate) == true)
        #expect(record.file.hasPrefix(date.description.replacingOccurrences(of: "-", with: "/")))
    }

    @Test func secondVisitAsksWhetherAnythingChangedAndKeepsNothing() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            request.header("If-None-Match") == "\"v1\""
                ? Answer([.send(Answer.head(304, [("ETag", "\"v1\"")]))])
                : .page(Newspaper.page(), headers: [("ETag", "\"v1\"")])
        }
        defer { web.stop() }
        let first = try await workshop.fetch([web.url("/a.html")])
        let second = try await workshop.fetch([web.url("/a.html")])
        #expect(second.status == .done)
        #expect(second.output == first.output)
        #expect(web.requests.count { $0.path == "/a.html" } == 2)
        #expect(try workshop.events().count == 1)
    }

    @Test func sameAddressWithAnotherTextIsARevision() async throws {
        let workshop = try Workshop()
        let visits = Counter()
        let web = try LoopbackWeb { request in
            guard request.path == "/a.html" else { return .page("", status: 404) }
            return .page(Newspaper.page(paragraphs: visits.next() == 0 ? Newspaper.paragraphs : Newspaper.other(1)))
        }
        defer { web.stop() }
        _ = try await workshop.fetch([web.url("/a.html")])
        #expect(try await workshop.fetch([web.url("/a.html")]).status == .done)
        let events = try workshop.events()
        try #require(events.map(\.name) == ["article", "revision"])
        guard case .revision(let previous, _, _) = events[1].kind else { return }
        #expect(previous == events[0].id)
        #expect(workshop.texts.count == 2)
    }

    @Test func whatRobotsForbidIsNotAskedForNotEvenBehindARedirect() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            switch request.path {
            case "/robots.txt": .page("User-agent: *\nDisallow: /inner/\n", type: "text/plain")
            case "/door.html": .redirect(to: "/inner/a.html")
            default: .page(Newspaper.page())
            }
        }
        defer { web.stop() }
        let run = try await workshop.fetch([web.url("/inner/a.html"), web.url("/door.html")])
        #expect(run.status == .someFailed)
        #expect(run.errors.split(separator: "\n").count { $0.contains("Disallow: /inner/ (line 2)") } == 2)
        #expect(web.requests.allSatisfy { !$0.path.hasPrefix("/inner/") })
        #expect(workshop.texts.isEmpty)
    }

    @Test func redirectedArticleBelongsToTheAddressThatServedIt() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            request.path == "/new.html" ? .page(Newspaper.page()) : .redirect(to: "/new.html", status: 301)
        }
        defer { web.stop() }
        #expect(try await workshop.fetch([web.url("/old.html"), web.url("/new.html")]).status == .done)
        #expect(try workshop.events().map(\.url) == [web.url("/new.html")])
    }

    @Test func failuresAreOneLineEachAndTheRestIsKept() async throws {
        let workshop = try Workshop()
        let closed = try LoopbackWeb.closedPort()
        let web = try LoopbackWeb { request in
            switch request.path {
            case "/good.html": .page(Newspaper.page())
            case "/gone.html": .page("<p>gone</p>", status: 410)
            case "/busy.html": .page("<p>busy</p>", status: 503)
            default: .page("<p>no</p>", status: 403)
            }
        }
        defer { web.stop() }
        let run = try await workshop.fetch(
            [
                web.url("/good.html"), web.url("/gone.html"), web.url("/busy.html"), web.url("/no.html"),
                "http://127.0.0.1:\(closed)/", "http://nowhere.invalid/", "not an address",
            ])
        #expect(run.status == .someFailed)
        #expect(run.lines.count == 1)
        let errors = run.errors.split(separator: "\n")
        #expect(errors.count == 6)
        for words in [
            "there is no such page (HTTP 410)", "try again later", "does not give this page (HTTP 403)",
            "connection refused", "nowhere.invalid: no such host", "not an address: the address must start with http",
        ] {
            #expect(errors.count { $0.hasPrefix("dibao: ") && $0.contains(words) } >= 1, "\(words): \(run.errors)")
        }
    }

    @Test func privateAddressesAreRefusedUnlessAllowed() async throws {
        let workshop = try Workshop("[fetch]\nretries = 0")
        try await LoopbackWeb.serve { _ in
            .page(Newspaper.page())
        } during: { web in
            let run = try await workshop.fetch([web.url("/a.html")])
            #expect(run.status == .someFailed)
            #expect(run.errors.contains("fetch.private_addresses"))
            #expect(web.requests.isEmpty)
        }
        #expect(workshop.texts.isEmpty)
    }

    @Test func printingKeepsNothing() async throws {
        let workshop = try Workshop()
        try await LoopbackWeb.serve { _ in
            .page(Newspaper.page())
        } during: { web in
            let text = try await workshop.fetch([web.url("/a.html"), web.url("/b.html")], output: .text)
            #expect(text.status == .done)
            let articles = text.output.split(separator: "\n\n")
            #expect(articles.count == 2)
            #expect(articles.allSatisfy { $0.hasPrefix(Newspaper.title + "\n") })

            let json = try await workshop.fetch([web.url("/a.html")], output: .json)
            let fields = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(fields["url"] as? String == web.url("/a.html"))
            #expect(fields["title"] as? String == Newspaper.title)
            #expect(fields["text"] as? String == "\(Newspaper.title)\n\(fields["body"] as? String ?? "")")
        }
        #expect(workshop.folder.files() == ["dibao.toml"])
    }

    @Test func manyAddressesAreKeptInOneGo() async throws {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nretries = 0\nper_host = 8")
        let web = try LoopbackWeb { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        }
        defer { web.stop() }
        let run = try await workshop.fetch((0..<100).map { web.url("/\($0).html") })
        #expect(run.status == .done)
        #expect(run.lines.count == 100)
        let events = try workshop.events()
        #expect(events.map(\.sequence) == Array(1...100))
        #expect(Set(workshop.texts.map { $0.split(separator: "_")[0] }).count == workshop.texts.count)
    }
}
