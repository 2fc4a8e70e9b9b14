import Model
import Testing

@testable import Extraction

/// What a memory drops, and what it must never drop.
@Suite struct RecurringLinesTests {
    private let site = TemplateSite()

    @Test func linesThatRecurAreChromeFromTheSecondPageOn() throws {
        var memory = PageMemory()
        let first = try study(site.page(1), &memory)
        #expect(first.body.suffix(2) == TemplateSite.chrome[...], "one page alone cannot tell")
        for number in 2...12 {
            let article = try study(site.page(number), &memory)
            #expect(article.body.count == 3, "page \(number)")
            #expect(article.metadata.memory?.dropped == TemplateSite.chrome)
        }
    }

    @Test func withoutAMemoryAPageIsReadAsBefore() throws {
        let page = site.page(2)
        let memory = try PageMemory(taughtBy: [site.page(1)])
        #expect(try read(page, knowing: .nothing).body.count == 5)
        #expect(try read(page, knowing: .nothing).metadata.memory == nil)
        #expect(try read(page, knowing: .memory(memory)).body.count == 3)
    }

    @Test func thePageReadAgainByItsRecordGivesTheSameText() throws {
        var memory = PageMemory()
        var kept: [[UInt8]] = []
        for number in 1...6 {
            let page = site.page(number)
            let article = try study(page, &memory)
            let record = SiteKnowledge.record(article.metadata.memory ?? .init())
            let again = try read(page, knowing: record)
            #expect(again.text == article.text)
            #expect(again.metadata == article.metadata)
            kept.append(page)
        }
    }

    @Test func anArticleToldAgainKeepsAllItsLines() throws {
        let memory = try PageMemory(taughtBy: [site.page(1)])
        let reprint = try read(site.page(1), knowing: .memory(memory))
        #expect(reprint.body.count == 5)
        #expect(reprint.metadata.memory == nil)
        var taught = memory
        _ = try study(site.page(1), &taught)
        #expect(taught == memory, "it teaches nothing either")
    }

    @Test(arguments: [
        "<p>特此公告。</p>", "<div class=\"sign\"><span>青砚市园林绿化局</span></div>",
        "<div class=\"sign\"><span>2026年5月20日</span></div>", "<p class=\"tail\">（此件公开发布）</p>",
        "<h4>一、总体要求</h4>", "<div class=\"sign\"><span>中共青砚市委办公室 青砚市人民政府办公室</span></div>",
    ])
    func formulasAndSignaturesStayHoweverOftenTheyRecur(_ ending: String) throws {
        var site = site
        site.tail = ""
        site.ending = ending
        var memory = PageMemory()
        for number in 1...12 {
            let article = try study(site.page(number), &memory)
            #expect(article.body.count == 4, "page \(number): \(article.body)")
        }
    }

    @Test func aColumnsLeadStaysAndSoDoesTheLabelAboveIt() throws {
        var site = site
        site.tail = ""
        site.head = """
            <div class="lead"><b>砚边周记</b></div>
            <div class="lead"><p>每周一次，本栏目记者走进青砚的街巷，用脚步丈量城市的变化，用镜头记下寻常人家的日子。</p></div>
            """
        var memory = PageMemory()
        for number in 1...12 {
            let article = try study(site.page(number), &memory)
            #expect(article.body.count == 5, "page \(number): \(article.body)")
        }
    }

    @Test func aDisclaimerBelowTheTextGoesOnceThreePagesHadIt() throws {
        var site = site
        site.tail = "<div class=\"ysm\"><p>砚边新闻所刊作品由编辑部依照授权发布，读者如需引用全文，请先与编辑部联系，取得书面答复以后再用。</p></div>"
        var memory = PageMemory()
        let counts = try (1...8).map { try study(site.page($0), &memory).body.count }
        #expect(counts == [4, 4, 4, 3, 3, 3, 3, 3])
    }

    @Test func subheadingsBetweenParagraphsStay() throws {
        var site = site
        site.tail = ""
        var memory = PageMemory()
        for number in 1...10 {
            let own = TemplateSite.paragraphs(number)
            let body = [
                own[0], "</p><h4 class=\"sub\">施工进展</h4><p>", own[1], "</p><h4 class=\"sub\">市民反映</h4><p>", own[2],
            ]
            let article = try study(site.page(number, paragraphs: body), &memory)
            #expect(article.body.contains("施工进展") && article.body.contains("市民反映"), "page \(number)")
        }
    }

    @Test func aLineOfAFewPagesOfManyIsNoChrome() throws {
        var site = site
        var memory = PageMemory()
        for number in 1...20 {
            site.tail = number % 3 == 0 ? "<div class=\"ywts\"><span>青砚发布客户端</span></div>" : ""
            let article = try study(site.page(number), &memory)
            #expect(article.body.count == (number % 3 == 0 ? 4 : 3), "page \(number)")
        }
    }

    @Test func chromeThatChangedItsWordingIsLearntAgainAndTheOldIsForgotten() throws {
        var site = site
        var memory = PageMemory()
        for number in 1...12 { _ = try study(site.page(number), &memory) }
        site.tail = "<div class=\"ywts\"><span>砚边小程序上线</span></div>"
        var counts = try (13...24).map { try study(site.page($0), &memory).body.count }
        #expect(counts.first == 4)
        #expect(counts.last == 3)
        site.tail = TemplateSite().tail
        counts = [try study(site.page(25), &memory).body.count]
        #expect(counts == [5], "it was away for twelve pages: the site may mean it now")
    }

    @Test func theExplanationNamesWhatTheMemoryDropped() throws {
        let memory = try PageMemory(taughtBy: (1...4).map { site.page($0) })
        let explanation = try Extractor().explain(
            site.page(5), at: nil, headerCharset: nil, today: today, utcOffset: 8 * 3600, knowing: .memory(memory))
        let dropped = explanation.blocks.filter { $0.reason.hasPrefix("site memory") }
        #expect(dropped.map(\.text) == TemplateSite.chrome)
        #expect(dropped.first?.reason == "site memory: on 4 other pages of the site")
    }
}
