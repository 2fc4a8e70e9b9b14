/// Finds the element whose blocks add up to the highest score: it holds most of the prose and least of the rest.
enum ContainerChoice {
    struct Choice: Sendable {
        let node: Int
        let score: Float
    }

    /// - Returns: nil for a page on which nothing scores above zero.
    static func best(of scores: [ProseScorer.Score], blocks: BlockList, tree: PageTree, hints: [NodeHint]) -> Choice? {
        var sums = [Float](repeating: 0, count: blocks.blocks.count + 1)
        for (index, score) in scores.enumerated() { sums[index + 1] = sums[index] + score.value }
        var best: Choice?
        var firstBlock = 0
        for node in tree.indices {
            while firstBlock < blocks.blocks.count, Int(blocks.blocks[firstBlock].firstNode) < node { firstBlock += 1 }
            let tag = tree.nodes[node].tag
            guard tag.isBlock, tag != .tr, tag != .tbody, tag != .p, tag != .li || true else { continue }
            let inside = blocks.blocks(inside: tree.subtree(of: node))
            guard !inside.isEmpty else { continue }
            var score = sums[inside.upperBound] - sums[inside.lowerBound]
            if hints[node] == .container { score *= 1.25 }
            // An inner element with the same blocks is as good, and nearer.
            if score > 0, score >= (best?.score ?? 0) { best = Choice(node: node, score: score) }
        }
        return best
    }
}
