import Archiving
import Model
import Sampling
import Testing

@testable import Daemon

@Suite struct SampleJobTests {
    /// Early in the evening of a day in the past, so that no date of the sample lies in the future.
    private let now = Timestamp("2026-03-04T20:00:00+08:00")

    @Test func everySamplePageComesOutByteForByte() async throws {
        let workshop = try Workshop()
        let run = try await archiveSample(workshop)
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.errors.contains("cat \(workshop.folder.path)/archive/sample/2026/03/04/000_"))
        let today = try #require(now).day(offset: 8 * 3600)
        let sites = SampleWeb(today: today).sites
        #expect(run.lines.count == sites.map(\.articles.count).reduce(0, +))

        let articles = try workshop.events(in: "archive/sample").filter { $0.record != nil }
        #expect(articles.count > 40)
        for article in articles {
            let address = try WebAddress(parsing: article.url)
            let site = try #require(sites.indices.first { address.host == "127.0.0.\($0 + 1)" })
            let file = try #require(article.record?.file)
            #expect(try workshop.folder.text(of: "archive/sample/\(file)") == sites[site].texts[address.path])
            #expect(article.source == sites[site].id)
        }
    }

    @Test func everyTextIsKeptOnceAndReprintsAreTold() async throws {
        let workshop = try Workshop()
        let run = try await archiveSample(workshop)
        let files = workshop.folder.files().filter { $0.hasPrefix("archive/sample/2") && $0.hasSuffix(".txt") }
        #expect(Set(run.lines.map { "archive/sample/\($0[3])" }) == Set(files))
        let events = try workshop.events(in: "archive/sample")
        let reprints = events.filter { $0.name == "duplicate" }
        #expect(!reprints.isEmpty)
        #expect(files.count + reprints.count == run.lines.count)
        #expect(
            reprints.contains { $0.source == "sample-mirror" }, "the glossed mirror's text is known from the portal")

        let again = try await archiveSample(workshop)
        #expect(again.status == .done)
        #expect(Set(again.lines.map { $0[0] }) == Set(run.lines.map { $0[0] }))
        #expect(workshop.folder.files().filter { $0.hasPrefix("archive/sample/2") && $0.hasSuffix(".txt") } == files)
    }

    @Test func waitingSourcesAreToldInOneLine() async throws {
        let workshop = try Workshop("[[source]]\nid = \"a\"\nstart = \"https://www.example.org/\"")
        let run = try await archiveSample(workshop)
        #expect(run.errors.split(separator: "\n").count { $0.contains("1 source on a public address waits") } == 1)
    }

    @Test func configurationOfTheSampleIsWrittenForLaterCommands() async throws {
        let workshop = try Workshop()
        let run = try await archiveSample(workshop)
        let settings = try Configuration.load(path: "\(workshop.folder.path)/state/sample.toml", environment: [:])
        #expect(settings.sources.count == 5)
        #expect(settings.waitingNotice == nil)
        let id = String(try #require(run.lines.first?.first))
        let shown = try await workshop.run { console throws(CommandFailure) in
            try await ShowJob(settings, console: console).run(id: id, json: false)
            return .done
        }
        #expect(!shown.output.isEmpty)
    }

    private func archiveSample(_ workshop: Workshop) async throws -> Workshop.Run {
        let now = try #require(now)
        return try await workshop.run { console throws(CommandFailure) in
            let job = SampleJob(
                workshop.configuration, port: 0, folder: workshop.folder.path, now: now, console: console,
                logger: console.logger())
            return try await job.archive()
        }
    }
}
