import Model
import Testing

@testable import Extraction

@Suite struct PageJumpTests {
    @Test(
        "What goes on on another page says so at its end",
        arguments: [
            ("会议强调，要抓好落实。（下转第三版）", "3", "会议强调，要抓好落实。"), ("(下转第3版)", "3", ""), ("（下转03版）", "3", ""),
            ("►下转A02版", "A2", ""), ("【下转２版】", "2", ""), ("下转第十二版", "12", ""), ("推动高质量(下转第 4 版)", "4", "推动高质量"),
            ("（下转2版·要闻）", "2", ""), ("转第二版", "2", ""), ("▶下转b8版。", "B8", ""), ("（下转第二十一版）", "21", ""),
        ])
    func onward(_ line: String, _ page: String, _ rest: String) throws {
        let jump = try #require(PageJump(line, .onward))
        #expect(jump.page == page)
        #expect(jump.rest == rest)
    }

    @Test(
        "What began on another page says so at its beginning",
        arguments: [
            ("（上接第一版）发展水平。", "1", "发展水平。"), ("(上接A01版)", "A1", ""), ("（紧接第1版）", "1", ""), ("上接01版", "1", ""),
        ])
    func back(_ line: String, _ page: String, _ rest: String) throws {
        let jump = try #require(PageJump(line, .back))
        #expect(jump.page == page)
        #expect(jump.rest == rest)
    }

    @Test(
        "A sentence that only speaks of pages is none",
        arguments: [
            "这篇报道由第一版转第三版刊登。", "读者可转第三版阅读全文，也可上网查询", "详见第三版", "（见第二版）", "（下转专版）", "（下转第版）", "", "下转",
            "下转工作组", "紧接第一版的报道之后，记者走访了三个村。", "上接天线下接地气", "（下转第0版）",
        ])
    func none(_ line: String) {
        #expect(PageJump(line, .onward) == nil)
        #expect(PageJump(line, .back) == nil)
    }

    @Test(arguments: [
        ("03", "3"), ("三", "3"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("A02", "A2"), ("ａ２", "A2"), ("一二", "12"),
    ])
    func aNumberHasOneSpelling(_ text: String, _ number: String) { #expect(PageJump.number(text) == number) }

    @Test(arguments: ["", "A", "AB1", "十十", "0", "12345", "x"])
    func whatIsNoNumberIsNone(_ text: String) { #expect(PageJump.number(text) == nil) }
}

@Suite struct ArticleHalvesTests {
    private func article(_ title: String, page: String?, _ body: [String]) -> Article {
        var metadata = ArticleMetadata()
        metadata.title = title
        metadata.page = page
        return Article(
            headline: [title], body: body, metadata: metadata,
            fingerprint: DedupKey.fingerprint(body: body, title: title, names: []))
    }

    @Test func theSentenceThatThePageCutIsWholeAgain() {
        let first = article("全市农村工作会议召开", page: "01", ["本报讯 会议今天召开。", "会议要求推动高质量(下转第三版)"])
        let rest = article("全市农村工作会议召开", page: "03", ["(上接第一版)", "发展。", "会议还研究了其他事项。"])
        #expect(first.isContinued(by: rest))
        let whole = Extractor().joining(first, continuedBy: rest)
        #expect(whole.body == ["本报讯 会议今天召开。", "会议要求推动高质量发展。", "会议还研究了其他事项。"])
        #expect(whole.metadata.page == "01")
        #expect(whole.metadata.flags == [.paged])
        #expect(whole.fingerprint != first.fingerprint)
    }

    @Test func linesBeyondTheWordsStayOutOfTheSentence() {
        let first = article("全市农村工作会议召开", page: "01", ["推动高质量(下转第三版)", "责编 张三"])
        let rest = article("全市农村工作会议召开", page: "03", ["图为会议现场。", "(上接第一版)发展。", "会议结束。"])
        let whole = Extractor().joining(first, continuedBy: rest)
        #expect(whole.body == ["推动高质量发展。", "会议结束。", "图为会议现场。", "责编 张三"])
    }

    @Test func halvesNameEachOthersPages() {
        let first = article("全市农村工作会议召开", page: "01", ["一。(下转第三版)"])
        #expect(!first.isContinued(by: article("全市农村工作会议召开", page: "04", ["(上接第一版)二。"])))
        #expect(!first.isContinued(by: article("全市农村工作会议召开", page: "03", ["(上接第二版)二。"])))
        #expect(!first.isContinued(by: article("全市农村工作会议召开", page: "03", ["二。"])))
        #expect(!first.isContinued(by: article("春耕备耕有序推进", page: "03", ["(上接第一版)二。"])), "of another article")
        #expect(first.isContinued(by: article("农村工作会议召开", page: "03", ["(上接第一版)二。"])))
    }

    @Test func whereNoPageIsKnownTheHeadlineDecides() {
        let first = article("全市农村工作会议召开", page: nil, ["一。(下转第三版)"])
        #expect(first.isContinued(by: article("全市农村工作会议召开", page: nil, ["(上接第一版)二。"])))
        #expect(first.isContinued(by: article("(上接第一版)全市农村工作会议", page: nil, ["(上接第一版)二。"])))
        #expect(!first.isContinued(by: article("春耕备耕有序推进", page: nil, ["(上接第一版)二。"])))
    }
}
