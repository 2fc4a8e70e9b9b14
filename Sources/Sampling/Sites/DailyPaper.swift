internal import Model

/// 兰汀日报, after the classic e-papers of Founder: dated issues, pages, a title list, 引题 and 副题 in comment marks.
struct DailyPaper {
    let today: Day
    private let stories = DailyPaperStories.all
    private static let pageNames = ["第01版：要闻", "第02版：综合"]

    init(today: Day) { self.today = today }

    func site() -> SampleSite {
        var resources: [String: SampleResource] = [:]
        for (index, story) in stories.enumerated() {
            resources[path(index)] = .html(articlePage(index), modified: day(story))
        }
        for age in Set(stories.map(\.daysAgo)) {
            for page in 0..<Self.pageNames.count {
                resources[pagePath(page, age: age)] = .html(layoutPage(page, age: age), modified: today.before(age))
            }
        }
        resources["/index.htm"] = .html(entryPage, modified: today)
        resources["/"] = .html(entryPage, modified: today)
        resources["/robots.txt"] = robots(disallow: "/pdf/", crawlDelay: 0, modified: today)
        return SampleSite(
            id: "sample-daily", name: "兰汀日报（样例）", start: "/index.htm", kind: "epaper",
            issue: "/html/{yyyy}-{MM}/{dd}/node_2.htm",
            firstIssue: today.before(stories.map(\.daysAgo).max() ?? 0), articles: stories.indices.map(path),
            stories: stories, resources: resources,
            notFound: .html("<html><body><h1>404 Not Found</h1></body></html>", modified: today, status: 404))
    }

    private func day(_ story: SampleStory) -> Day { today.before(story.daysAgo) }

    private func folder(age: Int) -> String {
        let day = today.before(age)
        return "/html/\(zeroPadded(day.year, to: 4))-\(zeroPadded(day.month, to: 2))/\(zeroPadded(day.day, to: 2))/"
    }

    private func path(_ index: Int) -> String { folder(age: stories[index].daysAgo) + "content_\(40_200 - index).htm" }

    /// node_2 is the first page: the family counts so.
    private func pagePath(_ page: Int, age: Int) -> String { folder(age: age) + "node_\(page + 2).htm" }

    /// The stories of one page of one issue: the first two of the day, or the others.
    private func indices(page: Int, age: Int) -> [Int] {
        let ofDay = stories.indices.filter { stories[$0].daysAgo == age }
        return Array(page == 0 ? ofDay.prefix(2) : ofDay.dropFirst(2))
    }
}

// Templates.
extension DailyPaper {
    /// The newest issue, by meta refresh.
    private var entryPage: String {
        """
        <HTML><HEAD><TITLE>兰汀日报数字报</TITLE>
        <META HTTP-EQUIV="REFRESH" CONTENT="0; URL=\(pagePath(0, age: 0).dropFirst())"></HEAD><BODY></BODY></HTML>

        """
    }

    private func articlePage(_ index: Int) -> String {
        let story = stories[index]
        let page = indices(page: 0, age: story.daysAgo).contains(index) ? 0 : 1
        let body = story.paragraphs.map { "<P>&nbsp;&nbsp;&nbsp;&nbsp;\($0)</P>" }.joined()
        return frame(
            page: page, age: story.daysAgo, title: story.title,
            main: """
                <TABLE class=wz width=620><TBODY>
                <TR><TD class=font02 align=center><!--<npm:article-pretitle>-->\(story.introtitle ?? "")<!--</npm:article-pretitle>--></TD></TR>
                <TR><TD class=font01 align=center><founder-title><!--<npm:article-title>-->\(story.title)<!--</npm:article-title>--></founder-title></TD></TR>
                <TR><TD class=font02 align=center><!--<npm:article-subtitle>-->\(story.subtitle ?? "")<!--</npm:article-subtitle>--></TD></TR>
                </TBODY></TABLE>
                <DIV id=ozoom class=content><founder-content><!--<npm:article-content>--><!--enpcontent-->\(body)<!--/enpcontent--><!--</npm:article-content>--></founder-content></DIV>
                """,
            properties: """
                <!--enpproperty <date>\(day(story)) 00:00:00:0</date><author>\(story.byline ?? "")</author>\
                <title>\(story.title)</title><subtitle>\(story.subtitle ?? "")</subtitle>\
                <introtitle>\(story.introtitle ?? "")</introtitle><founder-date>\(day(story)) 00:00:00:0</founder-date>\
                <founder-pagenum>\(page + 1)</founder-pagenum><founder-papername>兰汀日报</founder-papername>\
                <founder-type>1</founder-type>/enpproperty-->
                """)
    }

