import Foundation
import Logging
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// A portal as they are: of two hundred items on its list a tenth is broken, each in a way of its own. What is whole is
/// kept, and what is not is named.
@Suite struct BrokenItemsTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private static let count = 200

    /// How an item is broken, and what is to be said of it.
    private struct Fault {
        let name: String
        let reason: LeftOut
        let answer: Answer?

        init(_ name: String, _ reason: LeftOut, _ answer: Answer?) {
            (self.name, self.reason, self.answer) = (name, reason, answer)
        }
    }

    private static let faults: [Fault] = {
        let list = (1...30).map { "<li><a href=\"/lm/\($0)/\">栏目\($0)</a></li>" }.joined()
        let page = Newspaper.page(title: "未发布的稿件", date: "2026-03-04 09:00")
        return [
            .init("not-found", .missing, .page("<h1>404 Not Found</h1>", status: 404)),
            .init("removed", .missing, .page("", status: 410)),
            .init("says-missing", .missing, .page("<title>提示</title><p>您访问的页面不存在或已删除！</p>")),
            .init("server-error", .failed, .page("", status: 500)),
            .init("bad-gateway", .failed, .page("<h1>Bad Gateway</h1>", status: 502)),
            .init("hangs-up", .failed, Answer([.reset])),
            .init(
                "cut-off", .failed,
                Answer([.send(Answer.head(200, [("Content-Length", "90000")]) + Array(page.utf8)), .close])),
            .init("redirect-circle", .failed, .redirect(to: "/xw/redirect-circle.html")),
            .init(
                "refresh-circle", .noArticle, .page("<meta http-equiv=refresh content='0;url=refresh-circle.html'>正在跳转")
            ),
            .init("font", .fileType, .page(Array("wOFF\u{0}\u{1}\u{0}\u{0}".utf8), type: "font/woff")),
            .init("program", .fileType, .page([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], type: "application/octet-stream")),
            .init("too-large", .tooLarge, .page(String(repeating: "<p>大页</p>", count: 100_000))),
            .init("empty", .wall, .page(" \n")),
            .init("no-charset", .unreadable, .page(noise, type: "text/html")),
            .init("list", .noArticle, .page("<html><body><ul>\(list)</ul></body></html>")),
            .init(
                "message", .fileType,
                .page("{\"code\":500,\"message\":\"系统繁忙，请稍后再试\",\"data\":null}", type: "application/json")),
            .init("wall-412", .wall, .page("<html><script>$_ts=window['$_ts'];</script></html>", status: 412)),
            .init("wall-521", .wall, .page("<script>document.cookie=('__jsl_clearance_s=1')</script>", status: 521)),
            .init("disallowed", .disallowed, nil), .init("trap", .trap, nil),
        ]
    }()

    /// Bytes that no charset of text has.
    private static var noise: [UInt8] {
        Array("<html><body>".utf8) + (0..<4000).map { [0x81, 0xFF, 0xFE, 0xA0, 0x80][$0 % 5] }
            + Array("</body></html>".utf8)
    }

    private func path(of number: Int) -> String {
        guard number % 10 == 9 else { return "/xw/t20260304_\(number).html" }
        let name = BrokenItemsTests.faults[number / 10].name
        switch name {
        case "disallowed": return "/secret/\(name).html"
        case "trap": return "/a/b/a/b/a/b/a/b/a/b/t20260304_\(number).html"
        default: return "/xw/\(name).html"
        }
    }

    private func site() throws -> PretendSite {
        let site = try PretendSite(on: "127.0.66.1", robots: "User-agent: *\nDisallow: /secret/\n")
        for number in 0..<BrokenItemsTests.count {
            if number % 10 == 9 {
                if let answer = BrokenItemsTests.faults[number / 10].answer { site.set(path(of: number), answer) }
            } else {
                site.set(
                    path(of: number),
                    Newspaper.page(
                        title: PretendNews.title(90, number), date: "2026-03-04 09:00",
                        paragraphs: Newspaper.other(90_000 + number)))
            }
        }
        let rows = (0..<BrokenItemsTests.count).map {
            "<li><a href=\"\(path(of: $0))\">\(PretendNews.title(90, $0))</a><span>2026-03-04</span></li>"
        }
        site.set("/xw/", "<html><body><ul>\(rows.joined(separator: "\n"))</ul></body></html>")
        site.set("/", "<html><title>青砚新闻网</title><body>首页</body></html>")
        return site
    }

    private func object(_ line: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func whatIsWholeIsKeptAndWhatIsBrokenIsNamed() async throws {
        let site = try site()
        let workshop = try Workshop(
            sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/xw/\"]\nkind = \"list\"\n",
            fetch: "delay = \"0s\"\nretries = 0\nmax_body = \"1MiB\"")
        for hours in [0] + Array(repeating: 13, count: 14) + [60, 120, 220, 220] {
            time.advance(hours: Double(hours))
            _ = try await workshop.pass(time)
        }
        #expect(try workshop.events().count == 180)
        #expect(try await workshop.disagreements() == [])

        let shown = try await workshop.run { console throws(CommandFailure) in
            try await StatusJob(workshop.configuration, now: time.now, console: console).run(json: true)
        }
        let sources = try #require(try object(shown.output)["sources"] as? [[String: Any]])
        let counts = try #require(sources.first?["left_out"] as? [String: Int])
        let wanted = Dictionary(grouping: BrokenItemsTests.faults, by: \.reason.rawValue).mapValues(\.count)
        #expect(counts == wanted)

        let listed = try await workshop.run { console throws(CommandFailure) in
            try await GapsJob(
                workshop.configuration, time: time.timepiece, console: console, logger: console.logger(level: .warning)
            ).list([], since: nil, json: true)
            return .done
        }
        let lines = try listed.output.split(separator: "\n").map { try object($0) }.filter { $0["left_out"] != nil }
        let named = Dictionary(
            lines.map { ($0["url"] as? String ?? "", $0["left_out"] as? String ?? "") }, uniquingKeysWith: { $1 })
        for (number, fault) in BrokenItemsTests.faults.enumerated() {
            let url = site.origin + path(of: number * 10 + 9)
            #expect(named[url] == fault.reason.rawValue, "\(fault.name)")
            let reason = lines.first { $0["url"] as? String == url }?["reason"] as? String
            #expect(reason?.isEmpty == false, "\(fault.name)")
        }
        #expect(lines.count == BrokenItemsTests.faults.count)
    }
}
