internal import Model

/// What a source's rules found on one page.
struct RuledParts: Sendable {
    struct Finding: Sendable {
        let rule: ExtractionRules.Rule
        /// Elements in document order, none inside another.
        let nodes: [Int]
    }

    let findings: [Finding]

    static let none = RuledParts(findings: [])

    private init(findings: [Finding]) { self.findings = findings }

    /// - Parameter tree: parsed with `names(of: rules)`.
    init(_ rules: ExtractionRules, in tree: PageTree) {
        findings = rules.rules.map { rule in
            var end = 0
            let outermost = SelectorMatcher(rule.selector, in: tree).matches().filter { node in
                guard node >= end else { return false }
                end = Int(tree.nodes[node].end)
                return true
            }
            return Finding(rule: rule, nodes: outermost)
        }
    }

    /// The names that the parser must keep for these rules.
    static func names(of rules: ExtractionRules) -> RuledNames {
        var names = RuledNames.none
        for name in FileReferences.attributes { names.addAttribute(name) }
        for rule in rules.rules { SelectorMatcher.addNames(of: rule.selector, to: &names) }
        return names
    }

    /// The elements that the part's rules found, in document order, none inside another.
    func nodes(_ part: ExtractionRules.Part) -> [Int] {
        let found = findings.filter { $0.rule.part == part }
        guard found.count > 1 else { return found.first?.nodes ?? [] }
        return Set(found.flatMap(\.nodes)).sorted()
    }

    /// Dropped elements that are parts of lines: they are not read at all.
    func droppedInline(in tree: PageTree) -> Set<Int> {
        findings.isEmpty ? [] : Set(nodes(.drop).filter { !tree.nodes[$0].tag.isBlock })
    }

    /// Blocks inside the part's elements, and the rule that found each.
    func blocks(_ part: ExtractionRules.Part, of blocks: BlockList, in tree: PageTree) -> [Int: Selector] {
        var ruled: [Int: Selector] = [:]
        for finding in findings where finding.rule.part == part {
            for node in finding.nodes {
                for block in blocks.blocks(inside: tree.subtree(of: node)) { ruled[block] = finding.rule.selector }
            }
        }
        return ruled
    }

    /// Rules that every page of the source should satisfy and this one does not.
    var unmatched: [ExtractionRules.Rule] {
        findings.filter { $0.nodes.isEmpty && $0.rule.part.isExpectedOnEveryPage }.map(\.rule)
    }
}

extension PageTree {
    /// The text below the node with a space wherever an element begins or ends: these divide label, source and date.
    private func dividedText(of node: Int) -> String {
        var bytes: [UInt8] = []
        for index in subtree(of: node) where nodes[index].tag == .text {
            bytes.append(contentsOf: text(of: index))
            bytes.append(0x20)
        }
        return WhiteSpace.collapse(bytes)
    }

    /// What an element says: its text, then what `meta`, `time` and others carry as attributes; nothing empty.
    func statements(of node: Int) -> [String] {
        let attributes = [AttributeName.content, .datetime, .title].compactMap { attribute($0, of: node) }
        return ([dividedText(of: node)] + attributes.map { WhiteSpace.collapse($0.utf8) }).filter { !$0.isEmpty }
    }
}
