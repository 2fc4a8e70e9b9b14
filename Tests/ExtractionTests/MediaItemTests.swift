import Model
import Testing

@testable import Extraction

/// Items without text: scanned notices, gazettes in a viewer, films.
@Suite struct MediaItemTests {
    private let head = """
        <html><head><meta charset=utf-8><title>关于封山育林的公告_某县人民政府</title></head><body>
        <div class=header><img src=/images/top.jpg><a href=/>首页</a> <a href=/zwgk/>政务公开</a></div>
        <div class=dqwz>当前位置：<a href=/>首页</a> > <a href=/tzgg/>通知公告</a></div>
        """
    private let foot = """
        <div class=footer><img src=/images/foot.jpg>主办单位：某县人民政府办公室 备案号：某ICP备10000001号
        <a href=http://bszs.conac.cn/x><img src=//dcs.conac.cn/image/red.png></a></div></body></html>
        """
    private let info = "<h1>关于封山育林的公告</h1><div class=info>发布时间：2024-03-05 来源：县林业局</div>"

    private func page(_ content: String) -> String {
        head
            + "<div class=main>\(info)<div class=con>\(content)</div><div class=share><img src=/images/wx.png></div></div>"
            + foot
    }

    private func read(_ page: String, at address: String = "http://a.example/tzgg/202403/t20240305_1.html") throws
        -> Article
    {
        try Extractor().read(
            Array(page.utf8), at: try WebAddress(parsing: address), headerCharset: nil, today: Day("2025-01-01")!,
            utcOffset: 8 * 3600)
    }

    @Test func aScannedNoticeIsARecordOfItsPictures() throws {
        let article = try read(page("<p><img src=/u/1.jpg></p><p><a href=/u/2.jpg><img src=/u/2.jpg></a></p>"))
        #expect(article.text == "关于封山育林的公告\n")
        #expect(article.metadata.images?.map(\.url) == ["http://a.example/u/1.jpg", "http://a.example/u/2.jpg"])
        #expect(article.metadata.flags == [.imageOnly])
        #expect(article.metadata.date == Day("2024-03-05"))
        #expect(article.metadata.publisher == "县林业局")
        #expect(article.metadata.attachments == nil)
    }

    @Test func captionsAreItsText() throws {
        let article = try read(
            page("<figure><img src=/u/1.jpg><figcaption>图为封山区示意图。</figcaption></figure><p><img src=/u/2.jpg></p>"))
        #expect(article.text == "关于封山育林的公告\n图为封山区示意图。\n")
        #expect(article.metadata.images?.count == 2)
    }

    @Test(arguments: [
        "<iframe src='/pdfjs/web/viewer.html?file=%2Fu%2F1.pdf' width=100%></iframe>",
        "<iframe src='/pdfjs/web/viewer.html?file=/u/1.pdf'></iframe>",
        "<embed src=/u/1.pdf type=application/pdf>", "<object data='/u/1.pdf' type=application/pdf></object>",
        "<iframe src=/u/1.pdf></iframe>", "<p><a href=/u/1.pdf></a></p>",
        "<iframe src='https://view.example/op/view.aspx?src=http%3A%2F%2Fa.example%2Fu%2F1.pdf'></iframe>",
    ])
    func aDocumentInAViewerIsARecordWithItsFile(content: String) throws {
        let article = try read(page(content))
        #expect(article.headline == ["关于封山育林的公告"])
        #expect(article.metadata.attachments?.map(\.url) == ["http://a.example/u/1.pdf"])
        #expect(article.metadata.flags == [.pdfOnly])
        #expect(article.metadata.date == Day("2024-03-05"))
    }

    @Test(arguments: [
        ("<video src=/v/1.mp4 controls poster=/v/1.jpg></video>", "http://a.example/v/1.mp4"),
        ("<video><source src=/v/1.mp4></video>", "http://a.example/v/1.mp4"),
        ("<embed src=/v/1.mp4>", "http://a.example/v/1.mp4"),
        ("<div id=ckplayer></div><script>play({video: '/v/1.m3u8'})</script>", "http://a.example/v/1.m3u8"),
        ("<iframe src=https://v.qq.com/txp/iframe/player.html?vid=x></iframe>", nil),
        ("<div class=video-js></div>", nil),
    ])
    func aFilmIsARecord(content: String, file: String?) throws {
        let article = try read(page(content))
        #expect(article.headline == ["关于封山育林的公告"])
        #expect(article.metadata.flags == [.videoOnly])
        #expect(article.metadata.attachments?.map(\.url) == file.map { [$0] })
    }

