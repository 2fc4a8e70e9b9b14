import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// The same article from several sites is one file, however they write it.
@Suite struct DeduplicationTests {
    private static let pages: [String: String] = [
        "/original": Newspaper.page(),
        "/reprint": Newspaper.page(title: "农村供水：改造进百村", date: "2023-09-07 10:00"),
        "/half": Newspaper.page(
            paragraphs: Newspaper.paragraphs.map { $0.replacing("，", with: ",").replacing("。", with: " 。 ") }),
        "/wide": Newspaper.page(
            paragraphs: Newspaper.paragraphs.map { text in
                String(
                    String.UnicodeScalarView(
                        text.unicodeScalars.map { scalar in
                            ("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                        }))
            }),
        "/traditional": Newspaper.page(paragraphs: Newspaper.traditional),
        "/glossed": Newspaper.page(paragraphs: Newspaper.glossed),
        "/other": Newspaper.page(paragraphs: Newspaper.other(1)),
    ]

    @Test(arguments: ["/reprint", "/half", "/wide", "/traditional", "/glossed"])
    func sameTextInOtherClothesIsADuplicate(path: String) async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in .page(DeduplicationTests.pages[request.path] ?? "") }
        defer { web.stop() }
        let first = try await workshop.fetch([web.url("/original")])
        let second = try await workshop.fetch([web.url(path)])
        #expect(first.status == .done)
        #expect(second.status == .done, "\(second.errors)")
        #expect(second.lines.first?.first == first.lines.first?.first)
        #expect(second.lines.first?.last == first.lines.first?.last, "a duplicate is shown with the file that is kept")
        #expect(workshop.texts.count == 1)
        let events = try workshop.events()
        #expect(events.map(\.name) == ["article", "duplicate"])
        guard case .duplicate(let original, let reprint) = try #require(events.last).kind else { return }
        #expect(original == events[0].id)
        #expect(reprint.publisher == "青砚新闻网")
    }

    @Test func anotherTextIsAnotherArticle() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in .page(DeduplicationTests.pages[request.path] ?? "") }
        defer { web.stop() }
        let run = try await workshop.fetch([web.url("/original"), web.url("/other")])
        #expect(run.status == .done)
        #expect(workshop.texts.count == 2)
    }

    @Test func sameTextsThatComeTogetherAreOneFile() async throws {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nper_host = 32")
        let web = try LoopbackWeb { _ in .page(Newspaper.page()) }
        defer { web.stop() }
        let run = try await workshop.fetch((0..<32).map { web.url("/\($0)") })
        #expect(run.status == .done)
        #expect(workshop.texts.count == 1)
        let events = try workshop.events()
        #expect(events.map(\.sequence) == Array(1...32))
        #expect(events.count { $0.name == "duplicate" } == 31)
        #expect(Set(run.output.split(separator: "\n")).count == 1)
    }
}
