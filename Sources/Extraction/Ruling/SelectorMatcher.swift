internal import Model

/// Finds the elements of a page that a selector means, in one walk over the tree, however deep the page nests.
struct SelectorMatcher {
    /// A step with its names as the tree has them.
    private struct Step {
        let tag: Tag?
        /// Place of an element's name in `RuledNames`, counted from 1; 0 for one that extraction knows.
        let ruled: UInt8
        let conditions: [(name: AttributeName, ruled: UInt8, condition: Selector.Condition)]
        let isFirst: Bool
        let isChild: Bool
        let isLast: Bool
    }

    private let steps: [Step]
    private let tree: PageTree

    /// - Parameter tree: parsed with the names that `addNames(of:to:)` gave for the selector.
    init(_ selector: Selector, in tree: PageTree) {
        self.tree = tree
        steps = selector.alternatives.flatMap { way in
            // The tree knows no head: what stands in it stands first in the body.
            let way = way.filter { $0.compound.element != "head" }
            return way.indices.map { index in
                let compound = way[index].compound
                let tag = compound.element.map { SelectorMatcher.tag(named: $0) }
                return Step(
                    tag: tag, ruled: tag == .other ? SelectorMatcher.place(ofElement: compound.element, in: tree) : 0,
                    conditions: compound.conditions.map { condition in
                        let (name, ruled) = SelectorMatcher.attribute(named: condition.attribute, in: tree)
                        return (name, ruled, condition)
                    }, isFirst: index == 0, isChild: way[index].isChild, isLast: index == way.count - 1)
            }
        }
    }

    /// Asks the parser to keep the names that only this selector knows.
    static func addNames(of selector: Selector, to names: inout RuledNames) {
        for step in selector.alternatives.joined() {
            if let element = step.compound.element, tag(named: element) == .other { names.addElement(element) }
            for condition in step.compound.conditions where knownAttribute(condition.attribute) == nil {
                names.addAttribute(condition.attribute)
            }
        }
    }

    /// The elements in document order.
    func matches() -> [Int] {
        var found: [Int] = []
        // Bit i: step i is matched at the node; at it or above it.
        var here = [UInt64](repeating: 0, count: tree.nodes.count)
        var above = here
        for node in tree.indices where tree.nodes[node].tag.rawValue > Tag.comment.rawValue {
            let parent = max(0, Int(tree.nodes[node].parent))
            var matched: UInt64 = 0
            for (index, step) in steps.enumerated() {
                let isReached = step.isFirst || (step.isChild ? here : above)[parent] >> UInt64(index - 1) & 1 == 1
                guard isReached, matches(step, node) else { continue }
                matched |= 1 << UInt64(index)
                if step.isLast, found.last != node { found.append(node) }
            }
            here[node] = matched
            above[node] = above[parent] | matched
        }
        return found
    }

    private func matches(_ step: Step, _ node: Int) -> Bool {
        if let tag = step.tag, tree.nodes[node].tag != tag || tree.nodes[node].ruled != step.ruled { return false }
        return step.conditions.allSatisfy { name, ruled, condition in
            guard let attribute = tree.attributes(of: node).first(where: { $0.name == name && $0.ruled == ruled })
            else {
                return false
            }
            return SelectorMatcher.holds(condition, tree.value(of: attribute))
        }
    }

    private static func holds(_ condition: Selector.Condition, _ value: String) -> Bool {
        let wanted = condition.value
        return switch condition.comparison {
        case .present: true
        case .equal: value == wanted
        case .beginsWith: !wanted.isEmpty && value.hasPrefix(wanted)
        case .endsWith: !wanted.isEmpty && value.hasSuffix(wanted)
        case .contains: !wanted.isEmpty && value.contains(wanted)
        case .hasWord: value.split(whereSeparator: \.isWhitespace).contains { $0 == wanted }
        }
    }

    private static func tag(named name: String) -> Tag {
        var name = name
        return name.withUTF8 { Tag(name: $0) }
    }

    private static func place(ofElement name: String?, in tree: PageTree) -> UInt8 {
        guard var name else { return 0 }
        return name.withUTF8 { tree.ruled.element(named: $0) } ?? UInt8.max
    }

    private static func attribute(named name: String, in tree: PageTree) -> (AttributeName, UInt8) {
        if let known = knownAttribute(name) { return (known, 0) }
        var name = name
        return (.ruled, name.withUTF8 { tree.ruled.attribute(named: $0) } ?? UInt8.max)
    }

    private static func knownAttribute(_ name: String) -> AttributeName? {
        var name = name
        return name.withUTF8 { AttributeName(name: $0) }
    }
}