    @Test(arguments: [
        "<div id=p></div><script>PDFObject.embed('/u/1.pdf', '#p');</script>",
        "<div id=p></div><script>var h = new Pdfh5('#p', { pdfurl: \"/u/1.pdf\" });</script>",
    ])
    func aDocumentThatAScriptShowsIsTheItemsFile(content: String) throws {
        let article = try read(page(content))
        #expect(article.metadata.attachments?.map(\.url) == ["http://a.example/u/1.pdf"])
        #expect(article.metadata.flags == [.pdfOnly])
    }

    @Test func aFilmThatAScriptPlaysIsARecord() throws {
        #expect(
            try read(page("<div id=f></div><script>createPlayer('f', 'vid=a')</script>")).metadata.flags == [.videoOnly]
        )
    }

    @Test func picturesThatAreLoadedLaterOrStandInThePageCount() throws {
        let late = try read(page("<img data-src=/u/1.jpg src=/images/loading.gif>"))
        #expect(late.metadata.images?.map(\.url) == ["http://a.example/u/1.jpg"])
        let inline = try read(page("<img src='data:image/png;base64,iVBORw0KGgo='>"))
        #expect(inline.metadata.flags == [.imageOnly])
        #expect(inline.metadata.images == nil)
    }

    @Test func twoNoticesInPicturesAreTwo() throws {
        let one = try read(page("<img src=/u/1.jpg>"))
        let other = try read(page("<img src=/u/2.jpg>"))
        #expect(one.fingerprint.id != other.fingerprint.id)
        #expect(try read(page("<img src=/u/1.jpg>")).fingerprint.id == one.fingerprint.id)
    }

    @Test(arguments: [
        // a list of pictures
        "<ul>"
            + (1...6).map {
                "<li><a href=/tp/2024/\($0).html><img src=/u/\($0).jpg>全县春季义务植树活动现场之\($0)</a><i>2024-03-0\($0)</i></li>"
            }
            .joined() + "</ul>",
        "<img src=/u/1.jpg><ul>"
            + (1...6).map { "<li><a href=/tp/2024/\($0).html>全县春季义务植树活动现场之\($0)</a></li>" }.joined() + "</ul>",
        // a form
        "<img src=/u/1.jpg><form><input name=u><input type=password></form>",
        // nothing but furniture
        "<img src=/images/blank.gif><img src=/images/qrcode.jpg><a href=/tp/2024/1.html><img src=/u/1.jpg></a>", "",
    ])
    func whatIsNoItemIsNone(content: String) {
        #expect(throws: ExtractionFailure.noArticle(.unclear)) { try read(page(content)) }
    }

    @Test func aColumnsOwnAddressIsNoItems() {
        for address in ["http://a.example/", "http://a.example/tzgg/", "http://a.example/tzgg/index.html"] {
            #expect(throws: ExtractionFailure.noArticle(.unclear)) { try read(page("<img src=/u/1.jpg>"), at: address) }
        }
    }

    @Test func withoutADateOrAHeadlineThereIsNoItem() {
        let undated = head + "<div><h1>关于封山育林的公告</h1><img src=/u/1.jpg></div>" + foot
        #expect(throws: ExtractionFailure.noArticle(.unclear)) {
            try read(undated, at: "http://a.example/show.asp?id=1")
        }
        let unnamed = head + "<div>2024-03-05<img src=/u/1.jpg></div>" + foot
        #expect(throws: ExtractionFailure.noArticle(.unclear)) { try read(unnamed) }
    }

    @Test func aFileThatAListLinksToIsAnItem() throws {
        let address = try WebAddress(parsing: "http://a.example/u/1.pdf")
        let item = try #require(Extractor().item(file: "PDF", at: address, title: "县政府公报２０２４年第１期"))
        #expect(item.text == "县政府公报2024年第1期\n")
        #expect(item.metadata.attachments == [Attachment(url: "http://a.example/u/1.pdf", name: "县政府公报2024年第1期")])
        #expect(item.metadata.flags == [.pdfOnly, .noDate])
        #expect(Extractor().item(file: "font", at: address, title: "字体")?.metadata.flags == [.fileOnly, .noDate])
        let page = try WebAddress(parsing: "http://a.example/u/1")
        #expect(Extractor().item(file: "ELF", at: page, title: "程序") == nil)
        #expect(Extractor().item(file: "PDF", at: page, title: "　") == nil)
        let picture = try #require(Extractor().item(file: "JPEG", at: page, title: "通告"))
        #expect(picture.metadata.images?.map(\.url) == ["http://a.example/u/1"])
    }
}
