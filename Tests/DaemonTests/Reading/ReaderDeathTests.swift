import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

#if DEBUG
    /// Pages that end or occupy the program that reads them, through the program itself. Debug builds alone have the
    /// faults that this needs.
    @Suite(.timeLimit(.minutes(30))) struct ReaderDeathTests {
        private static let trap = "trap-here-7f3a"

        /// A site with a list of articles; the one at `trapped` ends its reader.
        private func site(_ host: String, articles: Int, trapped: Int? = nil, inList: Bool = false) throws
            -> PretendSite
        {
            let site = try PretendSite(on: host)
            let paths = (0..<articles).map { "/news/t20230905_\(1000 + $0).html" }
            let number = Int(host.split(separator: ".").last ?? "0") ?? 0
            for (index, path) in paths.enumerated() {
                let page = Newspaper.page(paragraphs: Newspaper.other(number * 100 + index))
                site.set(path, index == trapped ? page + "<!-- \(ReaderDeathTests.trap) -->" : page)
            }
            let items = paths.enumerated().map {
                "<li><a href=\"\($1)\">第\($0)号便民服务点正式启用并开放</a><span>2023-09-05</span></li>"
            }
            let mark = inList ? "<!-- \(ReaderDeathTests.trap) -->" : ""
            site.set("/news/", "<html><body>\(mark)<ul>\(items.joined(separator: "\n"))</ul></body></html>")
            return site
        }

        private func source(_ site: PretendSite, id: String) -> String {
            "[[source]]\nid = \"\(id)\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\n"
        }

        /// Runs passes until one ends by itself; how many were begun.
        private func passes(_ workshop: Workshop, atMost limit: Int) async throws -> (Int, Program.Ended) {
            for number in 1... {
                let ended = try await Program.run(
                    ["run", "--once", "--config", workshop.settingsFile],
                    environment: ["DIBAO_TEST_TRAP_ON": ReaderDeathTests.trap])
                if ended.status >= 0 || number == limit { return (number, ended) }
            }
            fatalError("a range without an end has ended")
        }

        private func status(_ workshop: Workshop) async throws -> StatusOutline {
            let run = try await Program.run(["status", "--json", "--config", workshop.settingsFile])
            #expect(run.status == 0, "\(run.errors)")
            return try JSONDecoder().decode(StatusOutline.self, from: Data(run.output.utf8))
        }

        private struct StatusOutline: Decodable {
            struct SetAside: Decodable {
                let source: String
                let url: String
                let purpose: String
                let deaths: Int
                let reason: String
            }
            struct Source: Decodable {
                let id: String
                let failure: String?
                let leftOut: [String: Int]

                enum CodingKeys: String, CodingKey {
                    case id, failure
                    case leftOut = "left_out"
                }
            }
            let setAside: [SetAside]
            let sources: [Source]

            enum CodingKeys: String, CodingKey {
                case sources
                case setAside = "set_aside"
            }
        }

        @Test func aPageThatEndsTwoProcessesIsSetAsideAndTheOthersAreKept() async throws {
            let good = try (1...3).map { try site("127.0.61.\($0)", articles: 4) }
            let bad = try site("127.0.61.4", articles: 3, trapped: 1)
            let sources = (good + [bad]).enumerated().map { source($1, id: "s\($0)") }
            let workshop = try Workshop(sources: sources.joined(separator: "\n"))
            let (starts, ended) = try await passes(workshop, atMost: 3)
            #expect(starts == 3)
            #expect((0...1).contains(ended.status), "\(ended.errors)")
            #expect(workshop.texts.count == 14)
            #expect(try await workshop.disagreements() == [])
            let status = try await status(workshop)
            let page = try #require(status.setAside.first)
            #expect(status.setAside.count == 1)
            #expect((page.source, page.purpose, page.deaths) == ("s3", "page", 2))
            #expect(page.url == "\(bad.origin)/news/t20230905_1001.html")
            #expect(page.reason == "reader-died")
            #expect(status.sources.first { $0.id == "s3" }?.leftOut == ["reader-died": 1])
            let table = try await Program.run(["status", "--config", workshop.settingsFile])
            #expect(table.output.contains("reader-died: \(page.url)"), "\(table.output)")
            let gaps = try await Program.run(["gaps", "--config", workshop.settingsFile])
            #expect(gaps.output.contains(page.url) && gaps.output.contains("reader-died"), "\(gaps.output)")

            // A fetch by hand does not try it a third time either.
            let fetch = try await Program.run(
                ["fetch", page.url, "--config", workshop.settingsFile],
                environment: ["DIBAO_TEST_TRAP_ON": ReaderDeathTests.trap])
            #expect(fetch.status == 1)
            #expect(fetch.errors.contains("reader-died"))
        }

        @Test func aListThatEndsTwoProcessesFailsItsSourceAlone() async throws {
            let good = try site("127.0.62.1", articles: 3)
            let bad = try site("127.0.62.2", articles: 3, inList: true)
            let workshop = try Workshop(sources: source(good, id: "good") + source(bad, id: "bad"))
            let (starts, ended) = try await passes(workshop, atMost: 3)
            #expect(starts == 3)
            #expect(ended.status == 1, "\(ended.errors)")
            #expect(workshop.texts.count == 3)
            let status = try await status(workshop)
            #expect(status.setAside.map(\.purpose) == ["list"])
            #expect(status.sources.first { $0.id == "bad" }?.failure?.contains("reader-died") == true)
            #expect(status.sources.first { $0.id == "good" }?.failure == nil)
        }

        @Test func aPageThatIsReadToItsEndAfterADeathIsForgotten() async throws {
            let site = try site("127.0.63.1", articles: 1, trapped: 0)
            let workshop = try Workshop(sources: source(site, id: "news"))
            let (_, first) = try await passes(workshop, atMost: 1)
            #expect(first.status < 0)
            let second = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
            #expect(second.status == 0, "\(second.errors)")
            #expect(second.errors.contains("dibao ended while it read this page"))
            #expect(workshop.texts.count == 1)
            let store = try workshop.openStore()
            #expect(try await store.readerDeaths() == [])
            try store.close()
        }

        @Test func aPageThatIsReadWithoutAnEndHoldsUpNeitherTheServerNorTheStop() async throws {
            let site = try site("127.0.64.1", articles: 1)
            let isAsked = try Gate()
            let page = Newspaper.page(paragraphs: Newspaper.other(1)) + "<!-- \(ReaderDeathTests.trap) -->"
            var answer = Answer.page(page)
            answer.steps.insert(.open(isAsked), at: 0)
            site.set("/news/t20230905_1000.html", answer)
            let workshop = try Workshop(sources: "[http]\nlisten = \"127.0.0.1:0\"\n" + source(site, id: "news"))
            let daemon = try Program(
                ["run", "--config", workshop.settingsFile], environment: ["DIBAO_TEST_SPIN_ON": ReaderDeathTests.trap])
            await isAsked.opened()
            let health = try await HealthWatch(daemon)
            for _ in 0..<5 { #expect(try await health.answers()) }
            await health.close()
            let began = ContinuousClock.now
            daemon.send(SIGTERM)
            let ended = try await daemon.ended()
            #expect(ContinuousClock.now - began < .seconds(120))
            #expect(ended.status == 0, "\(ended.errors)")
            let store = try workshop.openStore()
            #expect(try await store.giveBack(ownedBy: Scheduler.owner) == 0, "no lease is left")
            try store.close()
        }
    }
#endif
