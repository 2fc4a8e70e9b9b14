import Testing

@testable import Judging

@Suite struct TopicMatcherTests {
    @Test(arguments: [
        ("ushers", ["she", "he", "hers"]), ("防汛抗旱指挥部", ["防汛抗旱", "抗旱", "旱"]), ("aaa", ["a", "aa", "aaa"]),
        ("海水", []), ("", []), ("百千万", []), ("百百千万工程", ["百千万工程"]),
    ])
    func everyWordIsFoundInOnePass(text: String, expected: [String]) {
        let words = ["she", "he", "hers", "his", "防汛抗旱", "抗旱", "旱", "a", "aa", "aaa", "百千万工程"]
        let automaton = TermAutomaton(words.map { Array($0.utf8) })
        let found = automaton.words(in: Array(text.utf8)).map { words[$0] }
        let naive = words.filter { text.contains($0) }
        #expect(Set(found) == Set(naive))
        #expect(Set(expected).isSubset(of: found))
    }

    /// Han characters share bytes: half of one and half of another are no third.
    @Test func wordsBeginAndEndWithCharacters() {
        for first in ["中", "串", "丰", "万", "三"] {
            let automaton = TermAutomaton([Array(first.utf8)])
            #expect(automaton.words(in: Array("一丁七丈上下不与丐丑专且世丘丙业丛东".utf8)) == [])
            #expect(automaton.words(in: Array("一\(first)二".utf8)) == [0])
        }
    }

    @Test func thousandsOfWordsAgreeWithLookingForEach() {
        let words = (0..<3000).map { "第\($0 * 7919 % 100_000)号" }
        let automaton = TermAutomaton(Set(words).sorted().map { Array($0.utf8) })
        let text = (0..<400).map { "第\($0 * 251)号文件,共\($0)页。" }.joined()
        let sorted = Set(words).sorted()
        #expect(
            Set(automaton.words(in: Array(text.utf8)).map { sorted[$0] }) == Set(words.filter { text.contains($0) }))
    }

    private let flood = TopicMatcher.Topic(id: "flood", any: ["防汛", "洪水"], all: ["水库"], none: ["演练"])

    @Test(arguments: [
        (["防汛会议"], ["水库水位下降。"], ["flood"]), (["防汛会议"], ["江面水位下降。"], []),
        (["会议"], ["水库水位下降。"], []), (["防汛会议"], ["水库举行演练。"], []),
        (["会议"], ["水库防", "汛情况。"], []),
    ])
    func anyAllAndNoneGoTogether(title: [String], body: [String], expected: [String]) {
        #expect(matcher([flood]).topics(title: title, body: body) == expected)
    }

    @Test func wordsAreLookedForWhereTheTopicSays() {
        let matcher = matcher([
            .init(id: "t", any: ["防汛"], place: .title), .init(id: "b", any: ["防汛"], place: .body),
            .init(id: "x", any: ["防汛"]),
        ])
        #expect(matcher.topics(title: ["防汛"], body: ["正文"]) == ["t", "x"])
        #expect(matcher.topics(title: ["标题"], body: ["防汛"]) == ["b", "x"])
    }

    @Test func withoutTopicsNothingIsFound() {
        #expect(matcher([]).isEmpty)
        #expect(matcher([]).topics(title: ["防汛"], body: []) == [])
    }

    private func matcher(_ topics: [TopicMatcher.Topic]) -> TopicMatcher {
        TopicMatcher(topics) { Array($0.utf8) }
    }
}
