import Model
import Testing

@testable import Extraction

/// The column, as the page shows it.
@Suite struct BreadcrumbTests {
    private static func page(_ trail: String, head: String = "") -> String {
        """
        <html><head><title>春耕生产工作会议召开_某市人民政府</title>\(head)</head><body>
        <ul><li><a href=/>首页</a></li><li><a href=/a/>政务公开</a></li><li><a href=/b/>办事服务</a></li></ul>
        \(trail)
        <div><h1>春耕生产工作会议召开</h1><p>发布时间：2023-02-15 12:20　来源：乙报</p>
        <div id=zoom><p>\(paragraph)</p><p>\(paragraph)会议指出，今年形势总体较好。</p></div></div></body></html>
        """
    }

    @Test(arguments: [
        "<div>当前位置：<a href=/>首页</a> &gt; <a href=/x/>新闻中心</a> &gt; <a href=/x/y/>工作动态</a> &gt; 正文</div>",
        "<nav class=breadcrumb><a href=/>首页</a>&nbsp;&gt;&nbsp;<a href=/x/>新闻中心</a>&nbsp;&gt;&nbsp;<a href=/x/y/>工作动态</a></nav>",
        "<div class=crumbs><ol><li><a href=/>首页</a></li><li><a href=/x/>新闻中心</a></li><li><a href=/x/y/>工作动态</a></li></ol></div>",
        "<p>您现在所在的位置：</p><p><a href=/>首页</a> / <a href=/x/>新闻中心</a> / <a href=/x/y/>工作动态</a></p>".replacing(
            "</p><p>", with: ""),
        "<div>您的位置：<ul><li>首页</li><li>新闻中心</li><li>工作动态</li></ul></div>",
        "<div><a href=/>首页</a>＞<a href=/x/>新闻中心</a>＞工作动态</div>",
        "<div><a href=/>首页</a> » <a href=/x/>新闻中心</a> » <a href=/x/y/>工作动态</a> » 春耕生产工作会议召开</div>",
        "<div><a href=/>首页</a><span>&gt;</span><a href=/x/y/>工作动态</a></div>",
        "<div><a href=/>某某网</a>&gt;&gt;<a href=/x/y/>工作动态</a></div>",
        "<div class=path><a href=/x/y/>工作动态</a> &gt; 正文 <ul><li>新闻</li><li>图片</li></ul></div>",
        "<table><tr><td>当前位置:</td><td><a href=/>网站首页</a>-<a href=/x/y/>工作动态</a>-正文</td></tr></table>".replacing(
            "-<", with: " - <"
        ).replacing("-正", with: " - 正"),
    ])
    func theLastStepThatIsNotThePageItself(trail: String) throws {
        #expect(try read(BreadcrumbTests.page(trail)).metadata.column == "工作动态")
        let head = "<meta name=ColumnName content=要闻>"
        #expect(try read(BreadcrumbTests.page(trail, head: head)).metadata.column == "工作动态", "what is shown decides")
    }

    @Test(arguments: [
        "", "<div>当前位置：<a href=/>首页</a> &gt; 正文</div>", "<div>a &gt; b</div>", "<div><a href=/>某某网</a> &gt; 正文</div>",
        "<div><a href=1>图片</a> <a href=2>视频</a></div>", "<div>气温 5 &gt; 3</div>",
    ])
    func aPageThatShowsNoneHasThatOfItsHead(trail: String) throws {
        #expect(try read(BreadcrumbTests.page(trail)).metadata.column == nil)
        let head = "<meta name=ColumnName content=要闻>"
        #expect(try read(BreadcrumbTests.page(trail, head: head)).metadata.column == "要闻")
    }

    @Test func theHeadMayWriteTheTitleOrTheSiteThere() throws {
        let site = "<meta name=SiteName content=某市政府网>"
        let titled = BreadcrumbTests.page("", head: "\(site)<meta name=ColumnName content=春耕生产工作会议召开>")
        #expect(try read(titled).metadata.column == nil)
        let sited = BreadcrumbTests.page("", head: "\(site)<meta name=ColumnName content=某市政府网工作动态>")
        #expect(try read(sited).metadata.column == "工作动态")
    }
}
