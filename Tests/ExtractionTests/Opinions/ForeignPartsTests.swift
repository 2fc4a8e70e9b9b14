import Testing

@testable import Extraction

@Suite struct ForeignPartsTests {
    private let title = "<title>全市春耕生产工作会议召开_某市人民政府</title>"
    private let headline = "<h1>全市春耕生产工作会议召开</h1>"
    private let article = (1...4).map { "<p>第\($0)段。\(paragraph)</p>" }.joined()

    private func some(_ numbers: ClosedRange<Int>) -> String {
        numbers.map { "<p>第\($0)段。\(paragraph)</p>" }.joined()
    }

    private static func card(_ number: Int, teaser: String = paragraph) -> String {
        "<li><h3><a href=/n/\(number).html>第\(number)次乡村振兴现场会在东镇举行</a></h3><p>摘要\(number)。\(teaser)</p></li>"
    }

    @Test(arguments: ["comments", "related-news", "page-sidebar", "recommendList"])
    func whatIsNamedAfterFurnitureIsNoProse(name: String) throws {
        let page = "\(title)<div>\(headline)\(article)<div class=\(name)>\(some(5...7))</div></div>"
        #expect(try body(page) == numbered(1...4))
    }

    @Test(arguments: ["page", "print", "position"])
    func aWrapperOfThatNameIsNotTakenAway(name: String) throws {
        #expect(try body("\(title)<div class=\(name)>\(headline)\(article)</div>") == numbered(1...4))
        #expect(try body("\(title)\(headline)<div class=\(name)>\(article)</div>") == numbered(1...4))
    }

    @Test func teasersOfOtherArticlesAreNoProseHoweverMany() throws {
        let cards = (10...24).map { ForeignPartsTests.card($0) }.joined()
        let page = "\(title)<div>\(headline)\(article)<div><h2>本网其他稿件</h2><ul>\(cards)</ul></div></div>"
        #expect(try body(page).filter { $0.contains("摘要") || $0.contains("现场会") }.isEmpty)
        #expect(try Set(body(page)).isSuperset(of: numbered(1...4)))
    }

    @Test func anArticleInSectionsWithLinkedHeadingsStays() throws {
        let long = String(repeating: paragraph, count: 4)
        let sections = (10...14).map { ForeignPartsTests.card($0, teaser: long) }.joined()
        #expect(try body("\(title)<div>\(headline)\(article)<ul>\(sections)</ul></div>").count >= 9)
    }

    @Test func aPageOfNothingButCardsKeepsThem() throws {
        let cards = (10...14).map { ForeignPartsTests.card($0) }.joined()
        #expect(try body("\(title)<div>\(headline)<ul>\(cards)</ul></div>").count { $0.hasPrefix("摘要") } == 5)
    }

    @Test func ofSeveralArticleElementsTheOneWithTheHeadlineCounts() throws {
        let others = (5...9).map { "<article><h2>另一篇报道之\($0)</h2>\(some($0 * 10...$0 * 10 + 3))</article>" }.joined()
        let page = "\(title)<main><article>\(headline)\(article)</article>\(others)</main>"
        #expect(try body(page) == numbered(1...4))
    }

    @Test func aBodyInPiecesIsOne() throws {
        let pieces = stride(from: 1, through: 9, by: 2).map {
            "<div class=row><div class=StoryBody>\(some($0...$0 + 1))</div><div class=ad><a href=/ad>广告位招租</a></div></div>"
        }.joined()
        #expect(try body("\(title)<div>\(headline)<div>\(pieces)</div></div>") == numbered(1...10))
    }

    private func numbered(_ numbers: ClosedRange<Int>) -> [String] { numbers.map { "第\($0)段。\(paragraph)" } }

    private func body(_ page: String) throws -> [String] {
        let reading = try PageReading(Array(page.utf8), headerCharset: "utf-8")
        return reading.blocks.blocks.indices.filter { reading.verdicts[$0].isBody }.map {
            reading.blocks.string(of: $0)
        }
    }
}
