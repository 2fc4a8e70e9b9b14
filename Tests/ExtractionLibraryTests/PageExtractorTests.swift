import Extraction
import Testing

/// This target sees what an outside package sees: the public face, and nothing else.
@Suite struct PageExtractorTests {
    private let paragraph = "全市春耕生产工作會議日前召開。會議要求，各鎮各部門要抓緊抓實，確保完成任務。"
    private let extractor = PageExtractor()

    private func page(_ head: String = "") -> [UInt8] {
        Array("<meta charset=utf-8>\(head)<h1>春耕會議召開</h1><div><p>\(paragraph)</p><p>\(paragraph)</p></div>".utf8)
    }

    @Test(arguments: [
        (Array(" \n".utf8), PageExtractionError.empty, "the page is empty"),
        (Array("%PDF-1.7\n".utf8), .binary(kind: "PDF"), "this is no page but PDF data"),
        (
            Array("<p>首页</p>".utf8), .noArticle(kind: "unclear"),
            "no article on this page: it has no text, or scripts fill it"
        ),
    ])
    func pagesWithoutAnArticleSayWhy(page: [UInt8], error: PageExtractionError, description: String) {
        #expect(throws: error) { try extractor.article(from: page) }
        #expect(error.description == description)
    }

    @Test(arguments: ["", "example.cn/a", "ftp://example.cn/a", "http://"])
    func addressesThatAreNoneAreToldApartFromBadPages(address: String) {
        let error = #expect(throws: PageExtractionError.self) { try extractor.article(from: page(), at: address) }
        guard case .address(address, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
        #expect(error?.description == "\(address) is no address of a page: \(reason)")
    }

    @Test func widthAndScriptAreTheCallersChoice() throws {
        #expect(try extractor.article(from: page()).body.first == paragraph.replacing("，", with: ","))
        let kept = try PageExtractor(width: .asWritten, script: .simplified).article(from: page())
        #expect(kept.body.first == "全市春耕生产工作会议日前召开。会议要求，各镇各部门要抓紧抓实，确保完成任务。")
        #expect(kept.title == "春耕会议召开")
    }

    @Test func theIdentityIsOfTheWordsAlone() throws {
        let one = try extractor.article(from: page())
        let other = try PageExtractor(width: .asWritten, script: .simplified).article(from: page("<title>别的</title>"))
        #expect(one.identity == other.identity)
        #expect(one.identity.utf8.count == 16)
        #expect(one.similarityHash == other.similarityHash)
        #expect(one.script == .traditional && other.script == .simplified)
    }

    @Test func noDateIsAfterToday() throws {
        let dated = page("<meta name=PubDate content='2024-02-29 08:30'>")
        let day = try #require(CalendarDay(year: 2024, month: 2, day: 29))
        let found = try extractor.article(from: dated, today: day)
        #expect(found.date == day && found.published == "2024-02-29T08:30:00+08:00")
        let before = try extractor.article(from: dated, today: CalendarDay("2024-02-28"))
        #expect(before.date == nil && before.remarks == [.noDate])
        #expect(try extractor.article(from: dated).date == day)
        #expect(try extractor.article(from: dated, utcOffset: 0).published == "2024-02-29T08:30:00Z")
    }

    @Test func daysExistOrAreNil() {
        #expect(CalendarDay("2023-02-29") == nil)
        #expect(CalendarDay(year: 0, month: 1, day: 1) == nil)
        let days = ["2023-12-31", "2023-01-02", "2022-03-04"].compactMap { CalendarDay($0) }
        #expect(days.sorted().map(\.description) == ["2022-03-04", "2023-01-02", "2023-12-31"])
        #expect(days.map(\.year) == [2023, 2023, 2022] && days.map(\.month) == [12, 1, 3])
        #expect(days.map(\.dayOfMonth) == [31, 2, 4])
    }

    @Test func manyTasksUseOneExtractor() async throws {
        let page = page()
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try extractor.article(from: page, charset: "utf-8").text } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts.count == 1)
        #expect(texts.first?.hasPrefix("春耕會議召開\n全市") == true)
    }
}
