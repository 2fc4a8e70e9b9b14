import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// What a reader would call an edit makes a revision, though the text keeps its id; nothing else does.
@Suite struct PageEditTests {
    /// A notice of three paragraphs, with a file.
    private static func notice(
        title: String = Newspaper.title, date: String = "2023-09-05 08:30", file: String? = nil,
        paragraphs: [String] = Newspaper.paragraphs
    ) -> String {
        let attachment = file.map { "<p>附件：<a href=\"/u/\($0)\">名单.xls</a></p>" } ?? ""
        return Newspaper.page(title: title, date: date, paragraphs: paragraphs)
            .replacing(
                "</div>\n</div>\n<div class=\"footer\">", with: "\(attachment)</div>\n</div>\n<div class=\"footer\">")
    }

    private static let edits: [(before: String, after: String, kinds: [Change.Kind])] = [
        (notice(), notice(title: "青砚区推进百村供水改造（更正）"), [.wording]),
        (notice(), notice(date: "2023-09-06 08:30"), [.date]),
        (notice().replacing("　发布时间：2023-09-05 08:30", with: ""), notice(), [.date]),
        (notice().replacing("来源：青砚新闻网　", with: ""), notice(), [.publisher]),
        (notice(file: "old.xls"), notice(file: "new.xls"), [.attachment]),
        (notice(), notice(paragraphs: Newspaper.paragraphs.map { $0.replacing("据介绍，", with: "据介绍：") }), []),
        (
            notice(paragraphs: Newspaper.paragraphs + ["会议定于10:30开始。"]),
            notice(paragraphs: Newspaper.paragraphs + ["会议定于1030开始。"]), [.punctuation]
        ),
        (notice(), notice(paragraphs: Newspaper.traditional), []),
        (notice(), notice().replacing("<p>　　", with: "<p>").replacing("主办：", with: "阅读次数：5 主办："), []),
        (notice(), notice().replacing("来源：青砚新闻网　", with: ""), []),
    ]

    @Test(arguments: edits.indices)
    func anEditIsARevisionOfTheSameID(place: Int) async throws {
        let (before, after, kinds) = PageEditTests.edits[place]
        let workshop = try Workshop()
        let visits = Counter()
        let web = try LoopbackWeb { request in
            guard request.path == "/a" else { return .page("") }
            return .page(visits.next() == 0 ? before : after)
        }
        defer { web.stop() }
        #expect(try await workshop.fetch([web.url("/a")]).status == .done)
        let run = try await workshop.fetch([web.url("/a")])
        #expect(run.status == .done, "\(run.errors)")
        let events = try workshop.events()
        guard !kinds.isEmpty else {
            #expect(events.map(\.name) == ["article"])
            return
        }
        #expect(events.map(\.name) == ["article", "revision"])
        guard case .revision(let previous, let changes, let record) = try #require(events.last).kind else { return }
        #expect(previous == events[0].id && events[1].id == events[0].id)
        #expect(changes.map(\.kind) == kinds)
        #expect(workshop.texts.count == 2)
        #expect(workshop.texts.contains(record.file))
        // Shown again, it is no edit; and the files tell all of it.
        _ = try await workshop.fetch([web.url("/a")])
        #expect(try workshop.events().count == 2)
        let kept = try await workshop.openStore().contents()
        #expect(try await workshop.rebuild().status == .done)
        #expect(try await workshop.openStore().contents() == kept)
        #expect(try await workshop.show(events[0].id.description, json: true).output.contains(record.file))
    }

    @Test func aCopyUnderAnotherHeadlineIsNoEdit() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            .page(Newspaper.page(title: request.path == "/a" ? Newspaper.title : "农村供水：改造进百村"))
        }
        defer { web.stop() }
        for path in ["/a", "/b", "/b", "/a"] { _ = try await workshop.fetch([web.url(path)]) }
        #expect(try workshop.events().map(\.name) == ["article", "duplicate"])
    }

    @Test func aCopyIsEditedByItself() async throws {
        let workshop = try Workshop()
        let visits = Counter()
        let web = try LoopbackWeb { request in
            let isEdited = request.path == "/b" && visits.next() > 0
            return .page(Newspaper.page(title: isEdited ? "农村供水：改造进百村" : Newspaper.title))
        }
        defer { web.stop() }
        for path in ["/a", "/b", "/b", "/a", "/b"] { _ = try await workshop.fetch([web.url(path)]) }
        let events = try workshop.events()
        #expect(events.map(\.name) == ["article", "duplicate", "revision"])
        #expect(events.last?.url == web.url("/b"))
        let article = try await workshop.openStore().article(events[0].id)
        #expect(article?.record.metadata.title == Newspaper.title)
    }
}
