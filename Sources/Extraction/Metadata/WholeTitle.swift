/// Completes a headline that its site has cut, `市委常委会召开会议传达学习…`, by the page's other names for itself or by the line
/// `（本文原标题：…）`.
struct WholeTitle {
    let blocks: BlockList
    let head: HeadMetadata

    /// Characters of a headline that a site has cut without saying so, at least.
    private static let shortestCut = 12
    /// Lines below the headline among which the original one stands.
    private static let reach = 40

    /// - Parameter below: the headline's last block.
    /// - Returns: nil where the lines are whole, or nothing completes them.
    func completing(_ lines: [String], below: Int) -> String? {
        let shown = lines.joined()
        let skeleton = LineSkeleton(shown).scalars
        // One full stop ends a sentence; three, or an ellipsis, end a headline too early.
        let isCut = shown.hasSuffix("…") || shown.hasSuffix("...") || shown.hasSuffix("⋯")
        guard skeleton.count >= (isCut ? 6 : WholeTitle.shortestCut) else { return nil }
        let original = original(below: below)
        // Many sites shorten headlines on purpose and say 原标题; who says 本文原标题 was cut by its system.
        let names =
            isCut
            ? [original?.title, head.first(of: HeadMetadata.articleTitle), titleElement()]
            : [original.flatMap { $0.isOwn ? $0.title : nil }]
        return names.lazy.compactMap(\.self).first { name in
            let other = LineSkeleton(name).scalars
            return other.count > skeleton.count && other.starts(with: skeleton) && !name.hasSuffix("…")
                && !name.hasSuffix("...")
        }
    }

    /// The head's title without what a divider parts from it at its end.
    private func titleElement() -> String? {
        for divider in ["_", "|", "--", " - ", "-"] {
            let parts = head.title.components(divider)
            if parts.count > 1, let first = parts.first { return first }
        }
        return head.title.isEmpty ? nil : head.title
    }

    /// What stands behind 原标题, or 本文原标题.
    private func original(below: Int) -> (title: String, isOwn: Bool)? {
        let end = max(below + 1, min(below + WholeTitle.reach, blocks.blocks.count))
        for index in (below + 1)..<end where blocks.blocks[index].tokens <= 90 {
            let line = blocks.string(of: index)
            guard let label = line.firstRange(of: "原标题") ?? line.firstRange(of: "原標題"),
                line.distance(from: line.startIndex, to: label.lowerBound) <= 4
            else { continue }
            var title = line[label.upperBound...]
            let isBracketed = line.hasPrefix("(") || line.hasPrefix("（")
            while let first = title.first, [":", "：", " ", "为"].contains(first) { title.removeFirst() }
            if isBracketed, title.hasSuffix(")") || title.hasSuffix("）") { title.removeLast() }
            if title.hasPrefix("《"), title.hasSuffix("》") { title = title.dropFirst().dropLast() }
            return title.isEmpty ? nil : (String(title), line[..<label.lowerBound].contains("本文"))
        }
        return nil
    }
}
