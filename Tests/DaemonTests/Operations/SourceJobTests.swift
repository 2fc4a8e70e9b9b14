import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite struct SourceJobTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func check(_ workshop: Workshop, _ ids: [String] = [], json: Bool = false) async throws -> Workshop.Run {
        try await workshop.run { console throws(CommandFailure) in
            try await SourceCheckJob(workshop.configuration, time: time.timepiece, console: console)
                .run(ids, json: json)
        }
    }

    private func news(_ idiom: PretendNews.Idiom, _ place: Int) throws -> PretendNews {
        try PretendNews(idiom, place: place, today: time.now.day(offset: 8 * 3600))
    }

    @Test(arguments: PretendNews.Idiom.allCases)
    func everyIdiomPassesTheCheckAndNothingIsKept(idiom: PretendNews.Idiom) async throws {
        let place = 40 + (PretendNews.Idiom.allCases.firstIndex(of: idiom) ?? 0)
        let news = try news(idiom, place)
        let workshop = try Workshop(sources: news.configuration)
        let run = try await check(workshop)
        #expect(run.status == .done, "\(run.output)\(run.errors)")
        for step in ["robots", "reachable", "links", "article"] { #expect(run.output.contains("  ✓ \(step) ")) }
        #expect(!run.output.contains("✗"))
        #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder.path)/state"))
        #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder.path)/archive"))
    }

    @Test func whatIsMissingGetsACrossAndStatusOne() async throws {
        let site = try PretendSite(on: "127.0.10.6", robots: "User-agent: *\nDisallow: /closed/")
        site.set("/empty/", "<html><body><p>本栏目正在建设</p></body></html>")
        site.set(
            "/broken/",
            "<ul>"
                + (1...5).map { "<li><a href=\"/b/t2026030\($0)_1.html\">青砚区推进第\($0)批老旧小区改造</a>2026-03-0\($0)</li>" }
                .joined() + "</ul>")
        let port = try LoopbackWeb.closedPort(on: "127.0.10.7")
        let starts = ["closed", "empty", "gone", "broken"].map { ($0, "\(site.origin)/\($0)/") }
        let sources = (starts + [("silent", "http://127.0.10.7:\(port)/")]).map {
            "[[source]]\nid = \"\($0.0)\"\nstart = \"\($0.1)\"\n"
        }
        let workshop = try Workshop(sources: sources.joined())
        let run = try await check(workshop, json: true)
        #expect(run.status == .someFailed)
        let rows = try run.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(rows.compactMap { $0["id"] as? String } == ["closed", "empty", "gone", "broken", "silent"])
        let failed = rows.map { row -> String? in
            let steps = (row["pages"] as? [[String: Any]])?.first?["steps"] as? [[String: Any]]
            return steps?.first { $0["passed"] as? Bool == false }?["step"] as? String
        }
        #expect(failed == ["robots", "links", "reachable", "article", "reachable"])
        #expect(!site.targets.contains("/closed/"))
        #expect(try await check(workshop, ["nobody"]).status == .badData)
    }

    @Test func aPaperIsCheckedThroughItsNewestIssue() async throws {
        let days = ["2026-03-01", "2026-03-02"].compactMap { Day($0) }
        let paper = try PastPaper(on: "127.0.10.8", days: days)
        let workshop = try Workshop(sources: paper.configuration)
        let run = try await check(workshop)
        #expect(run.status == .done, "\(run.output)")
        #expect(run.output.contains("the issue of 2026-03-02"))
        time.advance(hours: 24 * 20)
        let late = try await check(workshop)
        #expect(late.status == .someFailed)
        #expect(late.output.contains("no issue of the last days is there"))
    }

    @Test func publicSourcesNeedAContact() async throws {
        let workshop = try Workshop("[[source]]\nid = \"a\"\nstart = \"http://host.invalid/\"")
        let run = try await check(workshop)
        #expect(run.status == .someFailed)
        #expect(run.output.contains("✗ contact"))
    }

    @Test func listNamesEverySource() async throws {
        let workshop = try Workshop(
            """
            [[source]]
            id = "a"
            name = "甲"
            start = ["http://a.example/", "http://b.example/"]
            [[source]]
            id = "b"
            epaper = "http://127.0.0.1/{yyyy}/{MM}/{dd}.htm"
            start = []
            every = "2h"
            [[source]]
            id = "c"
            start = "http://c.example/"
            enabled = false
            """)
        func list(json: Bool) async throws -> Workshop.Run {
            try await workshop.run { console throws(CommandFailure) in
                try SourceListJob(workshop.configuration, console: console).run(json: json)
                return .done
            }
        }
        let rows = try await list(json: false).output.split(separator: "\n").dropFirst()
            .map { $0.split(whereSeparator: { $0 == " " }).joined(separator: " ") }
        #expect(
            rows == [
                "a 甲 - 30m waits for fetch.contact http://a.example/ and 1 more",
                "b b epaper 2h on http://127.0.0.1/{yyyy}/{MM}/{dd}.htm", "c c - 30m off http://c.example/",
            ])
        #expect(try await list(json: true).output.count { $0 == "\n" } == 3)
    }

    @Test func probeGivesATableToPaste() async throws {
        let news = try news(.trs, 60)
        let workshop = try Workshop(sources: "")
        let run = try await workshop.run { console throws(CommandFailure) in
            try await SourceProbeJob(workshop.configuration, time: time.timepiece, console: console)
                .probe("\(news.site.origin)/news/")
        }
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.output.contains("# system:    TRS\n"))
        #expect(run.output.contains("# charset:   utf-8\n"))
        let pasted = try Configuration.parse(run.output, path: "pasted")
        #expect(pasted.sources.map { $0.start.map(\.description) } == [["\(news.site.origin)/news/"]])
    }

    @Test func addWritesWhatTheConfigurationThenHolds() async throws {
        let news = try news(.trs, 61)
        let workshop = try Workshop(sources: "")
        func add(_ url: String, id: String? = nil, file: String? = nil, isDry: Bool = false) async throws
            -> Workshop.Run
        {
            let configuration = try Configuration.load(path: workshop.settingsFile, environment: [:])
            return try await workshop.run { console throws(CommandFailure) in
                try await SourceProbeJob(configuration, time: time.timepiece, console: console)
                    .add(url, .init(id: id), file: file, isDry: isDry)
            }
        }
        let added = "\(workshop.folder.path)/sources/added.toml"
        let dry = try await add("\(news.site.origin)/news/", isDry: true)
        #expect(dry.status == .done, "\(dry.errors)")
        #expect(!FileManager.default.fileExists(atPath: added))

        let elsewhere = try await add("\(news.site.origin)/news/", file: "\(workshop.folder.path)/unseen.toml")
        #expect(elsewhere.status == .badConfiguration)
        #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder.path)/unseen.toml"))

        let run = try await add("\(news.site.origin)/news/", id: "news")
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.output == "news\t\(added)\n")
        let loaded = try Configuration.load(path: workshop.settingsFile, environment: [:])
        #expect(loaded.sources.map(\.id) == ["news"])

        let before = try workshop.folder.text(of: "sources/added.toml")
        #expect(try await add("\(news.site.origin)/news/").status == .badData, "it is followed already")
        #expect(try await add("\(news.site.origin)/news/index_1.html", id: "news").status == .badConfiguration)
        #expect(try await add("\(news.site.origin)/news/index_1.html", id: "no good").status == .badConfiguration)
        #expect(try await add("\(news.site.origin)/nothing/").status == .unavailable)
        #expect(try workshop.folder.text(of: "sources/added.toml") == before, "refused additions leave no trace")
    }

    private static let table = "[[source]]\nid = \"new\"\nstart = \"http://new.example/\"\n"

    private func append(_ text: String, to file: SourceFile, _ workshop: Workshop) -> CommandFailure? {
        do throws(CommandFailure) {
            try file.append(text, id: "new", settings: workshop.settingsFile, environment: [:])
            return nil
        } catch {
            return error
        }
    }

    @Test func aRefusedAdditionNeverTouchesTheFile() throws {
        let workshop = try Workshop()
        let path = try workshop.folder.write(
            "[[source]]\nid = \"a\"\nstart = \"http://a.example/\"", to: "sources/added.toml")
        let before = try FileManager.default.attributesOfItem(atPath: path)
        let bad = ["[[source]]\nid = \"new\"", "[[source", "[[source]]\nid = \"a\"\nstart = \"http://b.example/\""]
        for text in bad {
            #expect(append(text, to: SourceFile(path: path), workshop)?.status == .badConfiguration, "\(text)")
        }
        let after = try FileManager.default.attributesOfItem(atPath: path)
        #expect(after[.systemFileNumber] as? Int == before[.systemFileNumber] as? Int, "it is the same file")
        #expect(after[.modificationDate] as? Date == before[.modificationDate] as? Date)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(workshop.folder.path)/sources") == ["added.toml"])
        // Where there was none there is none, nor its folder.
        let unseen = SourceFile(path: "\(workshop.folder.path)/unseen/new.toml")
        #expect(append(SourceJobTests.table, to: unseen, workshop)?.status == .badConfiguration)
        #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder.path)/unseen"))
    }

    @Test func anAdditionIsSeenHoweverThePathIsWrittenAndKeepsTheFilesMode() throws {
        let workshop = try Workshop()
        let link = "\(workshop.folder.path)/link"
        try FileManager.default.createDirectory(
            atPath: "\(workshop.folder.path)/sources", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "\(workshop.folder.path)/sources")
        #expect(append(SourceJobTests.table, to: SourceFile(path: "\(link)/../link/new.toml"), workshop) == nil)
        let path = "\(workshop.folder.path)/sources/new.toml"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let second = SourceJobTests.table.replacing("new", with: "second")
        #expect(
            throws: Never.self,
            performing: {
                try SourceFile(path: path).append(
                    second, id: "second", settings: workshop.settingsFile, environment: [:])
            })
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let loaded = try Configuration.load(path: workshop.settingsFile, environment: [:])
        #expect(loaded.sources.map(\.id) == ["new", "second"])
    }

    @Test func whatTheEnvironmentSaysCountsToo() throws {
        let workshop = try Workshop()
        try workshop.folder.write("[http]\nlisten = \"0.0.0.0:0\"", to: "dibao.toml")
        let file = SourceFile(path: "\(workshop.folder.path)/sources/added.toml")
        #expect(append(SourceJobTests.table, to: file, workshop)?.status == .badConfiguration, "there is no token")
        #expect(throws: Never.self) {
            try file.append(
                SourceJobTests.table, id: "new", settings: workshop.settingsFile,
                environment: ["DIBAO_HTTP_TOKEN": "0123456789abcdef"])
        }
    }
}
