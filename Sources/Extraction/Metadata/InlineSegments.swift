/// A block's text with a space wherever an inline element begins or ends: in the line under a headline these divide
/// what belongs to one label from what belongs to the next.
enum InlineSegments {
    static func text(of block: Int, in blocks: BlockList, _ tree: PageTree) -> String {
        let first = Int(blocks.blocks[block].firstNode)
        let owner = Int(blocks.blocks[block].owner)
        var end = Int(tree.nodes[owner].end)
        if block + 1 < blocks.blocks.count { end = min(end, Int(blocks.blocks[block + 1].firstNode)) }
        guard first < end, !blocks.blocks[block].traits.contains(.tableRow) else { return blocks.string(of: block) }
        var bytes: [UInt8] = []
        var index = first
        while index < end {
            defer { index += 1 }
            if tree.nodes[index].tag == .rt || tree.nodes[index].tag == .rp || tree.nodes[index].tag.isSilent {
                index = Int(tree.nodes[index].end) - 1
                continue
            }
            if tree.nodes[index].tag == .comment { continue }
            if tree.nodes[index].tag == .ruby || tree.nodes[Int(tree.nodes[index].parent)].tag == .ruby {
                if tree.nodes[index].tag == .text { bytes.append(contentsOf: tree.text(of: index)) }
                continue
            }
            if tree.nodes[index].tag == .text {
                bytes.append(contentsOf: tree.text(of: index))
            } else {
                bytes.append(0x20)
            }
            if index + 1 < end, tree.nodes[index + 1].parent != tree.nodes[index].parent,
                tree.nodes[index + 1].tag != .ruby
            {
                bytes.append(0x20)
            }
        }
        let text = WhiteSpace.collapse(bytes)
        return blocks.isGlossed ? Glosses.removed(from: text, isToneless: blocks.isToneless) : text
    }
}
