import Extraction
import Model
import Testing

@testable import Daemon

@Suite struct ExplanationTextTests {
    private func text(columns: Int?, rules: [ExtractionRules.Rule] = []) throws -> String {
        let explanation = try Extractor().explain(
            Array(Newspaper.page().utf8), at: nil, headerCharset: nil, today: Day(year: 2026, month: 6, day: 1)!,
            utcOffset: 8 * 3600,
            rules: ExtractionRules(rules))
        return ExplanationText(explanation: explanation, name: "a.html", columns: columns).text
    }

    @Test func winnersStandFirstAndBlocksUnderTheirPlace() throws {
        let lines = try text(columns: nil).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("a.html: "))
        let questions = ["charset", "container", "headline", "date", "source"]
        for question in questions {
            let line = try #require(lines.first { $0.hasPrefix(question) })
            #expect(line.dropFirst(question.count).drop { $0 == " " }.hasPrefix("+"), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("  +") && $0.contains("[prose]") && $0.contains("区水务部门负责人") })
        #expect(lines.contains { $0.hasPrefix("  -") && $0.contains("[outside the container: ") })
        #expect(lines.allSatisfy { $0.last != " " })
    }

    @Test func linesFitTheTerminal() throws {
        let lines = try text(columns: 60).split(separator: "\n")
        #expect(lines.allSatisfy { displayWidth(String($0)) <= 60 })
        #expect(lines.contains { $0.hasSuffix("…") })
    }

    @Test func rulesThatMatchNothingStandOut() throws {
        let rules = try [
            ExtractionRules.Rule(.title, Selector(parsing: ".nowhere")), .init(.drop, Selector(parsing: "a")),
        ]
        let text = try text(columns: nil, rules: rules)
        #expect(text.contains("!  title = \".nowhere\""))
        #expect(text.contains("matches nothing here"))
        #expect(text.contains("+  drop = \"a\""))
    }
}
