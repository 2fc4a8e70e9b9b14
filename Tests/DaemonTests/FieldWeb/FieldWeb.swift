import Foundation
import LoopbackWeb

/// A proxy on loopback that plays many hosts at once: every start page and issue of its sources is a list, and every
/// address that a list links to is an article with a text of its own.
///
/// The lists have the layouts of portals: rows with dates, tables, pictures beside titles, a menu above, links below.
final class FieldWeb: Sendable {
    /// An address that a list links to.
    struct Link: Hashable {
        let host: String
        /// As it is written in the list.
        let target: String

        /// The longest row of hexadecimal digits, in whatever form the rest comes to be written; not that of a session
        /// or of the clock.
        var mark: String {
            let lasting = target.prefix { $0 != ";" }.split(separator: "&").filter { !$0.hasPrefix("_=") }
            let runs = lasting.flatMap { $0.split(whereSeparator: { !($0.isASCII && $0.isHexDigit) }) }
            let numbers = runs.filter { run in run.contains { $0.isNumber } }
            return numbers.max { $0.count < $1.count }.map { $0.lowercased() } ?? target
        }
    }

    let proxy: LoopbackWeb

    /// - Parameters:
    ///   - targets: paths and queries of articles, shared out among the lists in turn.
    ///   - lists: whole addresses of the lists, or templates of dates for addresses.
    ///   - perList: links of one list.
    init(targets: [String], lists: [String], perList: Int) throws {
        let shares = lists.enumerated().map { number, list in
            (0..<perList).map { row in
                // An issue lists its own articles.
                list.contains("{")
                    ? "content_\(700_000 + number * 100 + row).htm" : targets[(number * perList + row) % targets.count]
            }
        }
        let pages = shares.enumerated().map { FieldWeb.list($0, $1) }
        proxy = try LoopbackWeb { request in
            let address = request.target
            if address.hasSuffix("/robots.txt") { return .page("", status: 404) }
            if let number = lists.firstIndex(where: { FieldWeb.isList(address, $0) }) { return .page(pages[number]) }
            return .page(FieldWeb.article(at: address))
        }
        self.lists = lists.enumerated().map { number, list in
            let host = String(list.split(separator: "/")[1])
            let links = shares[number].map { Link(host: host, target: $0) }
            return (list, links)
        }
    }

    private let lists: [(address: String, links: [Link])]

    /// Everything that the lists link to that were asked for.
    var links: Set<Link> {
        let asked = proxy.requests.map(\.target)
        let shown = lists.filter { list in asked.contains { FieldWeb.isList($0, list.address) } }
        return Set(shown.flatMap(\.links))
    }

    /// A template of dates stands for every address that begins and ends as it does.
    private static func isList(_ address: String, _ list: String) -> Bool {
        guard let start = list.firstIndex(of: "{"), let end = list.lastIndex(of: "}") else { return address == list }
        return address.hasPrefix(list[..<start]) && address.hasSuffix(list[list.index(after: end)...])
    }

    static func title(_ list: Int, _ row: Int) -> String { "第\(list * 1000 + row)号镇村供水管网改造工程通过竣工验收" }

    private static func list(_ number: Int, _ targets: [String]) -> String {
        let rows = targets.enumerated().map { place, target in
            let title = FieldWeb.title(number, place)
            return row(layout: number % 4, marked(target, title), title, "2026-11-\(10 + place % 19)")
        }.joined()
        let menu = ["首页", "走进青砚", "政务公开", "办事服务", "互动交流", "专题专栏"].enumerated()
            .map { "<li><a href=\"/lm\($0)/\">\($1)</a></li>" }.joined()
        let body = number % 4 == 1 ? "<table class=\"list\">\(rows)</table>" : "<ul class=\"list\">\(rows)</ul>"
        return """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>要闻</title></head><body>
            <ul class="nav">\(menu)</ul><div class="main">\(body)</div>
            <div class="footer"><a href="/gy/">关于我们</a> <a href="/map/">网站地图</a></div></body></html>
            """
    }

    /// The address as an attribute, in the quotes that fit it.
    private static func marked(_ path: String, _ title: String) -> String {
        path.contains("'") ? "href=\"\(path)\" title=\"\(title)\"" : "href='\(path)' title='\(title)'"
    }

    private static func row(layout: Int, _ link: String, _ title: String, _ day: String) -> String {
        switch layout {
        case 0: "<li><a \(link) target=\"_blank\">\(title)</a><span>\(day)</span></li>\n"
        case 1: "<tr><td>·</td><td><a \(link)>\(title)</a></td><td>[\(day)]</td></tr>\n"
        case 2: "<li><span class=\"date\">\(day)</span><h3><a \(link)>\(title)</a></h3></li>\n"
        default: "<li><a \(link)><div class=\"tit\">\(title)</div><div class=\"time\">\(day)</div></a></li>\n"
        }
    }

    /// The text is drawn from the address, so that no two are alike.
    private static func article(at address: String) -> String {
        let number = address.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Newspaper.page(
            title: "编号\(number)的工程通过竣工验收", date: "2026-11-\(10 + number % 19) 08:30",
            paragraphs: Newspaper.other(Int(number % 1_000_003)) + ["该工程的档案编号为\(number)，可以在区档案馆查阅，开放时间为工作日上午九点到下午五点。"])
    }
}
