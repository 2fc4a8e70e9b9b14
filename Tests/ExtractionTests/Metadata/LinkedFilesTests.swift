import Model
import Testing

@testable import Extraction

@Suite struct LinkedFilesTests {
    @Test func documentsOfTheArticleAreItsAttachments() throws {
        let article = try read(
            """
            <div id=zoom><p>\(paragraph)</p><p><a href="../f/1.pdf">附件１：工作方案</a></p><p><a href=/f/2.XLSX title=申报表></a></p>
            <p><a href="../f/1.pdf">下载</a></p><p><a href=http://b.example/3.doc?v=1>附件3</a></p></div>
            <div><a href=/other.pdf>别的文件</a></div>
            """, at: "http://a.example/xw/1.html")
        let attachments = article.metadata.attachments ?? []
        #expect(
            attachments.map(\.url) == [
                "http://a.example/f/1.pdf", "http://a.example/f/2.XLSX", "http://b.example/3.doc?v=1",
            ])
        #expect(attachments.map(\.name) == ["附件1:工作方案", "申报表", "附件3"])
    }

    @Test func picturesHaveTheirCaptions() throws {
        let article = try read(
            """
            <img src=/logo.png><div id=zoom><p>\(paragraph)</p><figure><img src=1.jpg><figcaption>会议现场。</figcaption></figure>
            <p><img src=2.jpg></p><p><img src=2.jpg></p><img src=/images/icon_doc.png><p>\(paragraph)会后参观。</p></div>
            <footer><img src=foot.jpg><p>地址：东路1号</p></footer>
            """, at: "http://a.example/xw/1.html")
        let images = article.metadata.images ?? []
        #expect(images.map(\.url) == ["http://a.example/xw/1.jpg", "http://a.example/xw/2.jpg"])
        #expect(images.map(\.caption) == ["会议现场。", nil])
    }

    @Test func relativeAddressesAreLeftOutWithoutAnAddressOfThePage() throws {
        let page =
            "<div id=zoom><p>\(paragraph)</p><p><a href=1.pdf>附件1</a><a href=http://b.example/2.pdf>附件2</a></p></div>"
        #expect(try read(page, at: nil).metadata.attachments?.map(\.url) == ["http://b.example/2.pdf"])
    }

    @Test(arguments: ["javascript:x.pdf", "file:///x.pdf", "data:,x.pdf", "http://[/x.pdf", "mailto:a@x.pdf"])
    func otherSchemesAreNoFiles(href: String) throws {
        let page = "<div id=zoom><p>\(paragraph)</p><p><a href='\(href)'>附件</a></p></div>"
        #expect(try read(page, at: "http://a.example/").metadata.attachments == nil)
    }

    private func read(_ page: String, at address: String?) throws -> Article {
        try Extractor().read(
            Array(page.utf8), at: address.map { try WebAddress(parsing: $0) }, headerCharset: "utf-8", today: today,
            utcOffset: 8 * 3600)
    }
}
