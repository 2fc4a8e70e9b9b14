internal import Model

/// A clone of 榆桥县人民政府 in glossed Traditional characters, found through a sitemap index with a gzipped sitemap.
///
/// It also reprints articles of the city portal.
struct GlossedMirror {
    let today: Day
    private let gloss = Gloss()
    private let stories =
        MirrorStories.all + GlossedMirror.reprinted.map { CityPortalStories.all[$0] }

    /// Places in the portal's list.
    private static let reprinted = [0, 3, 4, 9]

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
            resources[listPath(number)] = .html(listPage(range, number: number, count: count), modified: today)
        }
        resources["/"] = resources[listPath(1)]
        resources["/robots.txt"] = robots(disallow: "/m/", crawlDelay: 1, sitemap: "/sitemap.xml", modified: today)
        resources["/sitemap.xml"] = .xml(sitemapIndex, modified: today)
        resources["/sitemap-1.xml.gz"] = SampleResource(
            content: .gzip(sitemap(of: zip(paths, stories).map { ($0, day($1)) })), modified: today)
        return SampleSite(
            id: "sample-mirror", name: "榆桥县镜像站（样例）", start: "/sitemap.xml", kind: "sitemap",
            articles: paths, stories: stories, resources: resources,
            notFound: .html(frame(title: "404", main: "<p>頁(yè)面不存在</p>"), modified: today, status: 404))
    }

    private func day(_ story: SampleStory) -> Day { today.before(story.daysAgo) }
    private func path(_ index: Int) -> String { "/news/\(7_100 + index).html" }
    private func listPath(_ number: Int) -> String { "/news/list_\(number).html" }
}

// Templates.
extension GlossedMirror {
    private func articlePage(_ story: SampleStory) -> String {
        let body = story.paragraphs.map { "<p style=\"text-indent: 2em;\">\(gloss($0))</p>\n" }.joined()
        return frame(
            title: story.title,
            main: """
                <div class="wz">\(gloss("当前位置"))：\(link("/", gloss("首页"))) &gt; \(link(listPath(1), gloss("新闻中心")))</div>
                <div class="title"><h1>\(gloss(story.title))</h1></div>
                <div class="info"><span>\(gloss("发布时间"))：\(day(story)) \(story.time)</span>
                <span>\(gloss("来源"))：\(gloss(story.source))</span> <span>\(gloss("浏览次数"))：<b id="hits">-</b></span></div>
                <div class="TRS_Editor" id="zoom">
                \(body)</div>
                <div class="fujian">\(gloss("附件下载"))：</div>
                <div class="bar">\(link("javascript:window.print()", gloss("打印本页"))) \
                \(link("javascript:window.close()", gloss("关闭窗口")))</div>
                """)
    }

    private func listPage(_ range: Range<Int>, number: Int, count: Int) -> String {
        let items = range.map {
            "<li>\(link(path($0), gloss(stories[$0].title))) <em>\(day(stories[$0]))</em></li>\n"
        }
        var pager = (1...count).map { $0 == number ? "<b>\($0)</b>" : link(listPath($0), "\($0)") }
        if number < count { pager.append(link(listPath(number + 1), gloss("下一页"))) }
        return frame(
            title: "新闻中心",
            main: """
                <div class="wz">\(gloss("当前位置"))：\(link("/", gloss("首页"))) &gt; \(gloss("新闻中心"))</div>
                <ul class="list">
                \(items.joined())</ul>
                <div class="pages">\(pager.joined(separator: " "))</div>
                """)
    }

    private func frame(title: String, main: String) -> String {
        """
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml"><head>
        <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
        <title>_\(gloss(title))</title>
        <meta http-equiv="Cache-Control" content="no-transform" />
        <script>if (/mobile/i.test(navigator.userAgent)) { location.href = '/m/'; }</script>
        </head><body>
        <div id="x91y" style="display: none;"><pre id="x91y"></pre><ruby id="x91y"></ruby><ol id="x91y"></ol></div>
        <div class="top"><h2 class="logo">\(link("/", gloss("榆桥县人民政府")))</h2>
        <ul>\(columnLinks(gloss("首页 榆桥概况 新闻中心 政务公开 办事服务 互动交流 招商引资 专题专栏"), under: "/c/") { "<li>\($0)</li>" })</ul></div>
        \(main)
        <div class="footer"><p>\(gloss("主办：榆桥县人民政府办公室　网站标识码"))：0000000003</p></div>
        </body></html>

        """
    }

    private var sitemapIndex: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>\(SampleResource.originMark)/sitemap-1.xml.gz</loc><lastmod>\(today)</lastmod></sitemap>
        </sitemapindex>

        """
    }
}
