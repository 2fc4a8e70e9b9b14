import Foundation
import LoopbackWeb
import Model

/// One list of news in one idiom, on a site of its own: what a pass must find there, and what it must not touch.
struct PretendNews {
    /// How a site lists its articles.
    enum Idiom: String, CaseIterable {
        /// `createPageHTML`, five to a page.
        case trs
        /// `index_2.html` … behind 尾页.
        case lastPage
        /// 下一页 alone.
        case nextPage
        /// Hanweb's records inside the page.
        case records
        case rss
        case atom
        case sitemap
        /// A home page of several blocks, whose robots.txt names a sitemap.
        case home
        case json
        /// Founder's `nbs.D` and `nw.D`, behind a front door.
        case paper
        /// Addresses that only the source's own pattern tells from others.
        case pattern
    }

    let idiom: Idiom
    let site: PretendSite
    /// Paths of the articles.
    let articles: [String]

    private static let count = 14
    private static let disallowed = "/inner/secret.html"

    /// - Parameter place: tells sites and texts apart.
    init(_ idiom: Idiom, place: Int, today: Day) throws {
        self.idiom = idiom
        let sitemap = idiom == .home ? "Sitemap: /map.xml\n" : ""
        site = try PretendSite(on: "127.0.9.\(place + 1)", robots: "User-agent: *\nDisallow: /inner/\n\(sitemap)")
        let days = (0..<PretendNews.count).map { today.adding(days: idiom == .paper ? 0 : -($0 / 3)) ?? today }
        let paths = days.enumerated().map { number, day in PretendNews.path(idiom, number, day) }
        articles = paths
        for (number, path) in paths.enumerated() {
            site.set(
                path,
                Newspaper.page(
                    title: PretendNews.title(place, number), date: "\(days[number]) 09:\(number + 10)",
                    paragraphs: Newspaper.other(place * 100 + number)))
        }
        site.set(PretendNews.disallowed, Newspaper.page(title: "内部通知", paragraphs: Newspaper.other(9999)))
        let entries = paths.indices.map { (path: paths[$0], title: PretendNews.title(place, $0), day: days[$0]) }
        publish(entries)
    }

    var configuration: String {
        let start = idiom == .home ? "/" : idiom == .paper ? "/paper/" : idiom == .json ? "/api/list.json" : "/news/"
        let pattern = idiom == .pattern ? "article = ['/p/[a-z]+$']" : ""
        return """
            [[source]]
            id = "\(idiom.rawValue.lowercased())"
            start = ["\(site.origin)\(start)"]
            every = "30m"
            max_pages = 5
            \(pattern)

            """
    }

    static func title(_ place: Int, _ number: Int) -> String {
        "第\(place * 100 + number)号便民服务点正式启用并向居民开放"
    }

    private static func path(_ idiom: Idiom, _ number: Int, _ day: Day) -> String {
        let compact = day.description.replacing("-", with: "")
        let month = compact.prefix(6)
        switch idiom {
        case .paper: return "/paper/html/\(month)/\(compact.suffix(2))/nw.D110000lt_\(compact)_\(number + 1)-01.htm"
        case .pattern: return "/p/" + String(repeating: Array("abcdefghijklmnop")[number], count: 3)
        default: return "/news/\(month)/t\(compact)_\(8_000 + number).html"
        }
    }

    private typealias Entry = (path: String, title: String, day: Day)

    private func publish(_ entries: [Entry]) {
        switch idiom {
        case .trs:
            lists(entries, size: 5) {
                "/news/index\($0 == 0 ? "" : "_\($0)").html"
            } pager: {
                "<script>createPageHTML(\($1), \($0), \"index\", \"html\");</script>"
            }
        case .lastPage:
            lists(entries, size: 5) {
                "/news/index\($0 == 0 ? "" : "_\($0 + 1)").html"
            } pager: {
                "<a href=\"/news/index_2.html\">2</a> <a href=\"/news/index_\($1).html\">尾页</a>"
            }
        case .nextPage:
            lists(entries, size: 5) {
                "/news/list-\($0 + 1).html"
            } pager: {
                $0 + 1 < $1 ? "<a href=\"/news/list-\($0 + 2).html\">下一页</a>" : ""
            }
        case .records: site.set("/news/", page(records(entries)))
        case .rss: site.set("/news/", rss(entries), type: "application/rss+xml")
        case .atom: site.set("/news/", atom(entries), type: "application/atom+xml")
        case .sitemap: site.set("/news/", sitemap(entries), type: "application/xml")
        case .home:
            site.set("/", page(items(Array(entries.prefix(6))) + items(Array(entries[6..<10]))))
            site.set("/map.xml", sitemap(entries), type: "application/xml")
        case .json: site.set("/api/list.json", json(entries), type: "application/json")
        case .paper: paper(entries)
        case .pattern:
            lists(entries, size: 20) { _ in
                "/news/index.html"
            } pager: { _, _ in
                ""
            }
        }
    }

