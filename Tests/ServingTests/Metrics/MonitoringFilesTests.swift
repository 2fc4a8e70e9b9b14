import Foundation
import Model
import Testing

@testable import Serving

/// What the project gives to Prometheus and Grafana, held against what the daemon really shows.
@Suite struct MonitoringFilesTests {
    private static let config = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../config").standardizedFileURL

    /// Every kind of number, from a daemon that has something of everything.
    private var page: String {
        let source = StatusReport.Source(
            id: "jiangmen", name: "江门", enabled: true, waiting: false, visits: 3, lastVisit: time(0),
            lastSuccess: time(0), lastNews: time(0), nextVisit: time(60), failures: 1, failure: "timeout",
            today: .init(day: Day("2023-06-16")!, captured: 2, expected: 5, pending: 1, missed: 1), pages: ["kept": 1],
            walls: [.init(kind: "captcha", site: "x", count: 2, last: time(0), evidence: "x")],
            alerts: [.init(kind: "layout", since: time(0), detail: "x")], lowConfidence: 1)
        let status = StatusReport(
            at: time(0), daemon: .init(running: true),
            disks: [.init(path: "archive", free: 10, total: 20, reserve: 1)],
            totals: .init(sources: 1, waiting: 0, events: 9, pages: ["kept": 1], alerts: 1), sources: [source],
            consumers: [.init(name: "words", position: 1, behind: 8, since: time(0))])
        return MetricsEndpoints.page(status, Meters())
    }

    private func names(in text: String) -> Set<String> {
        Set(text.matches(of: /dibao_[a-z_]+/).map { String($0.output) })
    }

    @Test(arguments: ["prometheus/alerts.yml", "grafana/dibao.json"])
    func everyNumberThatTheyAskForIsShown(file: String) throws {
        let text = try String(contentsOf: Self.config.appending(path: file), encoding: .utf8)
        let shown = names(in: page)
        let wanted = names(in: text)
        #expect(wanted.count > 5)
        #expect(wanted.subtracting(shown).isEmpty, "\(wanted.subtracting(shown).sorted())")
    }

    @Test func theDashboardIsOne() throws {
        let bytes = try Data(contentsOf: Self.config.appending(path: "grafana/dibao.json"))
        let dashboard = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let panels = try #require(dashboard["panels"] as? [[String: Any]])
        #expect(!panels.isEmpty && panels.allSatisfy { $0["title"] is String && $0["gridPos"] is [String: Any] })
    }

    @Test(.enabled(if: Promtool.path != nil, "promtool is not installed (Debian's prometheus has it)"))
    func promtoolAcceptsRulesAndNumbers() throws {
        let rules = try Promtool.run(["check", "rules", Self.config.appending(path: "prometheus/alerts.yml").path])
        #expect(rules.status == 0, "\(rules.output)")
        let metrics = try Promtool.run(["check", "metrics"], input: page)
        #expect(metrics.status == 0, "\(metrics.output)")
    }
}

/// Prometheus's own checker.
private enum Promtool {
    static let path: String? = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static func run(_ arguments: [String], input: String = "") throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = arguments
        let (inward, outward) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (inward, outward, outward)
        try process.run()
        try inward.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try inward.fileHandleForWriting.close()
        let output = try outward.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
