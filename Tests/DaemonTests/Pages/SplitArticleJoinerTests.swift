import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// A paper's articles that jump to another page of the issue.
@Suite(.timeLimit(.minutes(30))) struct SplitArticleTests {
    private let time = ManualTime("2026-03-04T09:00:00+08:00")
    private let title = "全区农村供水改造工作会议召开"
    private let folder = "/html/2026-03/04"
    private var first: [String] { Newspaper.other(1) + ["会议指出，要把好事办好，推动供水改造高质量（下转第三版）"] }
    private var rest: [String] { ["（上接第一版）", "推进，让群众早日受益。"] + Newspaper.other(2) }
    private var whole: [String] {
        Newspaper.other(1) + ["会议指出,要把好事办好,推动供水改造高质量推进,让群众早日受益。"] + Newspaper.other(2)
    }

    /// Page 1 of the issue lists `onFirst`, page 3 `onThird`: names of files with their titles.
    private func paper(
        _ host: String, onFirst: [(String, String)], onThird: [(String, String)]
    ) throws -> (PretendSite, Workshop) {
        let site = try PretendSite(on: host)
        func node(_ number: String, _ items: [(String, String)]) -> String {
            let links = items.map { "<li><a href=\"\($0.0)\">\($0.1)</a></li>" }.joined()
            return """
                <html><head><title>青砚日报</title></head><body><p>第\(number)版：要闻</p>
                <a href="node_1.htm">第01版：要闻</a> <a href="node_3.htm">第03版：综合</a><ul>\(links)</ul></body></html>
                """
        }
        site.set("\(folder)/node_1.htm", node("01", onFirst))
        site.set("\(folder)/node_3.htm", node("03", onThird))
        let workshop = try Workshop(
            sources: """
                [[source]]
                id = "paper"
                start = []
                epaper = "\(site.origin)/html/{yyyy}-{MM}/{dd}/node_1.htm"
                """)
        return (site, workshop)
    }

    private func article(_ title: String, page: String, _ paragraphs: [String]) -> String {
        Newspaper.page(title: title, date: "2026-03-04 06:00", paragraphs: paragraphs)
            .replacing("<div class=\"info\">", with: "<div class=\"info\">第\(page)版：要闻　")
    }

    @Test("The halves become one article, whichever of them is visited first", arguments: [true, false])
    func joined(_ firstComesFirst: Bool) async throws {
        let names = firstComesFirst ? ("content_1.htm", "content_2.htm") : ("content_2.htm", "content_1.htm")
        // A page that lists both lets them be visited in the order of the list.
        let (site, workshop) = try paper(
            firstComesFirst ? "127.0.14.1" : "127.0.14.2",
            onFirst: firstComesFirst ? [(names.0, title), (names.1, title)] : [(names.1, title), (names.0, title)],
            onThird: [(names.1, title)])
        site.set("\(folder)/\(names.0)", article(title, page: "01", first))
        site.set("\(folder)/\(names.1)", article(title, page: "03", rest))
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        let events = try workshop.events()
        #expect(events.map(\.url) == ["\(site.origin)\(folder)/\(names.0)"], "\(run.errors)")
        let record = try #require(events.first?.record)
        let text = try workshop.text(record.file)
        #expect(text.split(separator: "\n").map(String.init) == [title] + whole.map { $0.replacing("，", with: ",") })
        #expect(record.metadata.flags?.contains(.paged) == true)
        #expect(record.furtherCaptures?.count == 1)
        // Later looks change nothing, though the rest cannot be had for a while.
        site.set("\(folder)/\(names.1)", Answer.page("", status: 503))
        for _ in 0..<2 {
            time.advance(hours: 30)
            _ = try await workshop.pass(time)
        }
        site.set("\(folder)/\(names.1)", article(title, page: "03", rest))
        time.advance(hours: 100)
        _ = try await workshop.pass(time)
        #expect(try workshop.events().count == 1)
        #expect(try await workshop.disagreements() == [])
    }

    @Test func anEditOfTheRestIsARevisionOfTheWhole() async throws {
        let (site, workshop) = try paper(
            "127.0.14.3", onFirst: [("content_1.htm", title)], onThird: [("content_2.htm", title)])
        site.set("\(folder)/content_1.htm", article(title, page: "01", first))
        site.set("\(folder)/content_2.htm", article(title, page: "03", rest))
        for _ in 0..<2 {
            _ = try await workshop.pass(time)
            time.advance(hours: 1)
        }
        site.set("\(folder)/content_2.htm", article(title, page: "03", rest + ["会议还通报了一项新的安排。"]))
        time.advance(hours: 30)
        _ = try await workshop.pass(time)
        let events = try workshop.events()
        #expect(events.map(\.name).suffix(1) == ["revision"])
        #expect(Set(events.map(\.url)) == ["\(site.origin)\(folder)/content_1.htm"])
        let last = try #require(events.last?.record)
        #expect(try workshop.text(last.file).hasSuffix("会议还通报了一项新的安排。\n"))
    }

    @Test func aRestWithoutItsBeginningIsKeptByItselfInTheEnd() async throws {
        let (site, workshop) = try paper(
            "127.0.14.4", onFirst: [("content_1.htm", "别的消息一则")], onThird: [("content_2.htm", title)])
        site.set("\(folder)/content_1.htm", article("别的消息一则", page: "01", Newspaper.other(7)))
        site.set("\(folder)/content_2.htm", article(title, page: "03", rest))
        for _ in 0..<4 {
            _ = try await workshop.pass(time)
            time.advance(hours: 1)
        }
        let events = try workshop.events()
        #expect(Set(events.map(\.url)).count == 2)
        let kept = try #require(events.last?.record)
        #expect(try workshop.text(kept.file).contains("(上接第一版)"), "as it was published")
    }

    @Test func whatCannotBeHadCostsNobodyTheBeginning() async throws {
        let (site, workshop) = try paper(
            "127.0.14.6", onFirst: [("content_1.htm", title)], onThird: [("content_2.htm", title)])
        site.set("\(folder)/content_1.htm", article(title, page: "01", first))
        site.set("\(folder)/content_2.htm", Answer.page("<html><body>403</body></html>", status: 403))
        for _ in 0..<4 {
            _ = try await workshop.pass(time)
            time.advance(hours: 3)
        }
        #expect(try workshop.events().map(\.url) == ["\(site.origin)\(folder)/content_1.htm"])
    }

    @Test func ofTwoArticlesThatGoOnOnOnePageEachGetsItsOwn() async throws {
        let other = "春耕备耕物资供应有保障"
        let (site, workshop) = try paper(
            "127.0.14.5", onFirst: [("content_1.htm", title), ("content_2.htm", other)],
            onThird: [("content_3.htm", "（上接第一版）\(other)"), ("content_4.htm", "（上接第一版）\(title)")])
        site.set("\(folder)/content_1.htm", article(title, page: "01", first))
        site.set("\(folder)/content_2.htm", article(other, page: "01", Newspaper.other(3) + ["种子充足。（下转第三版）"]))
        site.set("\(folder)/content_3.htm", article(other, page: "03", ["（上接第一版）化肥也充足。"] + Newspaper.other(4)))
        site.set("\(folder)/content_4.htm", article(title, page: "03", rest))
        for _ in 0..<3 {
            _ = try await workshop.pass(time)
            time.advance(hours: 1)
        }
        let events = try workshop.events()
        let latest = Dictionary(events.compactMap { event in event.record.map { (event.url, $0) } }) { $1 }
        #expect(Set(latest.keys) == Set([1, 2].map { "\(site.origin)\(folder)/content_\($0).htm" }))
        let texts = try latest.values.map { try workshop.text($0.file) }
        #expect(texts.contains { $0.contains("高质量推进,让群众早日受益。") && !$0.contains("化肥") })
        #expect(texts.contains { $0.contains("种子充足。\n化肥也充足。") && !$0.contains("受益") })
    }

    /// One headline is a part of the other; the paper shows only the rest of one of them.
    @Test func aRestGoesToTheArticleWithItsVeryHeadline() async throws {
        let short = "农村供水改造工作会议"
        let (site, workshop) = try paper(
            "127.0.14.7", onFirst: [("content_1.htm", title), ("content_2.htm", short)],
            onThird: [("content_3.htm", title)])
        site.set("\(folder)/content_1.htm", article(title, page: "01", first))
        site.set("\(folder)/content_2.htm", article(short, page: "01", Newspaper.other(3) + ["种子充足。（下转第三版）"]))
        site.set("\(folder)/content_3.htm", article(title, page: "03", rest))
        for _ in 0..<4 {
            _ = try await workshop.pass(time)
            time.advance(hours: 1)
        }
        let events = try workshop.events()
        let latest = Dictionary(events.compactMap { event in event.record.map { (event.url, $0) } }) { $1 }
        let whole = try #require(latest["\(site.origin)\(folder)/content_1.htm"])
        #expect(try workshop.text(whole.file).contains("高质量推进,让群众早日受益。"))
        let half = try #require(latest["\(site.origin)\(folder)/content_2.htm"])
        #expect(try workshop.text(half.file).contains("(下转第三版)"))
        #expect(latest.count == 2)
    }
}
