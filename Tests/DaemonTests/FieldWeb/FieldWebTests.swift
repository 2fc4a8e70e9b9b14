import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// The program under addresses in the shapes of the field: `addresses.txt` beside this file, on the hosts of the sources
/// that are shipped and on hosts that are written in other ways.
@Suite struct FieldWebTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let perList = 12
    /// Hosts as they come in links: ports, capitals, names in Chinese and in Punycode, a label with an underline, a digit.
    private static let hosts = [
        "www.a-1.example:8080", "WWW.Upper.Example", "政务.example", "xn--fiq228c.example", "a_b.example", "360.example",
        "a.b.c.d.e.f.g.example", "www.example.公司", "dzb.example:81", "a.example.",
    ]

    private func targets(_ file: String = "addresses.txt") throws -> [String] {
        try String(contentsOf: FieldWebTests.folder.appending(path: file), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    /// The shipped sources as they are but for what cannot be had here: TLS, and patterns of their own articles.
    private func shippedSources() throws -> String {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../config/sources")
        let files = try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".toml") }
        let texts = try files.sorted().map { try String(contentsOf: sources.appending(path: $0), encoding: .utf8) }
        return texts.joined(separator: "\n").replacing("https://", with: "http://")
            .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("article = ") }
            .joined(separator: "\n")
    }

    /// Where the sources start; of newspapers only the issues, which their front pages lead to.
    private func lists(in sources: String) -> [String] {
        let lists = sources.split(separator: "[[source]]").flatMap { source in
            let quoted = source.split(separator: "\"").filter { $0.hasPrefix("http://") }.map(String.init)
            return source.contains("kind = \"epaper\"") ? quoted.filter { $0.contains("{") } : quoted
        }
        return lists.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func workshop(_ sources: String, through web: FieldWeb) throws -> Workshop {
        try Workshop(
            """
            [fetch]
            contact = "https://archive.example/about"
            proxy = "\(web.proxy.url(""))"
            delay = "0s"
            retries = 0
            \(sources)
            """)
    }

    private func source(_ host: String, _ number: Int) -> String {
        "[[source]]\nid = \"written-\(number)\"\nname = \"\(host)\"\nstart = [\"http://\(host)/xw/\"]\n"
    }

    @Test func everyAddressThatTheFieldWritesIsArchived() async throws {
        let targets = try targets()
        try #require(targets.count >= 300)
        let sources =
            try shippedSources() + "\n"
            + FieldWebTests.hosts.enumerated().map { source($1, $0) }.joined(separator: "\n")
        let lists = lists(in: sources)
        try #require(lists.count * FieldWebTests.perList >= targets.count)
        let web = try FieldWeb(targets: targets, lists: lists, perList: FieldWebTests.perList)
        defer { web.proxy.stop() }
        let workshop = try workshop(sources, through: web)
        let pass = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
        #expect(pass.status == 0 || pass.status == 1, "\(pass.errors.suffix(2000))")
        let kept = try workshop.events().map { $0.url.lowercased() }
        let links = web.links
        #expect(Set(targets).subtracting(links.map(\.target)) == [], "every shape is met")
        let missing = links.filter { link in
            let host = link.host.lowercased().prefix { $0 != ":" }
            return !kept.contains { $0.contains(link.mark) && (!host.allSatisfy(\.isASCII) || $0.contains(host)) }
        }
        #expect(missing.map { "\($0.host)\($0.target)" } == [], "\(pass.errors.suffix(2000))")
        #expect(try await workshop.disagreements() == [])
    }

    /// Addresses of generators, among others: counted by `status`, listed by `gaps`, never asked for.
    @Test func addressesThatGoRoundAreToldOf() async throws {
        let good = ["/xw/zw/202611/t20261130_1.html", "/xw/a/a/b/c_2.html", "/xw/c_3.html?id=3&id=4"]
        let round = [
            "/xw/a/b/a/b/a/b/a/b/a/b/c_11.html", "/xw/x/x/x/x/x/c_12.html",
            "/xw/" + (1...60).map { "s\($0)" }.joined(separator: "/") + "/c_13.html",
            "/xw/c_14.html?" + (1...40).map { "p\($0)=1" }.joined(separator: "&"),
        ]
        let web = try FieldWeb(
            targets: good + round, lists: ["http://trap.example/xw/"], perList: good.count + round.count)
        defer { web.proxy.stop() }
        let workshop = try workshop(source("trap.example", 0), through: web)
        let pass = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
        #expect(pass.status == 0, "\(pass.errors.suffix(2000))")
        #expect(try workshop.events().count == good.count)
        let asked = web.proxy.requests.map(\.target)
        #expect(round.filter { target in asked.contains { $0.hasSuffix(target) } } == [])
        let status = try await Program.run(["status", "--json", "--config", workshop.settingsFile])
        #expect(status.output.contains("\"left_out\":{\"trap\":\(round.count)}"), "\(status.output)")
        let gaps = try await Program.run(["gaps", "--json", "--config", workshop.settingsFile])
        for target in round {
            #expect(gaps.output.split(separator: "\n").count { $0.contains(target) && $0.contains("trap") } == 1)
        }
    }

    @Test func theWayBackMeetsTheSameAddresses() async throws {
        let targets = try targets()
        let web = try FieldWeb(targets: targets, lists: ["http://www.a-1.example/xw/"], perList: targets.count)
        defer { web.proxy.stop() }
        let workshop = try workshop(source("www.a-1.example", 0), through: web)
        let back = try await Program.run([
            "backfill", "written-0", "--from", "2026-11-01", "--to", "2026-11-30", "--config", workshop.settingsFile,
        ])
        #expect([0, 1].contains(back.status), "\(back.errors.suffix(2000))")
        let kept = try workshop.events().map { $0.url.lowercased() }
        let missing = web.links.filter { link in !kept.contains { $0.contains(link.mark) } }
        #expect(missing.map(\.target) == [], "\(back.errors.suffix(2000))")
    }
}
