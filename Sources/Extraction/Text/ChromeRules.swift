/// Recognises lines that are page furniture by their wording alone.
struct ChromeRules: Sendable {
    /// Why a line is furniture.
    enum Verdict: Sendable, CustomStringConvertible {
        case words
        case wording(String)

        var description: String {
            switch self {
            case .words: "nothing but furniture words"
            case .wording(let rule): "wording: \(rule)"
            }
        }
    }

    /// The rules that dibao comes with.
    static let standard = ChromeRules(
        words: RuleText.lines(PackageResources.chrome_words_txt),
        lines: RuleText.lines(PackageResources.chrome_lines_txt),
        tails: RuleText.lines(PackageResources.tail_headings_txt))

    private struct LineRule: Sendable {
        enum Kind: String, Sendable { case whole, widget, start, label, end, has }
        let kind: Kind
        let pattern: [UInt32]
        let limit: Int
        let text: String
    }

    /// Value 1 for strong words, 0 for others.
    private var words = WordTree()
    /// Values are indices of `rules`.
    private var starts = WordTree()
    private var contained = WordTree()
    private var ends: [LineRule] = []
    private var rules: [LineRule] = []
    private var tails: Set<[UInt32]> = []
    private static let longestLineOfWords = 80

    init(words: [String], lines: [String], tails: [String]) {
        for word in words {
            self.words.insert(LineSkeleton(word).scalars, value: word.hasPrefix("+") ? 1 : 0)
        }
        for line in lines { add(line) }
        self.tails = Set(tails.map { LineSkeleton($0).scalars })
    }

    private mutating func add(_ line: String) {
        let parts = line.split(separator: " ")
        guard parts.count >= 2, let kind = LineRule.Kind(rawValue: String(parts[0])) else {
            preconditionFailure("a rule that cannot be read: \(line)")  // the lists are part of the program
        }
        let pattern = LineSkeleton(String(parts[1])).scalars
        let rule = LineRule(
            kind: kind, pattern: pattern, limit: parts.count > 2 ? Int(parts[2]) ?? 0 : pattern.count, text: line)
        rules.append(rule)
        switch kind {
        case .whole, .widget, .start, .label: starts.insert(pattern, value: rules.count - 1)
        case .has: contained.insert(pattern, value: rules.count - 1)
        case .end: ends.append(rule)
        }
    }

    /// Nil for a line that may be part of an article.
    func verdict(on line: LineSkeleton) -> Verdict? {
        let scalars = line.scalars
        guard !scalars.isEmpty else { return nil }
        if scalars.count <= ChromeRules.longestLineOfWords, isMadeOfWords(scalars) { return .words }
        var match: LineRule?
        starts.words(in: scalars, at: 0) { length, index in
            let rule = rules[index]
            let matches =
                switch rule.kind {
                case .whole: scalars.count == length
                case .widget: scalars.count == length && line.signs >= 2
                case .label: scalars.count <= rule.limit && line.firstColon == length
                default: scalars.count <= rule.limit
                }
            if matches { match = rule }
        }
        if match == nil, scalars.count <= 300 {
            for start in scalars.indices {
                contained.words(in: scalars, at: start) { _, index in
                    if scalars.count <= rules[index].limit { match = rules[index] }
                }
                if match != nil { break }
            }
        }
        match = match ?? ends.first { scalars.count <= $0.limit && line.hasSuffix($0.pattern) }
        return match.map { .wording($0.text) }
    }

    /// Whether the line heads a list of other articles, such as 相关阅读.
    func isTailHeading(_ line: LineSkeleton) -> Bool { tails.contains(line.scalars) }

    /// Whether words, digits aside, cover the line, a strong one among them.
    private func isMadeOfWords(_ scalars: [UInt32]) -> Bool {
        // reach[i]: 0 not reachable, 1 reachable, 2 reachable over a strong word.
        var reach = [UInt8](repeating: 0, count: scalars.count + 1)
        reach[0] = 1
        for index in scalars.indices where reach[index] > 0 {
            if (0x30...0x39).contains(scalars[index]) { reach[index + 1] = max(reach[index + 1], reach[index]) }
            words.words(in: scalars, at: index) { length, strength in
                reach[index + length] = max(reach[index + length], strength == 1 ? 2 : reach[index])
            }
        }
        return reach[scalars.count] == 2
    }
}
