import PropertyTesting
import Testing

@testable import Fetching

struct RobotsPropertyTests {
    private static let lines = [
        "User-agent: *", "User-agent: dibao", "user-agent dibao/1.0", "Disallow: /", "Disallow:", "Allow: /a",
        "Disallow: /*",
        "Disallow: /a*b$", "Allow: /%e4%bd", "Crawl-delay: 86400", "Crawl-delay: 1e9", "Sitemap: /s.xml", "# x", "：",
        "Disallow： /b",
        "Allow: *a*b*", "\u{FEFF}User-agent: *", "$", "Disallow: /*?*&",
    ]

    private static func file(_ choices: inout Choices) -> [UInt8] {
        let ends = ["\n", "\r\n", "\r"]
        let text = choices.array(0...12) { $0.word(of: RobotsPropertyTests.lines) + $0.pick(ends) }.joined()
        return choices.oneIn(3) ? choices.spoilt(Array(text.utf8)) : Array(text.utf8)
    }

    @Test func everyFileAnswersForEveryAddress() async {
        await checkProperty { choices in
            let target = choices.array(0...5) {
                $0.word(of: ["/", "a", "b", "%E4%BD", "%2f", "?", "&", "*", "$", "robots.txt"])
            }
            return (RobotsPropertyTests.file(&choices), target.joined())
        } claim: { bytes, target in
            let file = RobotsFile(parsing: bytes)
            let rule = file.rule(for: target)
            guard rule?.allows != false || !file.allows(target), file.allows("/robots.txt") else { return "two minds" }
            if let rule, rule.line < 1 { return "line \(rule.line)" }
            guard let delay = file.crawlDelay else {
                return file.crawlDelayLine == nil ? nil : "a line without a delay"
            }
            return delay >= .zero && delay <= RobotsFile.crawlDelayLimit && file.crawlDelayLine != nil
                ? nil : "\(delay)"
        }
    }

    /// What stands before the stars, between them and behind them is found in this order, or the pattern does not match.
    @Test func aPatternMatchesWhatASlowerReadingMatches() async {
        await checkProperty { choices in
            (
                choices.array(0...6) { $0.pick(["a", "b", "*", "/", "ab", "$"]) }.joined(),
                choices.array(0...9) { $0.pick(["a", "b", "/"]) }.joined()
            )
        } claim: { pattern, target in
            guard let compiled = RobotsPattern(Array(pattern.utf8)[...]) else {
                return pattern.isEmpty ? nil : "no pattern"
            }
            let isRooted = pattern.hasPrefix("/") || pattern.hasPrefix("*")
            let octets = RobotsPath.pattern(Array((isRooted ? pattern : "/" + pattern).utf8)[...])
            let matches = compiled.matches(RobotsTarget(target))
            return matches == slowly(octets[...], RobotsPath.address(target.utf8)[...]) ? nil : "matches: \(matches)"
        }
    }

    private func slowly(_ pattern: ArraySlice<UInt8>, _ target: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return true }
        if first == UInt8(ascii: "$"), pattern.count == 1 { return target.isEmpty }
        if first == UInt8(ascii: "*") {
            return (0...target.count).contains { slowly(pattern.dropFirst(), target.dropFirst($0)) }
        }
        return target.first == first && slowly(pattern.dropFirst(), target.dropFirst())
    }

    /// Patterns and addresses that a naive search takes minutes for.
    @Test func longRepetitionsAreFoundInTimeThatGrowsWithTheirLength() {
        let star = "Disallow: /*" + String(repeating: "a", count: 4000) + "b\n"
        let file = RobotsFile(parsing: Array(("User-agent: *\n" + String(repeating: star, count: 120)).utf8))
        #expect(file.rules.count == 120)
        #expect(file.allows("/" + String(repeating: "a", count: 8000)))
        #expect(!file.allows("/" + String(repeating: "a", count: 8000) + "b"))
    }
}
