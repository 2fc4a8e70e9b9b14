/// The words by which pages lead from an official document to its interpretations (解读) and back.
struct PolicyWording: Sendable {
    /// The rules that dibao comes with.
    static let standard = PolicyWording(RuleText.lines(PackageResources.policy_links_txt))

    /// What a linked page is to the page.
    enum Relation: Sendable {
        /// The link explains the page's document.
        case interpretation
        /// The page explains the link's document.
        case document
    }

    /// A heading or label that says what the links behind it are.
    struct Label: Hashable, Sendable {
        /// The relations that it may stand for; some labels, such as 相关链接, stand for either.
        var relations: Set<Relation>
        /// Nothing else is meant by these words.
        var isSure: Bool
    }

    private var labels: [[UInt32]: Label] = [:]
    private var forms: Set<[UInt32]> = []
    private var passed: Set<[UInt32]> = []
    private var marks: [[UInt32]] = []
    private var openings: [[UInt32]] = []
    private var endings: [[UInt32]] = []

    init(_ lines: [String]) {
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, add(LineSkeleton(String(parts[1])).scalars, as: parts[0]) else {
                preconditionFailure("a rule that cannot be read: \(line)")  // the lists are part of the program
            }
        }
    }

    /// False for a kind that there is not.
    private mutating func add(_ words: [UInt32], as kind: Substring) -> Bool {
        switch kind {
        case "interpretations", "interpretations?": add(words, .interpretation, isSure: !kind.hasSuffix("?"))
        case "interprets", "interprets?": add(words, .document, isSure: !kind.hasSuffix("?"))
        case "form": forms.insert(words)
        case "passed": passed.insert(words)
        case "mark": marks.append(words)
        case "opening": openings.append(words)
        case "document": endings.append(words)
        default: return false
        }
        return true
    }

    private mutating func add(_ words: [UInt32], _ relation: Relation, isSure: Bool) {
        labels[words, default: Label(relations: [], isSure: isSure)].relations.insert(relation)
    }

    /// Nil for other words.
    func label(_ line: LineSkeleton) -> Label? { labels[line.scalars] }

    /// Whether a link says no more than in which form it interprets: 图解, 文字解读.
    func isForm(_ line: LineSkeleton) -> Bool { forms.contains(line.scalars) }

    /// Whether words between links say nothing: 更多, a date, a number, a mark.
    func isPassed(_ line: LineSkeleton) -> Bool {
        line.scalars.allSatisfy { (0x30...0x39).contains($0) || [0x5E74, 0x6708, 0x65E5].contains($0) }
            || passed.contains(line.scalars)
    }

    /// Whether a page of this title explains a document. What stands in 《》 is the document's name.
    func isInterpretation(_ title: String) -> Bool {
        let plain = LineSkeleton(PolicyWording.split(title).around)
        if openings.contains(where: plain.hasPrefix) { return true }
        return marks.contains(where: plain.contains) && !endsLikeDocument(PolicyWording.split(title).around)
    }

    /// Whether a page of this title is an official document: 关于…的通知.
    func isDocument(_ title: String) -> Bool { !isInterpretation(title) && endsLikeDocument(title) }

    /// （试行） and a number in brackets may stand behind the end.
    private func endsLikeDocument(_ title: String) -> Bool {
        var rest = title[...]
        while let last = rest.last, last == "）" || last == ")",
            let open = rest.lastIndex(where: { $0 == "（" || $0 == "(" })
        {
            rest = rest[..<open]
        }
        let line = LineSkeleton(String(rest))
        return endings.contains { line.hasSuffix($0) }
    }

    /// More names no title has.
    private static let namesLimit = 20

    /// A title's names in 《》, as skeletons, and what stands around them.
    static func split(_ title: String) -> (names: [[UInt32]], around: String) {
        var depth = 0
        var around = ""
        var name = ""
        var names: [[UInt32]] = []
        for character in title {
            if character == "《" { depth += 1 }
            if depth == 0 { around.append(character) } else { name.append(character) }
            if character == "》", depth > 0 {
                depth -= 1
                if depth == 0 {
                    names.append(LineSkeleton(name).scalars)
                    name = ""
                }
            }
        }
        return (Array(names.lazy.filter { !$0.isEmpty }.prefix(namesLimit)), around)
    }
}
