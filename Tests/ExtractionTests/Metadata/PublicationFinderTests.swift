import Model
import Testing

@testable import Extraction

@Suite struct PublicationFinderTests {
    private let body = "<div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div>"
    private let heading = "<h1>春耕生产工作会议召开</h1>"

    @Test func theVisibleLineGoesBeforeTheMeta() throws {
        let found = try read(
            """
            <meta name=PubDate content="2023-01-01 00:00"><meta name=ContentSource content="甲报">
            \(heading)<p>发布时间：2023-02-15 12:20　来源：乙报</p>\(body)
            """
        ).metadata
        #expect(found.date?.description == "2023-02-15")
        #expect(found.dateFrom == .text)
        #expect(found.published == "2023-02-15T12:20:00+08:00")
        #expect(found.publisher == "乙报")
    }

    @Test func theMetaSaysWhatThePageDoesNotShow() throws {
        let found = try read(
            "<meta name=PubDate content='2023-01-01 08:30'><meta name=ContentSource content=甲报>\(heading)\(body)"
        ).metadata
        #expect(found.date?.description == "2023-01-01")
        #expect(found.dateFrom == .meta)
        #expect(found.published == "2023-01-01T08:30:00+08:00")
        #expect(found.publisher == "甲报")
    }

    @Test(arguments: [
        "<p>发布时间：2026-06-02</p>", "<p>发布时间：2099-01-01 来源：甲报</p>", "<meta name=PubDate content=2026-06-02>",
        "<!--enpproperty <date>2026-06-02</date>-->",
    ])
    func noDateIsEverInTheFuture(line: String) throws {
        let found = try read("\(heading)\(line)\(body)").metadata
        #expect(found.date == nil)
        #expect(found.published == nil)
        #expect(found.flags?.contains(.noDate) == true)
    }

    @Test func todayIsNotTheFuture() throws {
        #expect(try read("\(heading)<p>发布时间：2026-06-01</p>\(body)").metadata.date == today)
    }

    @Test func aDateInTheFutureGivesWayToTheNext() throws {
        let found = try read("<meta name=PubDate content=2023-01-01>\(heading)<p>有效期至：2099-01-01</p>\(body)").metadata
        #expect(found.date?.description == "2023-01-01")
    }

    @Test func scriptsAndRelatedListsGiveNoDate() throws {
        let page = """
            \(heading)<script>var date = "2022-01-01 00:00";</script>\(body)
            <h3>相关阅读</h3><ul><li><a href=1>各地春耕生产忙起来了</a> 2021-05-05<li><a href=2>农机检修进行时</a> 2021-06-06</ul>
            """
        #expect(try read(page).metadata.date == nil)
    }

    @Test func aTimeWithAZoneOfItsOwnIsThatMoment() throws {
        let page = "<meta property=article:published_time content='2024-01-01T18:00:00Z'>\(heading)\(body)"
        let found = try #require(try read(page).metadata.published.flatMap { Timestamp($0) })
        #expect(found == Timestamp("2024-01-01T18:00:00Z"))
    }

    @Test func aDateWithoutATimeIsNoMoment() throws {
        let found = try read("\(heading)<p>发布时间：2023-02-15</p>\(body)").metadata
        #expect(found.date?.description == "2023-02-15")
        #expect(found.published == nil)
    }

    @Test func theEditorBelowTheTextIsKnownAndNotText() throws {
        let article = try read("\(heading)\(body)<p>责任编辑：李四</p>")
        #expect(article.metadata.editor == "李四")
        #expect(!article.text.contains("李四"))
    }

    @Test(arguments: [
        ("<p>来源:“南方杂志”微信公众号 2023-02-15 12:20</p>", "2023-02-15T12:20:00+08:00", "“南方杂志”微信公众号"),
        ("<p>2015年04月08日10:05 来源：人民网</p>", "2015-04-08T10:05:00+08:00", "人民网"),
        ("<p>2005.08.2605:39 来源：新华网</p>", "2005-08-26T05:39:00+08:00", "新华网"),
        ("<p>2005.08.2605:39来源：新华网</p>", "2005-08-26T05:39:00+08:00", "新华网"),
        ("<p><span>2015年04月08日10:05</span><span>来源：<a href=x>人民网</a></span></p>", "2015-04-08T10:05:00+08:00", "人民网"),
    ])
    func runTogetherLinesTellDateAndSource(line: String, published: String, source: String) throws {
        let found = try read("\(heading)\(line)\(body)").metadata
        #expect(found.published == published)
        #expect(found.publisher == source)
    }

    @Test(arguments: [
        "<div class=date><b>21</b><i>/ 2024年02月</i></div>", "<div><div>21</div><div>/ 2024年02月</div></div>",
        "<div>21 / 2024年02月</div>",
    ])
    func aDayInTwoBoxesIsADate(boxes: String) throws {
        #expect(try read("\(boxes)\(heading)\(body)").metadata.date?.description == "2024-02-21")
        #expect(try read("\(heading)\(boxes)\(body)").metadata.date?.description == "2024-02-21")
    }

    @Test(arguments: [
        "本文来源于《南方日报》", "本文来源于 南方日报", "（本文来源于：南方日报）", "（来源：南方日报）", "来源：南方日报 责任编辑：李四",
    ])
    func theLineBelowTheTextNamesTheSource(line: String) throws {
        let found = try read("\(heading)\(body)<p>\(line)</p>").metadata
        #expect(found.publisher?.replacing("《", with: "").replacing("》", with: "") == "南方日报")
        #expect(try read("\(heading)<p>来源：甲报</p>\(body)<p>\(line)</p>").metadata.publisher == "甲报")
    }

    @Test(arguments: ["资金来源：财政拨款、社会捐助", "会议指出，成绩来源于实践。", "本文来源于"])
    func otherLastLinesNameNone(line: String) throws {
        #expect(try read("\(heading)\(body)<p>\(line)</p>").metadata.publisher == nil)
    }

    @Test(arguments: [
        ("（记者/唐达 通讯员/莫小青）", ["唐达"], ["莫小青"]), ("记者 毕松杰", ["毕松杰"], nil), ("文/图 王晓", ["王晓"], nil),
    ])
    func creditsOfTheTextAreWritersAndCorrespondents(line: String, authors: [String], contributors: [String]?) throws {
        let found = try read("\(heading)<div id=zoom><p>\(line)</p><p>\(paragraph)</p><p>\(paragraph)完。</p></div>")
            .metadata
        #expect(found.authors == authors)
        #expect(found.contributors == contributors)
    }

    @Test func absentMeansUnknown() throws {
        let found = try read("<p>\(paragraph)</p>").metadata
        #expect(found.title == nil)
        #expect(found.publisher == nil)
        #expect(found.authors == nil)
        #expect(found.editor == nil)
        #expect(found.site == nil)
    }
}
