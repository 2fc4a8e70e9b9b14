import Extraction
import Foundation
import Model
import Testing

@testable import Serving

/// The two floors that agree on words without knowing each other.
@Suite struct ExplanationPhrasesTests {
    @Test func everythingThatGoldenPagesAreExplainedWithHasChineseWords() throws {
        let pages = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../ExtractionTests/Pages").standardizedFileURL
        let names = try FileManager.default.contentsOfDirectory(atPath: pages.path)
        var said: Set<String> = []
        for name in names {
            guard let page = try? Data(contentsOf: pages.appending(path: "\(name)/page.html")) else { continue }
            let explanation = try Extractor().explain(
                Array(page), at: nil, headerCharset: nil, today: #require(Day("2026-11-27")), utcOffset: 28_800)
            said.formUnion(explanation.blocks.map(\.reason))
            // Where a headline was found is a place in the page.
            let candidates = explanation.candidates
            said.formUnion(candidates.filter { $0.question != .headline }.map(\.origin))
            said.formUnion(candidates.compactMap(\.note))
        }
        #expect(said.count > 50)
        let foreign = said.filter { Phrasebook.chinese.translation(of: $0) == nil }
        #expect(foreign.isEmpty, "\(foreign.sorted())")
    }
}