    private func layoutPage(_ page: Int, age: Int) -> String {
        frame(
            page: page, age: age, title: Self.pageNames[page], main: "",
            properties: """
                <!--enpproperty <founder-date>\(today.before(age)) 00:00:00:0</founder-date>\
                <founder-pagenum>\(page + 1)</founder-pagenum><founder-papername>兰汀日报</founder-papername>\
                <founder-type>2</founder-type>/enpproperty-->
                """)
    }

    private func frame(page: Int, age: Int, title: String, main: String, properties: String) -> String {
        let areas = indices(page: page, age: age).enumerated().map {
            "<Area coords=\"12,\($0.offset * 200),340,\($0.offset * 200 + 190)\" shape=\"rect\" href=\"\(path($0.element))\">"
        }
        let titles = indices(page: page, age: age).map {
            "<li>&middot;<a href=\(path($0))?div=-1><div style=\"display:inline\" id=mp\(40_200 - $0)>\(stories[$0].title)</div></a>\n"
        }
        let pages = Self.pageNames.indices.map {
            "<tr><td class=default>&nbsp;<a id=pageLink href=\(pagePath($0, age: age))>\(Self.pageNames[$0])</a></td></tr>\n"
        }
        let previous = stories.contains { $0.daysAgo == age + 1 } ? pagePath(0, age: age + 1) : "javascript:;"
        return """
            <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
            <HTML><HEAD><TITLE>兰汀日报数字报-\(title)</TITLE>
            <META http-equiv=Content-Type content="text/html; charset=utf-8">
            <SCRIPT>function doZoom(n) { document.getElementById('ozoom').style.fontSize = n + 'px'; }</SCRIPT></HEAD>
            <BODY><map name=PagePicMap>\(areas.joined())</map>
            <TABLE width=1000 align=center><TR><TD colSpan=2><IMG src="/tplimg/logo.jpg" alt=兰汀日报></TD></TR>
            <TR><TD vAlign=top width=355>\(Self.pageNames[page].prefix(5))<STRONG>\(Self.pageNames[page].dropFirst(5))</STRONG>
            <a class=preart href="\(pagePath(1 - page, age: age))">\
            \(page == 0 ? "下一版<span style=\"FONT-FAMILY: webdings\">4</span>" : "<span style=\"FONT-FAMILY: webdings\">3</span>上一版")</a>
            <IMG src="/page/\(today.before(age).compact)_0\(page + 1).jpg" useMap=#PagePicMap>
            <DIV id=btdh><ul>\(titles.joined())</ul></DIV>
            <DIV id=bmdh style="DISPLAY: none"><TABLE>\(pages.joined())</TABLE></DIV>
            版面导航&nbsp;|&nbsp;<a class=preart href="\(previous)">上一期</a></TD>
            <TD vAlign=top>\(today.before(age).inChinese) 星期<SCRIPT>document.write("日一二三四五六".charAt(new Date().getDay()))</SCRIPT>
            <a href="javascript:doZoom(18)">放大</a> <a href="javascript:doZoom(12)">缩小</a> <a href="javascript:doZoom(14)">默认</a>
            \(main)
            </TD></TR>
            <TR><TD colSpan=2 align=center>兰汀日报社主办 未经授权许可不得复制或转载<br>岭ICP备00000002号</TD></TR></TABLE>
            </BODY></HTML>
            \(properties)

            """
    }
}
