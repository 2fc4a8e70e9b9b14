/// The column that a page belongs to, as the page shows it: the last step of `当前位置：首页 > 新闻中心 > 工作动态 > 正文`
/// that is neither the site's first page nor the page itself.
///
/// Looked for in the tree and not among the lines, which leave navigation out.
struct Breadcrumb {
    private let tree: PageTree
    private let title: [UInt32]
    private let words = BreadcrumbWords.standard

    /// - Parameter title: the article's; its own step names no column.
    init(tree: PageTree, title: String) {
        self.tree = tree
        self.title = LineSkeleton(title).scalars
    }

    /// The column's name.
    ///
    /// - Parameter end: the node at which the article begins; what stands behind it is not looked at.
    func column(before end: Int) -> String? {
        var best: (trail: Trail, worth: Int)?
        var seen: Set<Int> = []
        for node in 0..<min(end, tree.nodes.count) where tree.nodes[node].tag == .text {
            guard seen.count < Breadcrumb.mostElements else { break }
            guard words.mayMark(tree.text(of: node)) else { continue }
            for element in tree.ancestors(of: node).prefix(Breadcrumb.reach) {
                let size = Int(tree.nodes[element].end) - element
                guard size <= Breadcrumb.mostNodes, tree.nodes[element].tag != .body else { break }
                guard seen.insert(element).inserted, let trail = trail(in: element) else { continue }
                // The nearest to the article, of those that say as much.
                if best.map({ trail.worth >= $0.worth }) ?? true { best = (trail, trail.worth) }
            }
        }
        return best?.trail.column
    }

    private static let reach = 6
    private static let mostNodes = 160
    private static let mostElements = 400
    private static let mostSteps = 10
    private static let longestStep = 30

    /// The steps of one element.
    private struct Trail {
        var steps: [String] = []
        var hasLabel = false
        var hasHome = false
        var hasEnd = false
        var isNamed = false
        var dividers = 0

        var worth: Int { (hasLabel ? 4 : 0) + (hasHome ? 2 : 0) + (hasEnd ? 2 : 0) + (isNamed ? 2 : 0) + steps.count }
        var column: String? { steps.last }
    }

    /// Nil for an element that is no such line.
    private func trail(in element: Int) -> Trail? {
        var trail = Trail()
        trail.isNamed = isNamed(element)
        var names: [String] = []
        var isDivided = true
        reading: for piece in pieces(of: element) {
            switch piece {
            case .divider:
                trail.dividers += 1
                isDivided = true
            case .name(let text):
                // Behind the page itself, and without a divider, something else begins.
                if !isDivided, trail.dividers > 0 { break reading }
                isDivided = false
                if let rest = words.withoutLabel(text) {
                    // What stands before the label belongs to something else.
                    guard names.isEmpty || !trail.hasLabel else { return nil }
                    names = rest.isEmpty ? [] : [rest]
                    (trail.hasLabel, trail.dividers, isDivided) = (true, 0, rest.isEmpty)
                } else {
                    names.append(text)
                }
            }
            guard names.count <= Breadcrumb.mostSteps else { return nil }
        }
        if let first = names.first, words.isHome(first) || trail.dividers > 0 && names.count > 1 && words.isSite(first)
        {
            trail.hasHome = true
            names.removeFirst()
        }
        while let last = names.last, words.isEnd(last) || isPage(last) {
            trail.hasEnd = true
            names.removeLast()
        }
        trail.steps = names
        let isTold = trail.hasLabel || trail.dividers > 0 && (trail.hasHome || trail.hasEnd || trail.isNamed)
        guard isTold || trail.isNamed && trail.hasHome, !names.isEmpty,
            names.allSatisfy({ (2...Breadcrumb.longestStep).contains($0.unicodeScalars.count) }),
            !names.dropFirst().contains(where: words.isHome)
        else { return nil }
        // A site that only names itself: 某某网 > 正文.
        if names.count == 1, !trail.hasHome, words.isSite(names[0]) { return nil }
        return trail
    }

    private enum Piece { case name(String), divider }

    /// What an element says, cut where elements and dividers do.
    private func pieces(of element: Int) -> [Piece] {
        var pieces: [Piece] = []
        var node = element
        let end = Int(tree.nodes[element].end)
        while node < end {
            switch tree.nodes[node].tag {
            case .script, .style, .select, .button: node = Int(tree.nodes[node].end)
            case .text:
                for part in words.parts(of: tree.text(of: node)) {
                    guard let part else {
                        pieces.append(.divider)
                        continue
                    }
                    let text = words.trimmed(part)
                    if !text.isEmpty { pieces.append(.name(text)) }
                }
                node += 1
            default: node += 1
            }
        }
        return pieces
    }

    /// Whether a step is the page's own: its headline, or the beginning of it.
    private func isPage(_ step: String) -> Bool {
        let step = LineSkeleton(step).scalars
        return step.count >= 6 && (title.starts(with: step) || step.starts(with: title) && title.count >= 6)
    }

    private func isNamed(_ element: Int) -> Bool {
        [AttributeName.class, .id].contains { name in
            tree.attributeBytes(name, of: element).map { words.names(in: $0) } ?? false
        }
    }
}
