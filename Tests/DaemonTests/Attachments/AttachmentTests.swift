import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// Files that articles offer, kept beside them.
@Suite struct AttachmentTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private typealias Stage = AttachmentStage

    private func digest(_ bytes: [UInt8]) -> Digest {
        FetchedFile(Model.Attachment(url: "", name: nil), bytes: bytes).sha256
    }

    @Test(arguments: [true, false])
    func filesComeWithTheirArticle(byHand: Bool) async throws {
        let stage = try Stage([("/files/1.pdf", "附件1:服务点名单.pdf"), ("/files/2.xlsx", "服务事项表")])
        stage.site.set("/files/1.pdf", Stage.pdf, type: "application/pdf")
        stage.site.set("/files/2.xlsx", [0x50, 0x4B, 3, 4, 0, 0], type: "application/octet-stream")
        let run = byHand ? try await stage.fetch() : try await stage.workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        let events = try stage.workshop.events()
        let id = try #require(events.first?.id)
        #expect(events.map(\.name) == ["article"])
        let folder = "2026/03/04/attachments/\(id)"
        #expect(try stage.kept.map(\.file) == ["\(folder)/附件1_服务点名单.pdf", "\(folder)/服务事项表.xlsx"])
        #expect(
            try stage.kept.map(\.sha256) == [digest(Stage.pdf), digest([0x50, 0x4B, 3, 4, 0, 0])])
        #expect(try stage.bytes("\(folder)/附件1_服务点名单.pdf") == Stage.pdf)
        #expect(try await stage.workshop.disagreements() == [])
    }

    @Test func withoutTheKeyNothingIsFetched() async throws {
        let stage = try Stage([("/files/1.pdf", "名单")], keeps: false)
        stage.site.set("/files/1.pdf", Stage.pdf)
        #expect(try await stage.fetch().status == .done)
        #expect(!stage.site.targets.contains("/files/1.pdf"))
        #expect(try stage.workshop.events().first?.record?.metadata.attachments?.count == 1)
        #expect(stage.files == [])
    }

    @Test func namesOfAnyKindStayInTheArticlesFolderAndApart() async throws {
        let names = [
            "../../etc/passwd", "附件.pdf", "附件.PDF", "CON", "\u{202E}fdp.exe", String(repeating: "长", count: 3000),
        ]
        let stage = try Stage(names.enumerated().map { ("/files/\($0.offset).pdf", $0.element) })
        for number in names.indices { stage.site.set("/files/\(number).pdf", Stage.pdf + [UInt8(number)]) }
        #expect(try await stage.fetch().status == .done)
        let id = try #require(try stage.workshop.events().first?.id)
        let kept = try stage.kept.compactMap(\.file)
        let folder = "2026/03/04/attachments/\(id)/"
        #expect(kept.allSatisfy { $0.hasPrefix(folder) })
        #expect(
            kept.prefix(5).map { String($0.dropFirst(folder.count)) } == [
                "etc_passwd.pdf", "附件.pdf", "附件 (2).PDF", "_CON.pdf", "fdp.exe.pdf",
            ])
        #expect(stage.files.sorted() == kept.sorted())
        #expect(try await stage.workshop.disagreements() == [])
    }

    @Test func aFileThatIsThereIsNotKeptTwice() async throws {
        let stage = try Stage([])
        stage.publish([
            ("/news/t20260304_8001.html", 80, [("/files/a.pdf", "名单")]),
            ("/news/t20260304_8002.html", 81, [("/files/b.pdf", "另一名单"), ("/files/c.pdf", "同一名单")]),
        ])
        for name in ["a", "b", "c"] { stage.site.set("/files/\(name).pdf", Stage.pdf) }
        #expect(try await stage.workshop.pass(time).status == .done)
        #expect(stage.files.count == 1)
        #expect(try Set(stage.kept.map(\.file)) == [stage.files[0]])
        #expect(try stage.kept.count == 3)
        #expect(try await stage.workshop.disagreements() == [])
    }

    @Test func aFileThatFailsComesLaterAndAnEventSaysSo() async throws {
        let stage = try Stage([("/files/1.pdf", "名单"), ("/files/2.pdf", "事项")])
        stage.site.set("/files/1.pdf", Answer.page("", status: 500))
        stage.site.set("/files/2.pdf", Stage.pdf)
        let first = try await stage.workshop.pass(time)
        #expect(first.status == .someFailed)
        #expect(first.errors.contains("/files/1.pdf: the site is in trouble (HTTP 500)"), "\(first.errors)")
        #expect(try stage.workshop.events().map(\.name) == ["article"])
        #expect(try stage.kept.count == 1)
        stage.site.set("/files/1.pdf", Stage.pdf + [7])
        time.advance(hours: 12)
        #expect(try await stage.workshop.pass(time).status == .done)
        let events = try stage.workshop.events()
        #expect(events.map(\.name) == ["article", "attachment"])
        #expect(events[0].url == events[1].url && events[1].source == "news" && events[0].id == events[1].id)
        #expect(try stage.bytes(#require(events[1].keptAttachments.first?.file)) == Stage.pdf + [7])
        #expect(try await stage.workshop.disagreements() == [])

        let store = try stage.workshop.openStore()
        let before = try await store.contents()
        #expect(
            try await store.article(events[0].id)?.record.metadata.attachments?.allSatisfy { $0.file != nil } == true)
        #expect(try await store.page(events[0].url)?.changed == events[0].at, "the page is as it was")
        try store.close()
        try await stage.workshop.loseState()
        #expect(try await stage.workshop.rebuild().status == .done)
        let rebuilt = try stage.workshop.openStore()
        #expect(try await rebuilt.contents() == before)
        try rebuilt.close()
    }

    @Test func anotherFetchByHandGetsWhatIsMissing() async throws {
        let stage = try Stage([("/files/1.pdf", "名单")])
        stage.site.set("/files/1.pdf", Answer.page("", status: 500))
        let first = try await stage.fetch()
        #expect(first.status == .someFailed && first.lines.count == 1, "\(first.errors)")
        stage.site.set("/files/1.pdf", Stage.pdf)
        #expect(try await stage.fetch().status == .done)
        #expect(try stage.workshop.events().map(\.name) == ["article", "attachment"])
        #expect(try await stage.workshop.disagreements() == [])
        let shown = try await stage.workshop.show(
            try #require(stage.workshop.events().first?.id.description), json: true)
        #expect(shown.output.contains("attachments/"))
    }

    /// The proxy stands for the public web: with one, names are not looked up here.
    @Test func aRedirectToAPrivateAddressIsNotFollowed() async throws {
        let site = try PretendSite(on: "127.0.0.1")
        let page = Newspaper.page().replacing("</div>\n</div>", with: "<p><a href=\"/1.pdf\">名单</a></p></div>\n</div>")
        site.set("http://news.example/a.html", page)
        site.set("http://news.example/1.pdf", Answer.redirect(to: "http://127.0.0.1:9/1.pdf"))
        let workshop = try Workshop(
            "[fetch]\ncontact = \"a@b.example\"\nproxy = \"\(site.origin)\"\ndelay = \"0s\"\nretries = 0",
            capture: "attachments = true")
        let run = try await workshop.fetch(["http://news.example/a.html"])
        #expect(run.status == .someFailed && run.errors.contains("127.0.0.1"), "\(run.errors)")
        #expect(site.targets.filter { $0.hasSuffix(".pdf") } == ["http://news.example/1.pdf"])
        #expect(try workshop.events().map(\.name) == ["article"])
        #expect(try workshop.events().flatMap(\.keptAttachments) == [])
    }

    /// What stands in a file's place, and what is said about it.
    enum Trouble: String, CaseIterable {
        case missing, errorPage, wall, json, empty, announced, endless, disallowed, elsewhere
    }

    @Test(arguments: Trouble.allCases)
    func whatIsNotTheFileIsNeverKeptAndTheTextIs(_ trouble: Trouble) async throws {
        let stage = try Stage(
            [("/files/1.pdf", "名单")], robots: trouble == .disallowed ? "User-agent: *\nDisallow: /files/" : nil,
            maxBody: "64KiB")
        let (answer, words) = Self.answer(trouble)
        stage.site.set("/files/1.pdf", answer)
        let run = try await stage.workshop.pass(time)
        #expect(words.isEmpty || run.errors.contains(words), "\(run.errors)")
        #expect(try stage.workshop.events().map(\.name) == ["article"])
        #expect(try stage.kept == [])
        #expect(stage.files == [])
        let byHand = try await stage.fetch()
        #expect(byHand.status == .someFailed && byHand.errors.contains("/files/1.pdf"), "\(byHand.errors)")
        #expect(try await stage.workshop.disagreements() == [])
    }

    private static func answer(_ trouble: Trouble) -> (Answer, String) {
        let header = Answer.head(200, [("Content-Type", "application/pdf")])
        switch trouble {
        case .missing: return (.page("", status: 404), "HTTP 404")
        case .errorPage:
            let text = String(repeating: "<p>您访问的文件正在整理中，请稍后再来，给您带来不便，敬请谅解。</p>", count: 20)
            return (.page("<!DOCTYPE html><html><body>\(text)</body></html>"), "an HTML page came in place of the file")
        case .wall:
            return (
                .page(
                    "<html><script>document.cookie='__jsl_clearance=1';location.href='/'</script></html>", status: 200),
                ""
            )
        case .json: return (.page("{\"code\":404,\"msg\":\"文件不存在\"}"), "came in place of the file")
        case .empty: return (.page([]), "nothing came")
        case .announced:
            let head = Answer.head(200, [("Content-Type", "application/pdf"), ("Content-Length", "10737418240")])
            return (Answer([.send(head + AttachmentStage.pdf), .hang]), "larger")
        case .endless: return (Answer([.send(header), .sendForever(AttachmentStage.pdf)]), "larger")
        case .disallowed: return (.page(AttachmentStage.pdf), "")
        case .elsewhere: return (.redirect(to: "file:///etc/passwd"), "/files/1.pdf")
        }
    }
}
