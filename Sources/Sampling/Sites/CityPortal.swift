internal import Model

/// 兰汀市人民政府, after the city portals of the TRS family: `createPageHTML` pager, meta tags, UTF-8.
///
/// One link of the list is a 301, one a soft 404; a section is disallowed by robots.txt.
struct CityPortal {
    let today: Day
    private let stories = CityPortalStories.all

    init(today: Day) { self.today = today }

    func site() -> SampleSite {
        let paths = stories.indices.map(path)
        var resources: [String: SampleResource] = [:]
        for (index, story) in stories.enumerated() {
            resources[paths[index]] = .html(articlePage(story), modified: day(story))
        }
        let pages = stride(from: 0, to: entries.count, by: 5).map { Array(entries[$0..<min($0 + 5, entries.count)]) }
        for (number, page) in pages.enumerated() {
            let list = SampleResource.html(listPage(page, number: number, count: pages.count), modified: today)
            resources[number == 0 ? "/zwdt/index.html" : "/zwdt/index_\(number).html"] = list
            if number == 0 { resources["/zwdt/"] = list }
        }
        resources["/"] = .html(homePage(), modified: today)
        resources[movedPath] = SampleResource(content: .moved(to: paths[2]), modified: today)
        resources[removedPath] = .html(removedPage, modified: today)
        resources["/neibu/tongzhi/1.html"] = .html(articlePage(Self.internalNotice), modified: today)
        resources["/robots.txt"] = robots(disallow: "/neibu/", crawlDelay: 0, sitemap: "/sitemap.xml", modified: today)
        resources["/sitemap.xml"] = .xml(
            sitemap(of: zip(paths, stories).map { ($0, day($1)) }), modified: today)
        return SampleSite(
            id: "sample-portal", name: "兰汀市人民政府（样例）", start: "/zwdt/", kind: "list", articles: paths,
            stories: stories, resources: resources, notFound: .html(removedPage, modified: today, status: 404))
    }

    private func day(_ story: SampleStory) -> Day { today.before(story.daysAgo) }

    private func path(_ index: Int) -> String {
        let day = day(stories[index])
        return "/zwdt/\(day.compactMonth)/t\(day.compact)_\(10_240 - index).html"
    }

    private var movedPath: String { "/zwdt/yw/1021.html" }
    private var removedPath: String { "/zwdt/\(today.before(9).compactMonth)/t\(today.before(9).compact)_10131.html" }

    /// What the list links to, newest first: the third article by its old address, and last a page that is gone.
    private var entries: [(path: String, title: String, day: Day)] {
        stories.indices.map { ($0 == 2 ? movedPath : path($0), stories[$0].title, day(stories[$0])) }
            + [(removedPath, "关于暂停不动产登记业务办理的通告", today.before(9))]
    }

    /// Nobody who obeys robots.txt reads this.
    static let internalNotice = SampleStory(
        0, "07:00", "内部通知：值班安排", source: "本网", text: "本页在 robots.txt 中声明不得抓取，看到它说明抓取程序没有遵守约定。")
}

// Templates.
extension CityPortal {
    private func articlePage(_ story: SampleStory) -> String {
        let body = TextBlock.blocks(of: story.paragraphs).map {
            $0.html { "<p style=\"text-align: justify;\">　　\($0)</p>\n" }
        }
        let subtitle = story.subtitle.map { "<h2 class=\"content_subtitle\">\($0)</h2>" } ?? ""
        let meta = """
            <meta name="ColumnName" content="政务动态">
            <meta name="ColumnType" content="工作动态">
            <meta name="ArticleTitle" content="\(story.title)">
            <meta name="PubDate" content="\(day(story)) \(story.time)">
            <meta name="ContentSource" content="\(story.source)">
            """
        return frame(
            title: "\(story.title) - 兰汀市人民政府门户网站", meta: meta,
            main: """
                <div class="position">您现在的位置：\(link("/", "首页"))&nbsp;&gt;&nbsp;\(link("/zwdt/", "政务动态"))</div>
                <div class="content">
                <h1 class="content_title">\(story.title)</h1>
                \(subtitle)
                <div class="content_attr"><span class="time">发布时间：<b>\(day(story)) \(story.time)</b></span>
                <span class="ly">来源：<b>\(story.source)</b></span>
                <span class="fontsize">字体大小：<a class="l">大</a> <a class="m">中</a> <a class="s">小</a></span></div>
                <div class="article" id="zoomcon">
                \(body.joined())</div>
                \(story.byline.map { "<div class=\"editor\">（责任编辑：\($0)）</div>" } ?? "")
                <div class="related"><h3>相关信息</h3><ul>\(related(to: story))</ul></div>
                <div class="other"><span>扫一扫在手机打开当前页</span>
                \(link("javascript:window.print()", "打印")) \(link("javascript:window.close()", "关闭"))</div>
                </div>
                """)
    }

