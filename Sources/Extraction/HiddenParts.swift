/// Drops what a page hides inside a text that it shows; a text that is hidden as a whole until a script shows it stays.
struct HiddenParts {
    let filter: ContentFilter
    /// The lines that may be part of the text.
    let lines: Range<Int>

    /// Of the text's prose: more than this is hidden until a reader asks for the rest of it.
    private static let share: Float = 0.3
    /// Bytes of a style that are looked at.
    private static let longestStyle = 400

    func drop(_ verdicts: inout [BlockVerdict]) {
        let tree = filter.tree
        var node = Int(filter.blocks.blocks[lines.lowerBound].firstNode)
        let last = Int(filter.blocks.blocks[lines.upperBound - 1].firstNode)
        var total: Float?
        while node <= last {
            defer { node += 1 }
            guard isHidden(node) else { continue }
            let inside = filter.blocks.blocks(inside: tree.subtree(of: node)).clamped(to: lines)
            let whole = total ?? prose(in: lines)
            total = whole
            guard !inside.isEmpty, prose(in: inside) <= whole * HiddenParts.share, !isUnfolded(inside) else { continue }
            for index in inside where verdicts[index].isBody { verdicts[index] = .furniture("hidden") }
            node = Int(tree.nodes[node].end) - 1
        }
    }

    private func prose(in range: Range<Int>) -> Float { range.reduce(0) { $0 + max(0, filter.scores[$1].value) } }

    private func isHidden(_ node: Int) -> Bool {
        let tree = filter.tree
        guard tree.nodes[node].tag.rawValue > Tag.comment.rawValue, !tree.nodes[node].range.isEmpty else {
            return false
        }
        if tree.attributeBytes(.hidden, of: node) != nil { return true }
        guard let style = tree.attributeBytes(.style, of: node), style.count <= HiddenParts.longestStyle,
            style.contains(UInt8(ascii: ":"))
        else { return false }
        let plain = String(
            decoding: style.filter { $0 > 0x20 }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }

    /// Whether a button beside it shows it: 展开全文, Read more.
    private func isUnfolded(_ part: Range<Int>) -> Bool {
        let near = max(0, part.lowerBound - 2)..<min(filter.blocks.blocks.count, part.upperBound + 2)
        return near.contains { index in
            guard !part.contains(index), filter.blocks.blocks[index].tokens <= 8 else { return false }
            let line = filter.blocks.string(of: index).lowercased()
            return ["展开", "全文", "更多", "more"].contains { line.contains($0) }
        }
    }
}
