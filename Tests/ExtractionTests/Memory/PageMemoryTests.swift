import Foundation
import Model
import Testing

@testable import Extraction

/// What a memory knows of a site's templates, and how it stays small and sound.
@Suite struct PageMemoryTests {
    private let site = TemplateSite()

    @Test func theTemplateIsLearnt() throws {
        let memory = try PageMemory(taughtBy: (1...7).map { site.page($0) })
        #expect(memory.settledContainers == ["div.article-body"])
        let layout = try #require(memory.layout(in: "div.article-body"))
        #expect(layout.headlines.most == "h1")
        #expect(layout.dates.most == "div.info")
        #expect(layout.sources.most == "div.info")
    }

    @Test func aNewTemplateIsNoticedWithARuleToPaste() throws {
        var memory = try PageMemory(taughtBy: (1...9).map { site.page($0) })
        #expect(memory.change == nil)
        var new = site
        new.template = .new
        for number in 11...13 {
            #expect(memory.change == nil, "page \(number)")
            let article = try study(new.page(number), &memory)
            #expect(article.body.prefix(3).count == 3, "the page is read all the same")
        }
        let change = try #require(memory.change)
        #expect(change.from == "div.article-body")
        #expect(change.pagesBefore == 9)
        #expect(
            change.rule
                == #"rules = { body = "div.prose", title = "h2.headline", date = "p.meta", source = "p.meta" }"#)
        #expect(change.description.contains("3 articles in a row stand in div.prose, after 9 in div.article-body"))
        for number in 14...40 { _ = try study(new.page(number), &memory) }
        #expect(memory.change == nil, "the new template is the habit by now")
    }

    @Test func theOldTemplateComingBackEndsTheChange() throws {
        var memory = try PageMemory(taughtBy: (1...9).map { site.page($0) })
        var new = site
        new.template = .new
        for number in 11...14 { _ = try study(new.page(number), &memory) }
        #expect(memory.change != nil)
        _ = try study(site.page(15), &memory)
        #expect(memory.change == nil)
    }

    @Test func columnsInTwoTemplatesAreNoChange() throws {
        var memory = PageMemory()
        var other = site
        other.template = .new
        for number in 1...30 {
            _ = try study((number % 3 == 0 ? other : site).page(number), &memory)
            #expect(memory.change == nil, "page \(number)")
        }
        #expect(memory.settledContainers == ["div.article-body", "div.prose"])
    }

    @Test func pagesOfThePastAreNoChange() throws {
        var memory = try PageMemory(taughtBy: (1...9).map { site.page($0) })
        var old = site
        old.template = .new
        for number in 11...20 { _ = try study(old.page(number), &memory, isNews: false) }
        #expect(memory.change == nil)
    }

    @Test func aNoticeOfOneLineIsFoundWhereTheSiteKeepsItsArticles() throws {
        let memory = try PageMemory(taughtBy: (1...7).map { site.page($0) })
        var page = String(decoding: site.page(8, paragraphs: ["详见附件"]), as: UTF8.self)
        page.replace(
            "<div class=\"footer\">", with: "<div class=\"hot\"><p>砚河今日水位平稳，请市民放心出行。</p></div><div class=\"footer\">")
        let article = try read(Array(page.utf8), knowing: .memory(memory))
        #expect(article.body == ["详见附件"])
        #expect(article.metadata.memory?.container == "div.article-body")
        let use = try #require(article.metadata.memory)
        #expect(try read(Array(page.utf8), knowing: .record(use)).text == article.text)
    }

    @Test func itIsTheSameAfterARoundTrip() throws {
        let memory = try PageMemory(taughtBy: (1...20).map { site.page($0) })
        let bytes = try JSONEncoder().encode(memory)
        #expect(try JSONDecoder().decode(PageMemory.self, from: bytes) == memory)
    }

    @Test func thePagesAloneDecideWhatItIs() throws {
        let pages = (1...20).map { site.page($0) }
        #expect(try PageMemory(taughtBy: pages) == PageMemory(taughtBy: pages))
    }

    @Test func itStaysSmallWhateverTheSiteShows() throws {
        var memory = PageMemory()
        for number in 1...60 {
            var site = site
            site.tail = (0..<200).map { "<div class=\"part\($0 % 26)\"><i>栏目\(number * 1000 + $0)</i></div>" }.joined()
            let page = String(decoding: site.page(number), as: UTF8.self)
                .replacing("article-body", with: "article-\("abcdefghijklmnop".dropFirst(number % 16).prefix(1))")
            _ = try study(Array(page.utf8), &memory)
        }
        #expect(memory.layouts.count <= 8)
        #expect(memory.layouts.allSatisfy { $0.lines.count <= 384 })
        #expect(try JSONEncoder().encode(memory).count < 160_000)
    }
}
