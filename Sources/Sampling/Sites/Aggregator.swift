internal import Model

/// 速览网: the article, then twenty headlines that have nothing to do with it; an RSS feed; a 下一页 pager.
///
/// It also reprints articles of the paper.
struct Aggregator {
    let today: Day
    private let stories = AggregatorStories.all + Aggregator.reprinted.map { DailyPaperStories.all[$0] }

    /// Places in the paper's list.
    private static let reprinted = [1, 5, 9]

    init(today: Day) { self.today = today }

    func site() -> SampleSite {
        let paths = stories.indices.map(path)
        var resources: [String: SampleResource] = [:]
        for (index, story) in stories.enumerated() {
            resources[paths[index]] = .html(articlePage(story), modified: day(story))
        }
        let count = (stories.count + 5) / 6
        for number in 1...count {
            let range = (number - 1) * 6..<min(number * 6, stories.count)
            resources["/list/\(number).html"] = .html(
                listPage(range, number: number, count: count), modified: today)
        }
        resources["/"] = resources["/list/1.html"]
        resources["/feed.xml"] = .xml(feed, type: "application/rss+xml", modified: today)
        resources["/robots.txt"] = robots(disallow: "/so", crawlDelay: 0, modified: today)
        return SampleSite(
            id: "sample-aggregator", name: "速览网（样例）", start: "/feed.xml", kind: "feed", articles: paths,
            stories: stories, resources: resources,
            notFound: .html(frame(title: "404", main: "<p>页面走丢了</p>"), modified: today, status: 404))
    }

    private func day(_ story: SampleStory) -> Day { today.before(story.daysAgo) }

    private func path(_ index: Int) -> String { "/a/\(day(stories[index]).compact)/\(771_203 - index).html" }
}

// Templates.
extension Aggregator {
    private func articlePage(_ story: SampleStory) -> String {
        let body = story.paragraphs.map { "<p>\($0)</p>\n" }.joined()
        let others = Self.unrelated.enumerated().map {
            "<li>\(link("/a/20180322/\($0.offset + 100).html", $0.element, attributes: " target=\"_blank\""))</li>\n"
        }
        return frame(
            title: "\(story.title)_速览网",
            main: """
                <div class="mbx">您的位置：\(link("/", "首页"))&gt;\(link("/list/1.html", "社会"))&gt;正文</div>
                <article>
                <h1>\(story.title)</h1>
                <div class="meta"><span>来源：\(story.source)</span> <span>\(day(story)) \(story.time)</span> <span>阅读：1203</span></div>
                <div class="con" id="content">
                \(body)<ul>
                \(others.joined())</ul>
                </div>
                <div class="zan"><a>赞(0)</a> <a>踩(0)</a> <a>收藏</a></div>
                </article>
                """)
    }

    private func listPage(_ range: Range<Int>, number: Int, count: Int) -> String {
        let items = range.map {
            "<li>\(link(path($0), stories[$0].title))<span>\(day(stories[$0])) \(stories[$0].time)</span></li>\n"
        }
        let next = number < count ? link("/list/\(number + 1).html", "下一页") : ""
        return frame(
            title: "社会_速览网",
            main: "<ul class=\"list\">\n\(items.joined())</ul>\n<div class=\"page\">第\(number)页 \(next)</div>")
    }

    private var feed: String {
        let items = stories.enumerated().map { index, story in
            """
            <item><title>\(story.title)</title><link>\(SampleResource.originMark)\(path(index))</link>
            <guid>\(SampleResource.originMark)\(path(index))</guid>
            <pubDate>\(feedDate(of: day(story), time: story.time))</pubDate>
            <description><![CDATA[\(story.paragraphs[0])]]></description></item>

            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0"><channel><title>速览网</title><link>\(SampleResource.originMark)/</link>
            <description>速览网 社会</description>
            \(items.joined())</channel></rss>

            """
    }

    private func frame(title: String, main: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>\(title)</title>
        <link rel="alternate" type="application/rss+xml" title="速览网" href="/feed.xml">
        <script>document.write('<div class="ad">广告</div>');</script></head>
        <body>
        <header>\(link("/", "速览网"))<nav>\(columnLinks("国内 国际 社会 财经 科技 体育 汽车 房产 教育 健康 旅游 美食 文化 历史 视频 图片", under: "/k/"))</nav></header>
        \(main)
        <aside><h3>今日热点</h3><ol>\(Self.unrelated.prefix(8).map { "<li>\(link("/hot/", $0))</li>" }.joined())</ol></aside>
        <footer><p>免责声明：本站内容来自网络，如有侵权请联系我们删除。</p><p>Copyright © 速览网 岭ICP备00000004号</p></footer>
        </body></html>

        """
    }

    /// Headlines without articles behind them.
    private static let unrelated = [
        "冬泳爱好者江边过小年", "一只走失的羊自己坐电梯回了家", "手工榨油坊里的三代人", "这座小城为什么把路灯调暗了",
        "高山茶园迎来采摘季", "老照片：四十年前的渡口", "学做一道家常酸笋鱼", "周末去哪儿：三条亲子骑行线", "修表匠的抽屉",
        "停电通知：城东片区周三检修", "养老院里的合唱团", "新手养绿萝最容易犯的五个错误", "山里来了一群观鸟的人",
        "夜市摊主的账本", "稻田里的小龙虾价格回落", "一场没有主持人的婚礼", "县城第一家二手书店", "雨天开车要注意什么",
        "非遗剪纸走进课堂", "护林员的第一万张照片",
    ]
}
