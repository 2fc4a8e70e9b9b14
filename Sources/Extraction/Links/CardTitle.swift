/// The headline in an item of a list that is no link itself: its heading, else its longest line.
struct CardTitle {
    let tree: PageTree

    /// Larger elements are no items.
    private static let nodesLimit = 80
    private static let titleLimitBytes = 600

    /// "" where there is none.
    func title(of item: Int) -> String {
        let attribute = tree.attribute(.title, of: item).map { WhiteSpace.collapse($0.utf8) } ?? ""
        let nodes = tree.subtree(of: item)
        guard nodes.count <= CardTitle.nodesLimit else { return attribute }
        if let heading = nodes.first(where: { tree.nodes[$0].tag.headingLevel > 0 }) {
            let text = tree.plainText(of: heading)
            if !text.isEmpty { return text }
        }
        if !attribute.isEmpty { return attribute }
        var best = ""
        for node in nodes where tree.nodes[node].tag == .text {
            let line = tree.plainText(of: line(around: node, in: item))
            guard line.utf8.count <= CardTitle.titleLimitBytes, !isDetail(line), !isDate(line) else { continue }
            if line.utf8.count > best.utf8.count { best = line }
        }
        if best.isEmpty, let value = tree.attribute(.value, of: item) { return WhiteSpace.collapse(value.utf8) }
        return best
    }

    /// The largest inline element around a text, or the text itself.
    private func line(around text: Int, in item: Int) -> Int {
        var line = text
        for node in tree.ancestors(of: text) {
            guard node > item, CardTitle.inline.contains(tree.nodes[node].tag) else { break }
            line = node
        }
        return line
    }

    private static let inline = TagSet([.a, .b, .i, .em, .strong, .font, .u, .mark])

    private func isDetail(_ line: String) -> Bool {
        LinkNames.standard.details.contains(LineSkeleton(line).scalars)
    }

    private func isDate(_ line: String) -> Bool {
        let text = scalars(of: line)
        guard text.count <= 24, let date = DateScanner(text.map(Width.half)).dates().first else { return false }
        return date.range.count + 8 > text.count
    }
}
