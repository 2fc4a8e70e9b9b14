import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// Files that are replaced at their old addresses.
@Suite struct ReplacedFilesTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private typealias Stage = AttachmentStage

    private func asked(_ stage: Stage, _ path: String = "/files/1.pdf") -> Int {
        stage.site.targets.count { $0 == path }
    }

    @Test(arguments: [true, false])
    func aRecheckFindsOtherBytesAndKeepsBoth(byHand: Bool) async throws {
        func visit() async throws -> Workshop.Run {
            byHand ? try await stage.fetch() : try await stage.workshop.pass(time)
        }
        let stage = try Stage([("/files/1.pdf", "服务点名单"), ("/files/2.xlsx", "服务事项表")])
        stage.site.set("/files/1.pdf", Stage.pdf)
        stage.site.set("/files/2.xlsx", [0x50, 0x4B, 3, 4, 0, 0])
        #expect(try await visit().status == .done)
        let old = try stage.kept
        stage.site.set("/files/1.pdf", Stage.pdf + [9])
        time.advance(hours: 2)
        let run = try await visit()
        #expect(run.status == .done, "\(run.errors)")
        let events = try stage.workshop.events()
        #expect(events.map(\.name) == ["article", "revision"])
        #expect(events[0].id == events[1].id && events[0].url == events[1].url)
        guard case .revision(of: events[0].id, let changes, let record) = events[1].kind else {
            Issue.record("\(events[1])")
            return
        }
        let new = try #require(record.metadata.attachments)
        #expect(changes == [Change(kind: .attachment, before: old[0].file, after: new[0].file)])
        #expect(new.map(\.url) == old.map(\.url))
        #expect(new[1] == old[1] && new[0].file != old[0].file && new[0].sha256 != old[0].sha256)
        #expect(try stage.bytes(#require(old[0].file)) == Stage.pdf)
        #expect(try stage.bytes(#require(new[0].file)) == Stage.pdf + [9])
        #expect(stage.workshop.texts.count == 2)
        #expect(try await stage.workshop.disagreements() == [])

        // What is there is no news another time, and the database can be built anew.
        time.advance(hours: 24)
        #expect(try await visit().status == .done)
        #expect(try stage.workshop.events().count == 2)
        let store = try stage.workshop.openStore()
        let before = try await store.contents()
        #expect(try await store.article(events[0].id)?.record.metadata.attachments == new)
        try store.close()
        try await stage.workshop.loseState()
        #expect(try await stage.workshop.rebuild().status == .done)
        let rebuilt = try stage.workshop.openStore()
        #expect(try await rebuilt.contents() == before)
        try rebuilt.close()
    }

    @Test func aFileIsAskedForWithItsMarksOnTheRechecksOfItsArticle() async throws {
        let stage = try Stage([("/files/1.pdf", "名单")])
        stage.site.set("/files/1.pdf", Stage.pdf)
        #expect(try await stage.workshop.pass(time).status == .done)
        #expect(asked(stage) == 1)
        #expect(try await stage.workshop.pass(time).status == .done)
        #expect(asked(stage) == 1, "no recheck is due")
        for (rechecks, hours) in [2.0, 24].enumerated() {
            time.advance(hours: hours)
            #expect(try await stage.workshop.pass(time).status == .done)
            #expect(asked(stage) == rechecks + 2)
        }
        let requests = stage.site.web.requests.filter { $0.target == "/files/1.pdf" }
        #expect(requests.map { $0.header("If-None-Match") != nil } == [false, false, true])
        #expect(try stage.workshop.events().map(\.name) == ["article"])
    }

    @Test(arguments: [
        Answer.page("", status: 404), Answer.page("", status: 500),
        Answer.page("<html><body><p>系统维护中</p></body></html>"),
        Answer.page(""),
    ])
    func whatStandsInItsPlaceIsNoOtherFile(answer: Answer) async throws {
        let stage = try Stage([("/files/1.pdf", "名单")])
        stage.site.set("/files/1.pdf", Stage.pdf)
        #expect(try await stage.workshop.pass(time).status == .done)
        stage.site.set("/files/1.pdf", answer)
        time.advance(hours: 2)
        _ = try await stage.workshop.pass(time)
        stage.site.set("/files/1.pdf", Stage.pdf)
        time.advance(hours: 24)
        _ = try await stage.workshop.pass(time)
        #expect(try stage.workshop.events().map(\.name) == ["article"])
        #expect(stage.files.count == 1)
        #expect(try await stage.workshop.disagreements() == [])
    }

    @Test func anItemThatIsAFileIsRevisedLikewise() async throws {
        let stage = try Stage([])
        stage.site.set(
            "/list/",
            "<html><body><ul><li><a href=/news/t20260304_1.pdf>青砚区便民服务点名单</a><span>2026-03-04</span></li></ul></body></html>"
        )
        stage.site.set("/news/t20260304_1.pdf", Stage.pdf, type: "application/pdf")
        #expect(try await stage.workshop.pass(time).status == .done)
        stage.site.set("/news/t20260304_1.pdf", Stage.pdf + [9], type: "application/pdf")
        time.advance(hours: 2)
        #expect(try await stage.workshop.pass(time).status == .done)
        #expect(try stage.workshop.events().map(\.name) == ["article", "revision"])
        #expect(stage.files.count == 2)
        #expect(try await stage.workshop.disagreements() == [])
    }
}
