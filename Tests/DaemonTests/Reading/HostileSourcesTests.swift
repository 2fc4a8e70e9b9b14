import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// The program as a daemon with sources that want to hold it up beside sources that do not.
@Suite(.timeLimit(.minutes(30))) struct HostileSourcesTests {
    private func goodSite(_ host: String) throws -> PretendSite {
        let site = try PretendSite(on: host)
        let number = Int(host.split(separator: ".").last ?? "0") ?? 0
        let paths = (0..<4).map { "/news/t20230905_\(1000 + $0).html" }
        for (index, path) in paths.enumerated() {
            site.set(path, Newspaper.page(paragraphs: Newspaper.other(number * 100 + index)))
        }
        site.set("/news/", HostileSourcesTests.list(paths))
        return site
    }

    private static func list(_ paths: [String]) -> String {
        let items = paths.enumerated().map {
            "<li><a href=\"\($1)\">第\($0)号便民服务点正式启用并开放</a><span>2023-09-05</span></li>"
        }
        return "<html><body><ul>\(items.joined(separator: "\n"))</ul></body></html>"
    }

    /// Pages that nest, repeat and swell: text of a few hundred kilobytes each.
    private static let pages = [
        String(repeating: "<div>", count: 4000) + "正文" + String(repeating: "</div>", count: 4000),
        String(repeating: "<ul><li>", count: 2000) + "<p>某地召开会议。</p>",
        String(repeating: "<", count: 300_000),
        "<p " + (0..<20_000).map { "a\($0)=\"\($0)\"" }.joined(separator: " ") + ">某地召开会议。</p>",
        "<table>" + String(repeating: "<tr><td colspan=1000 rowspan=1000>某", count: 3000),
        String(repeating: "&#x4e00;", count: 60_000),
        "<ol start=2147483647>" + String(repeating: "<li value=-2147483648>某", count: 5000),
    ]

    /// A site of nothing but such pages, as lists too, and of links that lead on without an end.
    private func hostileSite(_ host: String) throws -> PretendSite {
        let site = try PretendSite(on: host)
        let paths = HostileSourcesTests.pages.indices.map { "/news/t20230905_\(2000 + $0).html" }
        for (path, page) in zip(paths, HostileSourcesTests.pages) {
            site.set(path, "<html><body>\(page)</body></html>")
        }
        let traps = (0..<2000).map { "/\(String(repeating: "a/b/", count: 5 + $0 % 3))t20230905_\($0).html" }
        let number = Int(host.split(separator: ".").last ?? "0") ?? 0
        let extra = HostileSourcesTests.pages[number % HostileSourcesTests.pages.count]
        site.set("/news/", HostileSourcesTests.list(paths + traps) + extra)
        return site
    }

    @Test func goodSourcesAreArchivedTheServerAnswersAndTheStopIsInTime() async throws {
        let good = try (1...3).map { try goodSite("127.0.68.\($0)") }
        let hostile = try (4...6).map { try hostileSite("127.0.68.\($0)") }
        let sources = (hostile + good).enumerated().map { number, site in
            "[[source]]\nid = \"s\(number)\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\n"
        }
        let workshop = try Workshop(sources: "[http]\nlisten = \"127.0.0.1:0\"\n" + sources.joined())
        let daemon = try Program(["run", "--config", workshop.settingsFile])
        let health = try await HealthWatch(daemon)
        let kept = { try workshop.events().count { event in good.contains { event.url.hasPrefix($0.origin) } } }
        for _ in 0..<24_000 where try kept() < 12 {
            #expect(try await health.answers())
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try kept() == 12, "\(daemon.errors)")
        #expect(try await health.answers())
        await health.close()
        let began = ContinuousClock.now
        daemon.send(SIGTERM)
        let ended = try await daemon.ended()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ContinuousClock.now - began < .seconds(120))
        #expect(try await workshop.disagreements() == [])
    }
}
