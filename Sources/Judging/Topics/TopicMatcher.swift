/// Says which topics an article is about, by the words that it has; all words of all topics are looked for at once.
package struct TopicMatcher: Sendable {
    private let rules: [Rule]
    private let automaton: TermAutomaton
    private let fold: @Sendable (String) -> [UInt8]

    private struct Rule {
        let topic: Topic
        let any: [Int]
        let all: [Int]
        let none: [Int]
    }

    /// A topic as its words describe it.
    package struct Topic: Hashable, Sendable {
        package var id: String
        /// At least one of these; empty: none is asked for.
        package var any: [String]
        /// Every one of these.
        package var all: [String]
        /// Not one of these.
        package var none: [String]
        package var place: Place

        package init(id: String, any: [String] = [], all: [String] = [], none: [String] = [], place: Place = .text) {
            self.id = id
            self.any = any
            self.all = all
            self.none = none
            self.place = place
        }
    }

    /// Where the words are looked for.
    package enum Place: String, Hashable, Sendable, CaseIterable {
        case title, body
        /// Title or body.
        case text
    }

    /// - Parameter fold: brings words and texts into one form, such as one width and one script; UTF-8.
    package init(_ topics: [Topic], fold: @escaping @Sendable (String) -> [UInt8]) {
        self.fold = fold
        var numbers: [[UInt8]: Int] = [:]
        var words: [[UInt8]] = []
        func number(_ word: String) -> Int? {
            let bytes = fold(word)
            guard !bytes.isEmpty else { return nil }
            if let known = numbers[bytes] { return known }
            numbers[bytes] = words.count
            words.append(bytes)
            return words.count - 1
        }
        rules = topics.map { topic in
            Rule(
                topic: topic, any: topic.any.compactMap(number), all: topic.all.compactMap(number),
                none: topic.none.compactMap(number))
        }
        automaton = TermAutomaton(words)
    }

    /// Whether there is anything to look for.
    package var isEmpty: Bool { rules.isEmpty }

    /// The ids of the topics that the article is about, in the order of the topics.
    ///
    /// - Parameters:
    ///   - title: headline lines; words do not reach across lines.
    ///   - body: the lines below.
    package func topics(title: [String], body: [String]) -> [String] {
        guard !rules.isEmpty else { return [] }
        let inTitle = words(title)
        let inBody = words(body)
        let both = inTitle.union(inBody)
        return rules.filter { rule in
            let found =
                switch rule.topic.place {
                case .title: inTitle
                case .body: inBody
                case .text: both
                }
            return (rule.any.isEmpty || rule.any.contains(where: found.contains)) && rule.all.allSatisfy(found.contains)
                && !rule.none.contains(where: found.contains)
        }
        .map(\.topic.id)
    }

    private func words(_ lines: [String]) -> Set<Int> {
        lines.reduce(into: Set<Int>()) { $0.formUnion(automaton.words(in: fold($1))) }
    }
}
