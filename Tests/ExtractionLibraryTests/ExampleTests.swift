import Foundation
import Testing

@Suite struct ExampleTests {
    private let address = "http://www.example.gov.cn/xw/202302/t20230215_1.html"
    private let page = """
        <html><head><title>春耕生产工作会议召开-某市人民政府</title></head><body>
        <div class="crumb"><a href="/">首页</a> &gt; <a href="/xw/">新闻</a></div>
        <h1>春耕生产工作会议召开</h1>
        <p>2023-02-15 12:20 来源：某市日报 作者：张三 字号：[大 中 小]</p>
        <div id="zoom"><p>全市春耕生产工作会议日前召开。会议要求，各镇各部门要抓紧抓实，确保完成任务。</p>
        <p>会议指出，今年形势总体较好，要做好农资供应，不误农时。</p>
        <p>附件：<a href="plan.doc">春耕生产方案.doc</a></p></div>
        <p>责任编辑：李四</p></body></html>
        """

    @Test func theExampleReadsAPage() {
        #expect(
            card(for: Array(page.utf8), at: address, charset: "utf-8") == """
                title: 春耕生产工作会议召开
                date: 2023-02-15
                source: 某市日报
                authors: 张三
                file: 春耕生产方案.doc <http://www.example.gov.cn/xw/202302/plan.doc>
                全市春耕生产工作会议日前召开。会议要求,各镇各部门要抓紧抓实,确保完成任务。
                会议指出,今年形势总体较好,要做好农资供应,不误农时。
                附件:春耕生产方案.doc
                """)
    }

    @Test func theExampleSaysWhyThereIsNoArticle() {
        #expect(card(for: [], at: address, charset: nil) == "\(address): the page is empty")
    }

    @Test func theDocumentationShowsTheExampleAsItIs() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let example = try String(contentsOf: tests.appending(path: "Example.swift"), encoding: .utf8)
        let catalogue = tests.appending(path: "../../Sources/Extraction/Extraction.docc/Extraction.md")
        let page = try String(contentsOf: catalogue, encoding: .utf8)
        #expect(page.contains("```swift\n\(example)```\n"))
    }
}
