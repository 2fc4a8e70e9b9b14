/// Recognises lines that are page furniture by their wording alone.
struct ChromeRules: Sendable {
    /// Where a wording makes a line furniture; elsewhere it may be the text's.
    enum Place: String, Sendable {
        case anywhere
        /// But for headings, bold lines and rows.
        case aside
        /// Above or below the text.
        case edge
        /// Below the text in an element of its own, or among other furniture.
        case foot
    }

    /// Why a line is furniture.
    enum Verdict: Sendable, CustomStringConvertible {
        case words
        case wording(String, Place)

        var description: String {
            switch self {
            case .words: "nothing but furniture words"
            case .wording(let rule, _): "wording: \(rule)"
            }
        }

        var place: Place {
            switch self {
            case .words: .anywhere
            case .wording(_, let place): place
            }
        }
    }

    /// The rules that dibao comes with.
    static let standard = ChromeRules(
        words: RuleText.lines(PackageResources.chrome_words_txt),
        lines: RuleText.lines(PackageResources.chrome_lines_txt),
        tails: RuleText.lines(PackageResources.tail_headings_txt))

    private struct LineRule: Sendable {
        enum Kind: String, Sendable { case text, whole, widget, start, label, end, has, count }
        let kind: Kind
        let pattern: [UInt32]
        let limit: Int
        let place: Place
        let isLinked: Bool
        let text: String
    }

    /// Value 1 for strong words, 0 for others.
    private var words = WordTree()
    /// Values are indices of `groups`.
    private var starts = WordTree()
    private var contained = WordTree()
    /// Indices of `rules`, those of one pattern and tree together.
    private var groups: [[Int]] = []
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
        let isKnown = { (word: Substring) in
            Int(word) != nil || word == "linked" || Place(rawValue: String(word)) != nil
        }
        precondition(parts.dropFirst(2).allSatisfy(isKnown), "a rule that cannot be read: \(line)")
        let rule = LineRule(
            kind: kind, pattern: pattern, limit: parts.lazy.dropFirst(2).compactMap { Int($0) }.first ?? pattern.count,
            place: parts.lazy.dropFirst(2).compactMap { Place(rawValue: String($0)) }.first ?? .anywhere,
            isLinked: parts.contains("linked"), text: line)
        rules.append(rule)
        // One pattern may have several rules.
        let number = rules.count - 1
        switch kind {
        case .text, .whole, .widget, .start, .label: ChromeRules.add(number, pattern, to: &starts, &groups)
        case .has, .count: ChromeRules.add(number, pattern, to: &contained, &groups)
        case .end: ends.append(rule)
        }
    }

    private static func add(_ rule: Int, _ pattern: [UInt32], to tree: inout WordTree, _ groups: inout [[Int]]) {
        if let known = tree.longest(in: pattern, at: 0), known.length == pattern.count {
            groups[known.value].append(rule)
        } else {
            groups.append([rule])
            tree.insert(pattern, value: groups.count - 1)
        }
    }

    /// Nil for a line that may be part of an article.
    ///
    /// - Parameter isLinked: there is a link in the line.
    func verdict(on line: LineSkeleton, isLinked: Bool = true) -> Verdict? {
        let scalars = line.scalars
        guard !scalars.isEmpty else { return nil }
        if scalars.count <= ChromeRules.longestLineOfWords, isMadeOfWords(scalars) { return .words }
        var match: LineRule?
        var isText = false
        let isPointed = isLinked || line.arrows > 0
        func consider(_ group: Int, at start: Int, _ length: Int) {
            for rule in groups[group].lazy.map({ rules[$0] }) {
                let isMet = !rule.isLinked || isPointed || line.firstColon == start + length
                guard isMet, matches(rule, line, at: start) else { continue }
                if rule.kind == .text { isText = true }
                match = ChromeRules.surer(match, rule)
            }
        }
        starts.words(in: scalars, at: 0) { length, group in consider(group, at: 0, length) }
        if isText { return nil }
        if match?.place != .anywhere, scalars.count <= 300 {
            for start in scalars.indices {
                contained.words(in: scalars, at: start) { length, group in consider(group, at: start, length) }
                if match?.place == .anywhere { break }
            }
        }
        match = match ?? ends.first { scalars.count <= $0.limit && line.hasSuffix($0.pattern) }
        return match.map { .wording($0.text, $0.place) }
    }

    private func matches(_ rule: LineRule, _ line: LineSkeleton, at start: Int) -> Bool {
        let (count, length) = (line.scalars.count, rule.pattern.count)
        switch rule.kind {
        case .text: return true
        case .whole: return count == length
        case .widget: return count == length && line.signs >= 2
        case .label: return count <= rule.limit && line.firstColon == length
        case .start, .has, .end: return count <= rule.limit
        case .count:
            guard count <= length + ChromeRules.longestCount else { return false }
            let others = [line.scalars[..<start], line.scalars[(start + length)...]].joined()
            let hasNumber = others.contains { (0x30...0x39).contains($0) }
            return others.allSatisfy { (0x30...0x39).contains($0) || ChromeRules.counters.contains($0) }
                && (hasNumber || line.firstColon != nil || length >= 3)
        }
    }

    /// Characters around a counter's label.
    private static let longestCount = 14
    private static let counters = Set(scalars(of: "次人万条已有被个了共kw"))

    /// The rule that holds in more places.
    private static func surer(_ rule: LineRule?, _ other: LineRule) -> LineRule {
        guard let rule else { return other }
        let order: [Place] = [.foot, .edge, .aside, .anywhere]
        return order.firstIndex(of: other.place) ?? 0 > order.firstIndex(of: rule.place) ?? 0 ? other : rule
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
