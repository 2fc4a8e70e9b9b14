/// The paragraphs with which a text begins, and that pages keep in an element of their own between the headline and
/// the element of the rest: a first piece of the body, cut off by a table of data or an advertisement, or a lead.
struct LeadParagraphs {
    let tree: PageTree
    let blocks: BlockList
    let hints: [NodeHint]
    let scores: [ProseScorer.Score]
    /// The element of the body.
    let body: Int
    /// Its blocks.
    let lines: Range<Int>

    /// Han characters and words of a paragraph that begins a text, at the least.
    private static let shortest = 20
    /// Lines between headline and body that are looked through.
    private static let reach = 80
    /// Elements above the line, up to the one that both are in.
    private static let height = 6
    /// Characters by which a lead is found again in the text.
    private static let sample = 24

    /// Blocks above the body, below the headline, that are the text's.
    func found(below headline: Range<Int>?) -> [Int] {
        guard let headline, headline.upperBound < lines.lowerBound,
            lines.lowerBound - headline.upperBound <= LeadParagraphs.reach
        else { return [] }
        return (headline.upperBound..<lines.lowerBound).filter { index in
            scores[index].reason.isProse && blocks.blocks[index].tokens >= LeadParagraphs.shortest
                && blocks.blocks[index].linkShare < 0.5 && isOfALead(index) && !isRepeated(index)
        }
    }

    /// Whether one of its elements beside the body is a place of a body too, or is named after a lead and stands in
    /// the element that the body stands in.
    private func isOfALead(_ index: Int) -> Bool {
        let owner = Int(blocks.blocks[index].owner)
        let parent = Int(tree.nodes[body].parent)
        var isLead = false
        for node in CollectionOfOne(owner) + Array(tree.ancestors(of: owner).prefix(LeadParagraphs.height)) {
            if tree.isInside(body, node) { return isLead }
            switch hints[node] {
            case .knownSystem, .container: isLead = true
            case .junk: return false
            case .none:
                let isSibling = Int(tree.nodes[node].parent) == parent
                isLead = isLead || isSibling && PartNames.standard.isLead(node, in: tree) && !isLabelled(index)
            }
        }
        return false
    }

    /// `摘要：…` tells what the text says, and is none of it.
    private func isLabelled(_ index: Int) -> Bool {
        let line = LineSkeleton(blocks.bytes(of: blocks.blocks[index]))
        return line.firstColon.map { $0 <= LeadParagraphs.longestLabel } ?? false
    }

    /// Characters before a label's colon.
    private static let longestLabel = 4

    private func isRepeated(_ index: Int) -> Bool {
        let sample = Array(LineSkeleton(blocks.bytes(of: blocks.blocks[index])).scalars.prefix(LeadParagraphs.sample))
        return lines.contains { LineSkeleton(blocks.bytes(of: blocks.blocks[$0])).contains(sample) }
    }
}
