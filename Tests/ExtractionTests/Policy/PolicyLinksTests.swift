import Model
import Testing

@testable import Extraction

@Suite struct PolicyLinksTests {
    private static let document = "关于加强农村供水工程运行管护的通知"
    private static let interpretation = "《农村供水工程管护办法》解读"

    private func read(_ title: String, _ markup: String) throws -> ArticleMetadata {
        let page = """
            <title>\(title)</title><div class=main><h1>\(title)</h1>
            <div id=zoom><p>\(paragraph)</p><p>\(paragraph)另讯。</p></div>\(markup)</div>
            """
        return try Extractor().read(
            Array(page.utf8), at: WebAddress(parsing: "http://a.example/zc/1.html"), headerCharset: "utf-8",
            today: today, utcOffset: 8 * 3600
        ).metadata
    }

    @Test(arguments: [
        "<h3>相关解读</h3><ul><li><a href=2.html>供水新规有哪些变化</a></ul>",
        "<p><b>相关解读：</b></p><p>1. <a href=2.html>供水新规有哪些变化</a> 2024-05-06</p>",
        "<p>相关解读：<a href=2.html>供水新规有哪些变化</a></p>", "<p>【相关解读】<br><a href=2.html>供水新规有哪些变化</a></p>",
        "<table><tr><td>相关解读</td><td><a href=2.html>供水新规有哪些变化</a></td></tr></table>",
        "<dl><dt>相关解读</dt><dd><a href=2.html>供水新规有哪些变化</a></dd></dl>",
        "<div class=box><div class=hd><span>相关解读</span></div><div class=bd><a href=2.html>供水新规有哪些变化</a></div></div>",
        "<h3><a href=/zcjd/>相关解读</a></h3><ul><li><a href=2.html>供水新规有哪些变化</a></ul>",
        "<div><span>相关文件</span><span>相关解读</span></div><div><a href=3.html>另一份有关的文件</a></div><div><a href=2.html>供水新规有哪些变化</a></div>",
    ])
    func aDocumentKeepsItsInterpretations(markup: String) throws {
        let found = try read(Self.document, markup)
        #expect(found.interpretations == [RelatedPage(url: "http://a.example/zc/2.html", title: "供水新规有哪些变化")])
        #expect(found.interprets == nil)
    }

    @Test(arguments: [
        "<p>政策解读：<a href=2.html>图解</a></p>", "<p><a href=2.html title=图解>图解</a></p><p>政策解读：<a href=2.html>图解</a></p>",
    ])
    func aLinkMayNameTheFormAlone(markup: String) throws {
        #expect(try read(Self.document, markup).interpretations?.map(\.title) == ["图解"])
    }

    @Test func aLinkMaySayItByItself() throws {
        let found = try read(
            Self.document, "<p><a href=2.html>《\(Self.document)》政策解读</a> <a href=3.html>《燃气条例》解读</a></p>")
        #expect(found.interpretations?.map(\.url) == ["http://a.example/zc/2.html"])
    }

    @Test(arguments: [
        "<h3>相关文件</h3><p><a href=2.html>农村供水工程管护办法</a></p>", "<p>原文：<a href=2.html>农村供水工程管护办法</a></p>",
        "<p>见《<a href=2.html>农村供水工程管护办法</a>》</p>", "<p>全文已经公布（文件原文：<a href=2.html>农村供水工程管护办法</a>）</p>",
    ])
    func anInterpretationKeepsItsDocument(markup: String) throws {
        let found = try read(Self.interpretation, markup)
        #expect(found.interprets == [RelatedPage(url: "http://a.example/zc/2.html", title: "农村供水工程管护办法")])
        #expect(found.interpretations == nil)
    }

    @Test func aLinkOfTheLabelsWordsIsOne() throws {
        let found = try read(Self.interpretation, "<p><a href=/zc/2024/5.html>查看政策原文</a></p>")
        #expect(found.interprets == [RelatedPage(url: "http://a.example/zc/2024/5.html", title: "查看政策原文")])
    }

    @Test(arguments: [
        "<h3>政策解读</h3><ul><li><a href=2.html>关于住房公积金的解读</a></ul>",
        "<ul><li><a href=/zcjd/>政策解读</a><li><a href=/tj/>图解</a></ul>",
        "<h3>政策解读</h3><ul><li><a href=/tj/>图解</a></ul>",
        "<h3>相关解读</h3><ul></ul><div><a href=/about1.html>关于我们网站地图</a></div>",
        "<h3>相关解读</h3><p>暂无</p><p><a href=2.html>别的文章的标题在此</a></p>",
        "<h3>相关解读</h3><ul><li><a href=1.html>本页自己的另一个名字</a></ul>",
        "<h3>相关解读</h3><ul><li><a href=#top>返回本页的最上面</a><li><a href='javascript:go(2)'>用脚本打开的网页</a></ul>",
        "<h3>相关文件</h3><ul><li><a href=2.html>关于做好防汛工作的通知</a></ul>",
    ])
    func otherLinksOfADocumentAreNone(markup: String) throws {
        let found = try read(Self.document, markup)
        #expect(found.interpretations == nil)
        #expect(found.interprets == nil)
    }

    @Test(arguments: [
        "<h3>相关解读</h3><ul><li><a href=2.html>《农村供水工程管护办法》图解</a></ul>",
        "<h3>相关文件</h3><p><a href=2.html>今年以来的供水新闻</a></p>",
    ])
    func otherLinksOfAnInterpretationAreNone(markup: String) throws {
        #expect(try read(Self.interpretation, markup).interprets == nil)
    }

    @Test(arguments: ["全市春耕生产工作会议召开", "市长调研农村供水"])
    func newsHasNoSuchLinks(title: String) throws {
        let found = try read(
            title, "<p>原文链接：<a href=2.html>某报的另一篇文章</a></p><h3>相关解读</h3><a href=3.html>供水新规有哪些变化</a>")
        #expect(found.interprets == nil)
        #expect(found.interpretations == nil)
    }

    @Test func onlySoManyAreKept() throws {
        let items = (2...400).map { "<li><a href=\($0).html>第\($0)篇解读的长长的标题</a>" }.joined()
        let found = try read(Self.document, "<h3>相关解读</h3><ul>\(items)</ul>")
        #expect(found.interpretations?.count == 20)
    }

    @Test func aPageOfHeadingsIsReadInTime() throws {
        let headings = String(repeating: "<p>相关解读</p><p>相关文件</p>", count: 20_000)
        #expect(try read(Self.document, headings).interpretations == nil)
    }

    @Test func withoutAnAddressOnlyWholeLinksCount() throws {
        let title = Self.document
        let page = """
            <h1>\(title)</h1><div id=zoom><p>\(paragraph)</p></div><h3>相关解读</h3>
            <ul><li><a href=2.html>第一篇解读的标题</a><li><a href=http://b.example/3.html>第二篇解读的标题</a></ul>
            """
        let found = try Extractor().read(
            Array(page.utf8), at: nil, headerCharset: "utf-8", today: today, utcOffset: 8 * 3600)
        #expect(found.metadata.interpretations?.map(\.url) == ["http://b.example/3.html"])
    }
}
