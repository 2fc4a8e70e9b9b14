import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// A pretend web of eleven sites, one for each way to list articles.
@Suite struct PretendWebTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func news() throws -> [PretendNews] {
        let today = time.now.day(offset: 8 * 3600)
        return try PretendNews.Idiom.allCases.enumerated().map { try PretendNews($1, place: $0, today: today) }
    }

    @Test func everyIdiomIsReadToItsEndAndNothingElseIsAskedFor() async throws {
        let news = try news()
        let workshop = try Workshop(sources: news.map(\.configuration).joined())
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        let events = try workshop.events()
        for one in news {
            let found = events.filter { $0.source == one.idiom.rawValue.lowercased() }.map(\.url)
            #expect(found.count == Set(found).count, "\(one.idiom)")
            let wanted = Set(one.articles.map { one.site.origin + $0 })
            #expect(
                Set(found) == wanted,
                "\(one.idiom): missing \(wanted.subtracting(found).sorted()), more \(Set(found).subtracting(wanted).sorted())"
            )
            #expect(one.site.targets.first == "/robots.txt", "\(one.idiom)")
            #expect(!one.site.targets.contains { $0.hasPrefix("/inner/") }, "\(one.idiom)")
        }
        #expect(events.allSatisfy { $0.name == "article" })
        #expect(try await workshop.disagreements() == [])
    }

    @Test func anOrdinaryVisitEndsAtThePageWithoutNews() async throws {
        let site = try PretendNews(.trs, place: 0, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: site.configuration)
        _ = try await workshop.pass(time)
        let before = site.site.targets.count
        // The first page has changed and brings no news.
        site.site.set("/news/", "<ul>" + String(repeating: "<li><a href=\"/x/\">首页</a></li>", count: 3) + "</ul>")
        time.advance(hours: 0.1)
        _ = try await workshop.pass(time)
        #expect(site.site.targets.dropFirst(before) == ["/news/"])
    }

    @Test func aListPageThatFailedIsReadOnTheNextVisit() async throws {
        let site = try PretendNews(.trs, place: 0, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: site.configuration)
        let page = site.site.answer(at: "/news/index_1.html")
        site.site.set("/news/index_1.html", Answer.page("", status: 500))
        let run = try await workshop.pass(time)
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("/news/index_1.html"))
        #expect(try workshop.events().count < site.articles.count)
        // The first page has not changed: it alone would not lead there again.
        site.site.set("/news/index_1.html", page)
        time.advance(hours: 0.6)
        let again = try await workshop.pass(time)
        #expect(again.status == .done, "\(again.errors)")
        #expect(try workshop.events().count == site.articles.count)
    }

    @Test func aSourceThatHidesItsArticlesRaisesAnAlarm() async throws {
        let site = try PretendNews(.trs, place: 0, today: time.now.day(offset: 8 * 3600))
        let workshop = try Workshop(sources: site.configuration)
        _ = try await workshop.pass(time)
        site.site.set("/news/", "<html><body><p>青砚新闻网改版公告：本栏目内容已迁移，敬请期待新的页面。</p></body></html>")
        time.advance(hours: 1)
        _ = try await workshop.pass(time)
        let store = try workshop.openStore()
        #expect(try await store.openAlerts().map(\.kind) == [.layoutChanged])
    }
}