    private func related(to story: SampleStory) -> String {
        stories.indices.filter { stories[$0] != story }.suffix(4)
            .map { "<li>\(link(path($0), stories[$0].title))<span>\(day(stories[$0]))</span></li>\n" }.joined()
    }

    private func listPage(
        _ entries: [(path: String, title: String, day: Day)], number: Int, count: Int
    ) -> String {
        let items = entries.map {
            "<li>\(link($0.path, $0.title, attributes: " target=\"_blank\" title=\"\($0.title)\""))<span>\($0.day)</span></li>\n"
        }
        return frame(
            title: "政务动态 - 兰汀市人民政府门户网站", meta: "<meta name=\"ColumnName\" content=\"政务动态\">",
            main: """
                <div class="position">您现在的位置：\(link("/", "首页"))&nbsp;&gt;&nbsp;政务动态</div>
                <ul class="news_list">
                \(items.joined())</ul>
                <div class="page"><script>
                <!--
                createPageHTML(\(count), \(number), "index", "html");
                //-->
                </script></div>
                """)
    }

    private func homePage() -> String {
        let items = entries.prefix(8).map { "<li>\(link($0.path, $0.title))</li>\n" }
        return frame(
            title: "兰汀市人民政府门户网站", meta: "",
            main: """
                <div class="focus"><h2>\(link("/zwdt/", "政务动态"))</h2><ul>\(items.joined())</ul></div>
                <div class="quick">\(columnLinks("公积金查询 社保查询 一件事一次办 市长信箱 便民地图 政策兑现", under: "/fw/"))</div>
                """)
    }

    private var removedPage: String {
        frame(
            title: "提示信息", meta: "",
            main: "<div class=\"tip\"><p>您访问的页面不存在或已被删除！</p><p>\(link("/", "返回首页"))</p></div>")
    }

    private func frame(title: String, meta: String, main: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="UTF-8">
        <title>\(title)</title>
        <meta name="SiteName" content="兰汀市人民政府门户网站">
        <meta name="SiteDomain" content="www.lanting.example">
        <meta name="SiteIDCode" content="0000000001">
        \(meta)
        <link rel="stylesheet" href="/css/base.css">
        <script>var pageName = "兰汀", foot = '<p>版权所有：兰汀市人民政府办公室</p>';</script>
        <style>.article p { line-height: 2em; }</style>
        </head>
        <body>
        <div class="top"><span>欢迎访问兰汀市人民政府门户网站！</span>\(columnLinks("繁體 无障碍 长者助手 手机版 登录", under: "/t/"))</div>
        <div class="search"><form action="/so/"><input name="q" placeholder="请输入关键词"><button>搜索</button></form></div>
        <ul class="nav">\(columnLinks(Self.columns, under: "/lm/") { "<li>\($0)</li>" })</ul>
        \(main)
        <div class="links"><h4>友情链接</h4>\(columnLinks(Self.friends, under: "/yq/"))</div>
        <div class="footer"><p>\(columnLinks("关于我们 网站地图 联系我们 隐私声明", under: "/gy/")) \
        \(link("/neibu/tongzhi/1.html", "工作入口"))</p>
        <p>主办：兰汀市人民政府办公室　承办：兰汀市政务服务数据管理局　网站标识码：0000000001</p>
        <p>岭ICP备00000001号　岭公网安备 00000000000001号</p></div>
        </body>
        </html>

        """
    }

    private static let columns = """
        首页 领导之窗 机构设置 政务动态 通知公告 政策文件 政策解读 规划计划 财政预决算 重大项目 公共资源交易 行政执法公示 \
        建议提案办理 人事信息 应急管理 统计数据 办事大厅 民意征集 在线访谈 走进兰汀
        """
    private static let friends = """
        江岭省人民政府 青砚区 汀南区 云岫县 榆桥县 市发展改革局 市教育局 市科技局 市公安局 市民政局 市司法局 市财政局 \
        市自然资源局 市生态环境局 市交通运输局 市水利局 市农业农村局 市商务局 市卫生健康局
        """
}
