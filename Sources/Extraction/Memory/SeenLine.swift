internal import Model

/// One line of an article, as far as a memory is concerned.
package struct SeenLine: Hashable, Sendable {
    /// Marks the wording and the place together.
    let mark: UInt64
    /// Marks the place in the template.
    let place: UInt64
    let tokens: Int
    let isProse: Bool
    /// Never chrome, however often it recurs: a closing formula, a signature, a date, a numbered point, a table row.
    let isProtected: Bool
    /// The line's own element, and the one around that.
    let owner: Int32
    let parent: Int32
    let tag: Tag
    /// The template names the line's own element.
    let isNamed: Bool
}

/// The lines of an article by the bare rules, in order, with the blocks that they are.
struct SeenLines {
    let blocks: [Int]
    let lines: [SeenLine]

    /// A longer article is remembered by its first and last lines.
    private static let limit = 256
    private static let longestLineTokens = 200

    init(_ page: BlockList, tree: PageTree, scores: [ProseScorer.Score], verdicts: [BlockVerdict], container: Int) {
        var kept = verdicts.indices.filter { verdicts[$0].isBody }
        if kept.count > SeenLines.limit {
            kept = Array(kept.prefix(SeenLines.limit / 2) + kept.suffix(SeenLines.limit / 2))
        }
        let place = ElementPlace(tree: tree)
        let words = ArticleWords.standard
        blocks = kept
        lines = kept.map { index in
            let block = page.blocks[index]
            let skeleton = LineSkeleton(page.bytes(of: block))
            let mark = place.mark(of: Int(block.owner), below: container)
            return SeenLine(
                mark: skeleton.scalars.reduce(mark) { FNV1a.combining($0, $1) }, place: mark, tokens: Int(block.tokens),
                isProse: scores[index].reason.isProse && block.tokens >= 12,
                isProtected: verdicts[index].isRuled || block.traits.contains(.tableRow)
                    || block.traits.contains(.caption)
                    || block.tokens > SeenLines.longestLineTokens || skeleton.scalars.isEmpty
                    || words.protects(page.string(of: index), skeleton: skeleton),
                owner: block.owner, parent: tree.nodes[Int(block.owner)].parent,
                tag: tree.nodes[Int(block.owner)].tag,
                isNamed: tree.attributeBytes(.class, of: Int(block.owner)) != nil
                    || tree.attributeBytes(.id, of: Int(block.owner)) != nil)
        }
    }
}
