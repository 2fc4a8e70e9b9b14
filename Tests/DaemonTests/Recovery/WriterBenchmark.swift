import Foundation
import Model
import Storage
import Testing

@testable import Archiving
@testable import Daemon

/// How many pages two writers keep in one archive, each with its own connection, as two processes have.
///
/// Run by hand: `DIBAO_BENCHMARK=1 swift test --filter WriterBenchmark`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["DIBAO_BENCHMARK"] != nil, "run by hand"))
struct WriterBenchmark {
    private static let pages = 400
    /// As a government portal's page: 137 KB.
    private static let filling = 137_000

    @Test func twoWritersOfOneArchive() async throws {
        let workshop = try Workshop()
        var took: [Duration] = []
        for round in 0..<5 {
            let readers = try (0..<2).map { _ in
                try Wiring.archivist(
                    workshop.configuration, Wiring.archive(workshop.configuration),
                    Wiring.store(workshop.configuration),
                    Console(output: -1, errors: -1).logger())
            }
            let all = try (0..<2).map { writer in
                try (0..<WriterBenchmark.pages).map { try page(round * 10_000 + writer * 1000 + $0) }
            }
            let clock = ContinuousClock()
            let start = clock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (archivist, pages) in zip(readers, all) {
                    for start in stride(from: 0, to: pages.count, by: 16) {
                        group.addTask {
                            for page in pages[start..<min(start + 16, pages.count)] {
                                _ = try await archivist.keep(page)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            took.append(clock.now - start)
        }
        let median = took.sorted()[took.count / 2] / .seconds(1)
        print("two writers: \(Int(Double(2 * WriterBenchmark.pages) / median)) pages a second, median of \(took.count)")
    }

    private func page(_ number: Int) throws -> ReadPage {
        var markup = Newspaper.page(paragraphs: Newspaper.other(number))
        var random = number
        while markup.utf8.count < WriterBenchmark.filling {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            markup +=
                "<li><a href=\"/content/post_\(UInt(bitPattern: random) >> 40).html\">第\(UInt(bitPattern: random) >> 50)号通知公告</a></li>\n"
        }
        let lines = Newspaper.other(number)
        let url = "http://a.example/\(number).html"
        var metadata = ArticleMetadata()
        metadata.date = Day("2023-09-05")
        let fingerprint = Fingerprint(id: ArticleID(bits: UInt64(number)), simhash: Simhash(bits: UInt64(number)))
        return ReadPage(
            address: try WebAddress(parsing: url), original: nil, source: "manual", fetchedAt: .now,
            day: try #require(metadata.date),
            article: Article(headline: ["题目\(number)"], body: lines, metadata: metadata, fingerprint: fingerprint),
            response: CapturedResponse(
                url: url, at: .now, remoteAddress: nil, httpVersion: "1.1", status: 200, headers: [],
                body: Array(markup.utf8)),
            furtherResponses: [], etag: nil, lastModified: nil, lesson: nil)
    }
}
