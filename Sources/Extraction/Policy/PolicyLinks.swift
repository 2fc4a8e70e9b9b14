/// Links from an official document to its interpretations (解读, 图解), and from an interpretation to its document.
///
/// | shape | example |
/// |---|---|
/// | a list under a heading, also in a side box | `<h3>相关解读</h3><ul>…` |
/// | a labelled line or table row | `政策原文：<a>…</a>` |
/// | tabs: headings side by side, their lists behind | `<li>相关文件<li>相关解读` `<div>…</div><div>…</div>` |
/// | a link whose own words say it | `<a>《…》解读</a>`, `<a>查看政策原文</a>` |
///
/// Headings that sites use for other lists too (政策解读, 相关文件) count only where page and link bear them out by their
/// titles, so that a column's latest pages beside an article are none of its.
struct PolicyLinks {
    /// A link that was found.
    struct Link {
        /// The element `a`.
        let node: Int
        let title: String
        let relation: PolicyWording.Relation
    }

    private let tree: PageTree
    private let wording = PolicyWording.standard
    private let title: PolicyTitle
    private(set) var links: [Link] = []
    /// The blocks that are nothing but such links and their labels.
    private(set) var lines: Set<Int> = []
    private var section: Section?
    private var panes: [(nodes: Range<Int>, label: PolicyWording.Label)] = []
    private var considered = 0
    private var opened = 0

    /// Links of each relation, links that are looked at, headings that are followed.
    private static let limits = (links: 20, considered: 1000, headings: 40)

    /// What the links behind a heading are.
    private struct Section {
        let label: PolicyWording.Label
        let heading: Int
        let end: Int
        var hasLinks = false
    }

    /// - Parameters:
    ///   - title: the page's.
    ///   - column: the column that the page says it is in.
    ///   - isDocument: the page has an official document's head.
    init(tree: PageTree, blocks: BlockList, title: String, column: String?, isDocument: Bool) {
        self.tree = tree
        self.title = PolicyTitle(title, column: column, isDocument: isDocument, wording)
        guard self.title.kind != nil else { return }
        var reader = LinkedLineReader(tree: tree, blocks: blocks)
        while let line = reader.next() { read(line) }
    }

    private mutating func read(_ line: LinkedLine) {
        if let section, line.node >= section.end { self.section = nil }
        guard line.parts.contains(where: { $0.link != nil }) else { return readPlain(line) }
        var label = panes.first { $0.nodes.contains(line.node) }?.label ?? section?.label
        var isList = true
        let before = links.count
        for part in line.parts {
            if let link = part.link {
                let isAlone = line.parts.count == 1
                if isAlone, let heading = wording.label(LineSkeleton(part.text)), heading.isSure, !leadsToPage(link) {
                    return open(heading, at: part.node, block: line.block)
                }
                consider(link, label)
            } else {
                let words = LineSkeleton(part.text)
                if wording.isPassed(words) { continue }
                isList = isList && wording.label(words) != nil
                label = wording.label(words) ?? wording.label(LineSkeleton(PolicyLinks.lastClause(of: part.text)))
            }
        }
        if !isList { section = nil }
        guard isList, links.count > before, label != nil else { return }
        lines.insert(line.block)
        if let section, !section.hasLinks {
            lines.insert(section.heading)
            self.section?.hasLinks = true
        }
    }

    /// A line without links opens a section, ends one, or is passed over.
    private mutating func readPlain(_ line: LinkedLine) {
        let words = LineSkeleton(line.parts.map(\.text).joined())
        if wording.isPassed(words) { return }
        if let label = wording.label(words) { return open(label, at: line.node, block: line.block) }
        section = nil
        guard (2...6).contains(line.parts.count), opened < PolicyLinks.limits.headings else { return }
        opened += 1
        for part in line.parts {
            guard let label = wording.label(LineSkeleton(part.text)) else { continue }
            if let pane = TabPanes(tree: tree).pane(of: part.node) { panes.append((pane, label)) }
        }
    }

    private mutating func open(_ label: PolicyWording.Label, at node: Int, block: Int) {
        section = nil
        opened += 1
        guard opened <= PolicyLinks.limits.headings else { return }
        if let pane = TabPanes(tree: tree).pane(of: node) {
            panes.append((pane, label))
        } else {
            section = Section(label: label, heading: block, end: endOfSection(of: node))
        }
    }

    /// The end of the smallest element around the heading that holds more than the heading; that of the list behind it
    /// where that is without entries.
    private func endOfSection(of heading: Int) -> Int {
        var item = heading
        for ancestor in tree.ancestors(of: heading).prefix(8) where ancestor > 0 {
            let behind = Int(tree.nodes[item].end)
            if let list = (behind..<Int(tree.nodes[ancestor].end)).first(where: { tree.nodes[$0].tag != .text }),
                PolicyLinks.lists.contains(tree.nodes[list].tag), isEmpty(list)
            {
                return Int(tree.nodes[list].end)
            }
            if !isEmpty(ancestor, besides: item) { return Int(tree.nodes[ancestor].end) }
            item = ancestor
        }
        return tree.nodes.count
    }

    /// Whether an element shows neither text nor picture, but for a part of it.
    private func isEmpty(_ node: Int, besides part: Int? = nil) -> Bool {
        !tree.subtree(of: node).contains { index in
            if let part, tree.isInside(index, part) { return false }
            return tree.nodes[index].tag == .img
                || tree.nodes[index].tag == .text && tree.text(of: index).contains { $0 > 0x20 }
        }
    }

    private static let lists = TagSet([.ul, .ol, .dl, .table])

    /// What stands behind the last mark: 原文 in `（原文：`.
    private static func lastClause(of text: String) -> String {
        String(text.split { "。；;，,！!？?（(【[「 \u{3000}".contains($0) }.last ?? "")
    }

    private mutating func consider(_ link: Int, _ label: PolicyWording.Label?) {
        considered += 1
        guard considered <= PolicyLinks.limits.considered, !links.contains(where: { $0.node == link }) else { return }
        var name = tree.linkTitle(of: link)
        if wording.isForm(LineSkeleton(name)), let attribute = tree.attribute(.title, of: link), !attribute.isEmpty {
            name = WhiteSpace.collapse(attribute.utf8)
        }
        guard let relation = title.relation(to: name, under: label, leadsToPage: leadsToPage(link)),
            links.count(where: { $0.relation == relation }) < PolicyLinks.limits.links
        else { return }
        links.append(Link(node: link, title: name, relation: relation))
    }

    /// Whether the address is a page's rather than a column's: its last part has a number in it.
    private func leadsToPage(_ link: Int) -> Bool {
        guard let href = tree.attributeBytes(.href, of: link) else { return false }
        let path = href.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? []
        return path.contains { (0x30...0x39).contains($0) }
    }
}
