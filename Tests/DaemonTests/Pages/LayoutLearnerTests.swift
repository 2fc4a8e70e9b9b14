import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// A site that repeats itself under every article, in a daemon that starts anew for every pass.
@Suite struct LayoutLearnerTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let chrome = ["青砚发布客户端", "欢迎下载砚边"]

    private func source(_ site: PretendSite) -> String {
        "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\narticle = ['/t\\d+_\\d+']"
    }

    private func path(_ number: Int) -> String { "/news/202603/t20260304_\(8000 + number).html" }

    private func publish(_ numbers: ClosedRange<Int>, on site: PretendSite, container: String) {
        for number in numbers { site.set(path(number), page(number, container: container)) }
        let items = (1...numbers.upperBound).reversed().map {
            "<li><a href=\"\(path($0))\">青砚区第\($0)号便民服务点正式启用</a><span>2026-03-04</span></li>"
        }
        site.set("/news/", "<html><body><ul>\(items.joined())</ul></body></html>")
    }

    private func page(_ number: Int, container: String) -> String {
        let tail = chrome.map { "<div class=\"ywts\"><span>\($0)</span></div>" }.joined()
        return Newspaper.page(
            title: "青砚区第\(number)号便民服务点正式启用", date: "2026-03-04 09:00", paragraphs: Newspaper.other(number)
        )
        .replacing("</p></div>", with: "</p>\(tail)</div>").replacing("\"content\"", with: "\"\(container)\"")
    }

    private func textsWithChrome(_ workshop: Workshop) throws -> Int {
        try workshop.texts.count { try workshop.text($0).contains(chrome[0]) }
    }

    @Test func whatASiteRepeatsIsDroppedFromItsSecondPageOnAndNoLookMakesARevisionOfIt() async throws {
        let site = try PretendSite(on: "127.0.13.1")
        publish(1...3, on: site, container: "content")
        let workshop = try Workshop(sources: source(site))
        _ = try await workshop.pass(time)
        #expect(workshop.texts.count == 3)
        #expect(try textsWithChrome(workshop) == 1, "the first page that was read")
        publish(1...12, on: site, container: "content")
        for _ in 0..<3 {
            time.advance(hours: 25)
            let run = try await workshop.pass(time)
            #expect(run.status == .done, "\(run.errors)")
        }
        #expect(try textsWithChrome(workshop) == 1, "what was learnt survives the end of a run")
        #expect(Set(try workshop.events().map(\.name)) == ["article"])
        #expect(workshop.texts.count == 12)
        let memories = try workshop.events().compactMap(\.record?.metadata.memory?.dropped)
        #expect(memories == Array(repeating: chrome, count: 11), "every record says what was left out")
        #expect(try await workshop.disagreements() == [])
    }

    @Test func anEditOfAPageThatMemoryShortenedShowsTheEditAlone() async throws {
        let site = try PretendSite(on: "127.0.13.2")
        publish(1...6, on: site, container: "content")
        let workshop = try Workshop(sources: source(site))
        _ = try await workshop.pass(time)
        let edited = page(2, container: "content").replacing("周末照常值守", with: "周末延长值守")
        site.set(path(2), edited)
        time.advance(hours: 2)
        _ = try await workshop.pass(time)
        let revisions = try workshop.events().filter { $0.name == "revision" }
        guard revisions.count == 1, case .revision(_, let changes, _) = revisions[0].kind else {
            Issue.record("one revision: \(try workshop.events().map(\.name))")
            return
        }
        #expect(changes.count == 1)
        #expect(changes.first?.after?.contains("周末延长值守") == true)
    }

    @Test func aNewTemplateIsAnAlertWithARuleUntilItIsTheHabit() async throws {
        let site = try PretendSite(on: "127.0.13.3")
        publish(1...8, on: site, container: "content")
        let workshop = try Workshop(sources: source(site))
        _ = try await workshop.pass(time)
        publish(9...12, on: site, container: "story")
        time.advance(hours: 1)
        _ = try await workshop.pass(time)
        #expect(workshop.texts.count == 12, "articles in the new template are kept")
        let status = try await workshop.run { console throws(CommandFailure) in
            try await StatusJob(workshop.configuration, now: time.timepiece.now(), console: console).run(json: false)
            return .done
        }
        #expect(status.output.contains("layout-changed"))
        #expect(status.output.contains("articles in a row stand in div.story, after 8 in div.content"))
        #expect(status.output.contains("rules = { body = \"div.story\", title = \"div.article > h1\""))
        #expect(status.output.contains("date = \"div.info\", source = \"div.info\" }"))
        publish(13...32, on: site, container: "story")
        for _ in 0..<2 {
            time.advance(hours: 1)
            _ = try await workshop.pass(time)
        }
        let store = try workshop.openStore()
        #expect(try await store.openAlerts().filter { $0.kind == .layoutChanged } == [])
        #expect(try await store.alerts(of: "news", limit: 9).contains { $0.kind == .layoutChanged })
        try store.close()
    }

    @Test func pagesFetchedByHandUseAndTeachTheMemoryToo() async throws {
        let site = try PretendSite(on: "127.0.13.4")
        publish(1...4, on: site, container: "content")
        let workshop = try Workshop()
        for number in 1...4 { _ = try await workshop.fetch(["\(site.origin)\(path(number))"]) }
        #expect(workshop.texts.count == 4)
        #expect(try textsWithChrome(workshop) == 1)
        let again = try await workshop.fetch((1...4).map { "\(site.origin)\(path($0))" })
        #expect(again.status == .done)
        #expect(workshop.texts.count == 4)
    }

    @Test func aMemoryThatCannotBeReadIsLearntAnew() async throws {
        let site = try PretendSite(on: "127.0.13.5")
        publish(1...3, on: site, container: "content")
        let workshop = try Workshop()
        let store = try workshop.openStore()
        try await store.record(
            KeptPageMemory(site: site.origin, source: "manual", at: time.timepiece.now(), memory: "no JSON"))
        try store.close()
        for number in 1...3 { _ = try await workshop.fetch(["\(site.origin)\(path(number))"]) }
        #expect(try textsWithChrome(workshop) == 1)
    }
}
