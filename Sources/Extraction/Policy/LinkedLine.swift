/// A line of a page as links and the words between them.
struct LinkedLine {
    struct Part {
        /// The first text node.
        let node: Int
        /// The element `a` around it, where it leads somewhere.
        let link: Int?
        var text: String
    }

    let block: Int
    /// The block's first text node.
    let node: Int
    var parts: [Part] = []
}

/// Goes through a page's lines in order.
struct LinkedLineReader {
    private let tree: PageTree
    private let blocks: BlockList
    private var block = 0
    /// What was found out about links: many lines may lie in one.
    private var leadsAway: [Int: Bool] = [:]
    /// Links that the line has a part of.
    private var linked: Set<Int> = []

    /// More bytes of a part are prose.
    private static let longestPart = 400

    init(tree: PageTree, blocks: BlockList) {
        self.tree = tree
        self.blocks = blocks
    }

    /// Nil behind the last line.
    mutating func next() -> LinkedLine? {
        guard block < blocks.blocks.count else { return nil }
        let first = Int(blocks.blocks[block].firstNode)
        let end = block + 1 < blocks.blocks.count ? Int(blocks.blocks[block + 1].firstNode) : tree.nodes.count
        var line = LinkedLine(block: block, node: first)
        block += 1
        linked.removeAll(keepingCapacity: true)
        var node = first
        while node < max(end, first + 1) {
            let tag = tree.nodes[node].tag
            if tag.isSilent {
                node = max(node + 1, Int(tree.nodes[node].end))
                continue
            }
            if tag == .text { add(tree.text(of: node), at: node, to: &line) }
            if tag == .img, let link = link(around: node), linked.insert(link).inserted {
                line.parts.append(.init(node: node, link: link, text: ""))
            }
            node += 1
        }
        return line
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, at node: Int, to line: inout LinkedLine) {
        guard bytes.contains(where: { $0 > 0x20 }) else { return }
        let text = String(decoding: bytes.prefix(LinkedLineReader.longestPart), as: UTF8.self)
        let link = link(around: node)
        if let link { linked.insert(link) }
        // The nodes of one link are one part; words between links stay apart, so that tabs can be told.
        if let link, let last = line.parts.last, last.link == link {
            line.parts[line.parts.count - 1].text += text
        } else {
            line.parts.append(.init(node: node, link: link, text: text))
        }
    }

    /// The nearest `a` around the node that leads to another page.
    private mutating func link(around node: Int) -> Int? {
        guard let link = tree.ancestors(of: node).prefix(6).first(where: { tree.nodes[$0].tag == .a }) else {
            return nil
        }
        let isAway = leadsAway[link] ?? tree.leadsAway(link)
        leadsAway[link] = isAway
        return isAway ? link : nil
    }
}

extension PageTree {
    /// Whether an `a` leads to another page, and not to a place on this one or into a script.
    func leadsAway(_ link: Int) -> Bool {
        guard let href = attribute(.href, of: link)?.drop(while: \.isWhitespace), let first = href.first else {
            return false
        }
        return first != "#" && !["javascript:", "mailto:"].contains { href.lowercased().hasPrefix($0) }
    }
}
