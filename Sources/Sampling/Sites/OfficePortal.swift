internal import Model

/// 江岭省乡村建设办公室, after the provincial offices' portals: GBK bytes that the header does not name, tables,
/// headlines of two lines, a pager of static anchors (`index_2.html`).
struct OfficePortal {
    let today: Day
    private let stories = OfficePortalStories.all

    init(today: Day) { self.today = today }

    func site() -> SampleSite {
        let paths = stories.indices.map(path)
        var resources: [String: SampleResource] = [:]
        for (index, story) in stories.enumerated() {
            resources[paths[index]] = page(articlePage(story), modified: day(story))
        }
        let count = (stories.count + 4) / 5
        for number in 1...count {
            let range = (number - 1) * 5..<min(number * 5, stories.count)
            let list = page(listPage(range, number: number, count: count), modified: today)
            resources[listPath(number)] = list
            if number == 1 { resources["/mryw/"] = list }
        }
        resources["/"] = page(
            frame("<h2>\(link(listPath(1), "每日要闻"))</h2>"), modified: today)
        resources["/robots.txt"] = robots(disallow: "/admin/", crawlDelay: 0, modified: today)
        return SampleSite(
            id: "sample-office", name: "江岭省乡村建设办公室（样例）", start: listPath(1), kind: "list",
            articles: paths, stories: stories, resources: resources,
            notFound: .html(frame("<P>页面不存在</P>"), charset: .gbk, modified: today, status: 404))
    }

    private func page(_ text: String, modified: Day) -> SampleResource {
        .html(text, charset: .gbk, modified: modified)
    }

    private func day(_ story: SampleStory) -> Day { today.before(story.daysAgo) }

    private func path(_ index: Int) -> String {
        let day = day(stories[index])
        return "/html/\(day.year)/mryw_\(day.compact.suffix(4))/\(3600 - index).html"
    }

    private func listPath(_ number: Int) -> String { number == 1 ? "/mryw/index.html" : "/mryw/index_\(number).html" }
}

// Templates.
extension OfficePortal {
    private func articlePage(_ story: SampleStory) -> String {
        frame(
            """
            <DIV>当前位置：\(link("/", "首页")) &gt; 最新资讯 &gt; \(link(listPath(1), "每日要闻"))</DIV>
            <H1 align=center>\(story.headline.joined(separator: "<BR>\n"))</H1>
            <DIV align=center>来源：\(story.source) \(day(story)) \(story.time)　\
            <A onclick="f(-1)">字号减小</A> <A onclick="f(1)">字号增大</A></DIV>
            <DIV id=content>
            \(story.paragraphs.map(paragraph).joined())</DIV>
            <DIV align=center>微信公众号　扫码进入手机版<BR><IMG src="/images/wx.gif"></DIV>
            """)
    }

    /// Short lines without a full stop are headings between the paragraphs.
    private func paragraph(_ text: String) -> String {
        text.count < 20 && !text.hasSuffix("。") ? "<P><B>　　\(text)</B></P>\n" : "<P>　　\(text)</P>\n"
    }

    private func listPage(_ range: Range<Int>, number: Int, count: Int) -> String {
        let rows = range.map {
            "<TR><TD>·\(link(path($0), stories[$0].title))</TD><TD align=right>[\(day(stories[$0]))]</TD></TR>\n"
        }
        let anchors = (1...count).map { $0 == number ? "<B>\($0)</B>" : link(listPath($0), "\($0)") }
        return frame(
            """
            <DIV>当前位置：\(link("/", "首页")) &gt; 最新资讯 &gt; 每日要闻</DIV>
            <TABLE width="100%">
            \(rows.joined())</TABLE>
            <DIV align=center>共\(stories.count)条 \(anchors.joined(separator: " ")) \(link(listPath(count), "尾页"))</DIV>
            """)
    }

    private func frame(_ main: String) -> String {
        """
        <HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=\(SampleCharset.gbk.name)">
        <TITLE>江岭省乡村建设办公室</TITLE><LINK href="/css.css" rel=stylesheet></HEAD>
        <BODY>
        <TABLE width=960 align=center><TR><TD><H2>中共江岭省委乡村建设工作领导小组</H2><H2>江岭省乡村建设办公室</H2></TD></TR>
        <TR><TD>\(columnLinks("首页 最新资讯 乡村规划 农房建设 人居环境 政策法规 互动交流 举报", under: "/n/"))</TD></TR></TABLE>
        <TABLE width=960 align=center><TR><TD width=180 vAlign=top>
        \(columnLinks("每日要闻 工作动态 地市动态 通知公告 图片新闻 视频 专题专栏", under: "/m/") { $0 + "<BR>" })</TD>
        <TD vAlign=top>
        \(main)
        </TD></TR></TABLE>
        <CENTER>主办单位：江岭省乡村建设办公室　网站标识码：0000000005　岭ICP备00000005号</CENTER>
        </BODY></HTML>

        """
    }
}
