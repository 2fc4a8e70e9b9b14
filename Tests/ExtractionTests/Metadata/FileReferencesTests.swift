import Model
import Testing

@testable import Extraction

/// Files as pages offer and show them.
@Suite struct FileReferencesTests {
    private func attachments(_ content: String, behind: String = "") throws -> [String]? {
        let page = "<h1>春耕会议召开</h1><div id=zoom><p>\(paragraph)</p><p>\(paragraph)</p><p>\(content)</p></div>\(behind)"
        return try Extractor().read(
            Array(page.utf8), at: try WebAddress(parsing: "http://a.example/xw/1.html"), headerCharset: "utf-8",
            today: today, utcOffset: 8 * 3600
        ).metadata.attachments?.map(\.url)
    }

    @Test(arguments: [
        "附件：<a href='javascript:void(0)' onclick=\"downLoad('/f/1.pdf')\">方案</a>",
        "附件：<a href='javascript:downLoad(\"/f/1.pdf\")'>方案</a>",
        "附件：<a href=# onclick=\"open_file('../f/1.pdf')\">方案</a>",
        "附件：<span onclick=\"downLoad('/f/1.pdf')\">方案</span>",
        "<iframe src='/js/pdfjs/web/viewer.html?file=../../f/1.pdf'></iframe>",
        "<iframe src='https://v.example/op/view.aspx?src=http%3A%2F%2Fa.example%2Ff%2F1.pdf'></iframe>",
        "<embed src=/f/1.pdf>", "<object data=/f/1.pdf></object>", "附件：<a href='/viewer.html?file=/f/1.pdf'>在线预览</a>",
    ])
    func whateverLeadsToAFileIsAnAttachment(content: String) throws {
        let found = try attachments(content)
        #expect(found?.count == 1 && found?.first?.hasSuffix("/f/1.pdf") == true, "\(found ?? [])")
    }

    @Test(arguments: [
        "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=AB'>名单.docx</a>",
        "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=AB'>名单</a>",
        "<a href='/module/download/downfile.jsp?classid=0&filename=2403.xls'>经费表</a>",
        "<a href='/f/get?id=7' title=名单.pdf>名单</a>",
        "<a href='/f/get?id=7'>《名单.wps》</a>", "<a href='/f/showfile.do?id=7'>名单.xlsx</a>",
    ])
    func scriptsHandOutFiles(content: String) throws {
        #expect(try attachments("附件：" + content)?.count == 1)
    }

    @Test(arguments: [
        "<a href=/xw/2.html>关于名单.pdf的说明</a>", "<a href='/xw/2.html?from=1.pdf'>下一篇</a>", "<a href=/download/>下载中心</a>",
        "<a href='javascript:void(0)' onclick='window.print()'>打印</a>", "<iframe src='/map.html?x=1'></iframe>",
        "<a href='/login?next=%2Findex'>登录</a>", "<a href='/xw/2.html' title=方案.doc>方案</a>",
    ])
    func pagesAreNoFiles(content: String) throws { #expect(try attachments(content) == nil) }

    @Test func aBoxOfAttachmentsBehindTheTextBelongsToIt() throws {
        let box =
            "<div class=fj><b>附件：</b><ul><li><a href=/f/1.doc>方案</a></li><li><a href=/f/2.doc>名单</a></li></ul></div>"
        let side = "<div class=side><a href=/f/9.doc>办事表格</a></div>"
        #expect(try attachments("", behind: box + side)?.map { $0.suffix(5) } == ["1.doc", "2.doc"])
        #expect(try attachments("", behind: side) == nil)
    }

    @Test func furnitureMayStandBetweenATextAndItsAttachments() throws {
        let between = "<div class=tools>【打印】【关闭】</div><p>字号：大 中 小</p>"
        let box = "<div class=fj>附件：<a href=/f/1.doc>方案</a></div>"
        #expect(try attachments("", behind: between + box)?.count == 1)
        let story = "<p>另据报道，全市还将在年底之前再建设一批便民服务点，方便附近居民就近办事，具体名单另行公布。</p>"
        #expect(try attachments("", behind: "<div class=other>\(story)</div>" + box) == nil)
    }

    @Test(arguments: [
        "<a href='/module/download/down.jsp?i_ID=123'>附件1</a>", "<a href='/cms/ViewFile.aspx?id=3'>附件2</a>",
        "<a href='/api-gateway/document/file-download?fileUrl=x'>附件3</a>",
        "<a href='/u/4?name=%E6%96%B9%E6%A1%88.docx'>附件4</a>",
    ])
    func downloadScriptsAreKnownByTheirNames(content: String) throws {
        #expect(try attachments("附件：" + content)?.count == 1)
    }
}