    private func lists(_ entries: [Entry], size: Int, at path: (Int) -> String, pager: (Int, Int) -> String) {
        let count = (entries.count + size - 1) / size
        for number in 0..<count {
            let part = Array(entries[(number * size)..<min(entries.count, (number + 1) * size)])
            let text = page(items(part) + "<div class=\"page\">\(pager(number, count))</div>")
            site.set(path(number), text)
            if number == 0 { site.set("/news/", text) }
        }
    }

    private func paper(_ entries: [Entry]) {
        let folder = entries[0].path.split(separator: "/").dropLast().joined(separator: "/")
        let nodes = (1...3).map { "/\(folder)/nbs.D110000lt_0\($0).htm" }
        site.set("/paper/", "<html><head><meta http-equiv=\"refresh\" content=\"0; url=\(nodes[0])\"></head></html>")
        let navigation = nodes.enumerated().map { "<a href=\"\($1)\">第0\($0 + 1)版：要闻</a>" }.joined()
        for (number, node) in nodes.enumerated() {
            let part = entries.enumerated().filter { $0.offset % 3 == number }.map(\.element)
            site.set(node, page(navigation + items(part)))
        }
    }

    private func items(_ entries: [Entry]) -> String {
        "<ul class=\"list\">"
            + entries.map { "<li><a href=\"\($0.path)\">\($0.title)</a><span>\($0.day)</span></li>\n" }.joined()
            + "</ul>\n"
    }

    private func page(_ main: String) -> String {
        let menu = ["首页", "走进青砚", "政务公开", "办事服务", "互动交流", "专题专栏"].enumerated()
            .map { "<li><a href=\"/lm/\($0)/\">\($1)</a></li>" }.joined()
        return """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>青砚新闻网</title></head><body>
            <ul class="nav">\(menu)</ul><div class="main">\(main)</div>
            <div class="footer"><a href="\(PretendNews.disallowed)">值班安排与内部工作通知（工作人员入口）</a>
            <a href="/gy/">关于我们</a></div></body></html>
            """
    }

    private func records(_ entries: [Entry]) -> String {
        let records = entries.map {
            "<record><![CDATA[<li><a href=\"\($0.path)\" title=\"\($0.title)\">\($0.title)</a><span>\($0.day)</span></li>]]></record>"
        }
        return
            "<div id=\"12\"><script type=\"text/xml\"><datastore><recordset>\(records.joined())</recordset></datastore></script></div>"
    }

    private func rss(_ entries: [Entry]) -> String {
        let items = entries.map {
            "<item><title>\($0.title)</title><link>\(site.origin)\($0.path)</link><pubDate>\($0.day)T09:00:00+08:00</pubDate></item>"
        }
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>青砚</title>\(items.joined())</channel></rss>"
    }

    private func atom(_ entries: [Entry]) -> String {
        let items = entries.map {
            "<entry><title>\($0.title)</title><link href=\"\($0.path)\"/><updated>\($0.day)T09:00:00+08:00</updated></entry>"
        }
        return
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>青砚</title>\(items.joined())</feed>"
    }

    private func sitemap(_ entries: [Entry]) -> String {
        let items = entries.map { "<url><loc>\(site.origin)\($0.path)</loc><lastmod>\($0.day)</lastmod></url>" }
        return
            "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(items.joined())</urlset>"
    }

    private func json(_ entries: [Entry]) -> String {
        let items = entries.map {
            "{\"id\":1,\"title\":\"\($0.title)\",\"url\":\"\($0.path)\",\"publishTime\":\"\($0.day) 09:00\",\"imgUrl\":\"/i.jpg\"}"
        }
        return "{\"code\":0,\"data\":{\"total\":\(entries.count),\"results\":[\(items.joined(separator: ","))]}}"
    }
}
