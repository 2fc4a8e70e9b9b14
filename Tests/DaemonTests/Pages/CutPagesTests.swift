import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// What is cut is not whole: no edit, no removal, nothing kept in place of the article.
@Suite struct CutPagesTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let path = "/news/t20260303_1.html"

    private func site(_ host: String) throws -> PretendSite {
        let site = try PretendSite(on: host)
        site.set(path, page)
        site.set(
            "/news/",
            "<html><body><ul><li><a href=\"\(path)\">青砚区便民服务点正式启用并开放</a><span>2026-03-03</span></li></ul></body></html>"
        )
        return site
    }

    private var page: String {
        Newspaper.page(title: "青砚区便民服务点正式启用", date: "2026-03-03 09:00", paragraphs: Newspaper.other(1))
    }

    /// Half of the page, under the length of all of it.
    private var cut: Answer {
        let body = Array(page.utf8)
        let head = Answer.head(
            200, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "\(body.count)")])
        return Answer([.send(head + body.prefix(body.count / 2)), .close])
    }

    private func workshop(_ site: PretendSite) throws -> Workshop {
        try Workshop(sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\n")
    }

    @Test func aCutAnswerToALaterLookIsNoEditAndNoRemoval() async throws {
        let site = try site("127.0.66.1")
        let workshop = try workshop(site)
        _ = try await workshop.pass(time)
        #expect(try workshop.events().map(\.name) == ["article"])
        site.set(path, cut)
        for _ in 0..<6 {
            time.advance(hours: 40)
            _ = try await workshop.pass(time)
        }
        #expect(try workshop.events().map(\.name) == ["article"])
        #expect(site.targets.count { $0 == path } > 2)
        #expect(try await workshop.disagreements() == [])
    }

    @Test func aPageThatOnlyEverCameCutIsTriedAgainAndThenListedWithItsReason() async throws {
        let site = try site("127.0.66.2")
        site.set(path, cut)
        let workshop = try workshop(site)
        let store = try workshop.openStore()
        // A site that breaks off its answers rests between the tries.
        for _ in 0..<40 where try await store.leftOut(of: "news", limit: 1).isEmpty {
            _ = try await workshop.pass(time)
            time.advance(hours: 9)
        }
        #expect(workshop.texts == [])
        let page = try #require(try await store.leftOut(of: "news", limit: 5).first)
        #expect(page.kind == .failed)
        #expect(page.reason?.contains("ended early") == true, "\(page.reason ?? "")")
        try store.close()
    }

    @Test func aCutPageThatComesWholeLaterIsKeptWhole() async throws {
        let site = try site("127.0.66.3")
        site.set(path, cut)
        let workshop = try workshop(site)
        _ = try await workshop.pass(time)
        #expect(workshop.texts == [])
        site.set(path, page)
        time.advance(hours: 1)
        _ = try await workshop.pass(time)
        let record = try #require(try workshop.events().first?.record)
        #expect(record.metadata.flags?.contains(.truncated) != true)
    }

    /// As it comes from a site that leaves the closing tags out, which HTML allows.
    private var unended: String {
        page.replacing("</body>", with: "").replacing("</html>", with: "")
    }

    @Test func aPageThatNeverEndsItsDocumentIsKeptAfterSomeTriesAndLookedAtAgain() async throws {
        let site = try site("127.0.66.4")
        site.set(path, unended)
        let workshop = try workshop(site)
        for _ in 0..<8 {
            _ = try await workshop.pass(time)
            time.advance(hours: 9)
        }
        let events = try workshop.events()
        #expect(events.map(\.name) == ["article"])
        #expect(events.first?.record?.metadata.flags?.contains(.truncated) == true)
        let store = try workshop.openStore()
        #expect(try await store.leftOut(of: "news", limit: 5).isEmpty)
        try store.close()
        site.set(path, unended.replacing("</p></div>", with: "</p>\n<p>　　服务点每周一至周六开放，周日由值班人员接听电话。</p></div>"))
        time.advance(hours: 24 * 30)
        for _ in 0..<3 {
            _ = try await workshop.pass(time)
            time.advance(hours: 9)
        }
        #expect(try workshop.events().map(\.name) == ["article", "revision"])
    }

    @Test func fetchedByHandAPageThatEndsInTheSamePlaceTwiceIsKeptAndSaidToBeCut() async throws {
        let site = try site("127.0.66.5")
        site.set(path, unended)
        let workshop = try workshop(site)
        for _ in 0..<2 {
            let run = try await workshop.fetch(["\(site.origin)\(path)"])
            #expect(run.status == .done, "\(run.errors)")
        }
        let events = try workshop.events()
        #expect(events.map(\.name) == ["article"])
        #expect(events.first?.record?.metadata.flags?.contains(.truncated) == true)
    }

    @Test func fetchedByHandAPageThatIsCutElsewhereEachTimeIsTriedAgainLater() async throws {
        let bytes = Array(unended.utf8)
        let path = path
        let visits = Counter()
        let web = try LoopbackWeb(on: "127.0.66.6") { request in
            guard request.target == path else { return .page("", status: 404) }
            return .page(Array(bytes.prefix(900 + 100 * visits.next())))
        }
        defer { web.stop() }
        let workshop = try Workshop()
        let run = try await workshop.fetch([web.url(path)])
        #expect(run.status == .someFailed && run.errors.contains("breaks off"), "\(run.errors)")
        #expect(try workshop.events().isEmpty)
    }
}
