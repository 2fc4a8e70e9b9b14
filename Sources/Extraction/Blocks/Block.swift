/// One line of a page: the text between two block boundaries, white space collapsed.
struct Block: Sendable {
    /// Range of `BlockList.text`.
    let text: Range<Int32>
    /// The nearest block element around it.
    let owner: Int32
    /// The first text node in it.
    let firstNode: Int32
    /// Han characters and words of other scripts.
    let tokens: Int32
    /// Of these, inside links.
    let linkTokens: Int32
    let han: Int32
    /// Marks that end or divide sentences.
    let punctuation: Int32
    /// Elements `a` that start in it.
    let links: Int32
    /// 1 to 6 inside `h1` to `h6`, else 0.
    let headingLevel: Int8
    let traits: Traits

    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        /// A row of a table that holds data; cells are joined by TAB.
        static let tableRow = Traits(rawValue: 1)
        /// All of it is `b` or `strong`.
        static let bold = Traits(rawValue: 2)
        /// A `figcaption`, `caption` or the like.
        static let caption = Traits(rawValue: 4)
        /// Inside `li`, `dd` or `dt`.
        static let listItem = Traits(rawValue: 8)
        /// Ends in a mark that ends a sentence.
        static let endsSentence = Traits(rawValue: 16)
        /// Inside `header`, `footer`, `aside` or `nav`.
        static let margin = Traits(rawValue: 32)
    }

    /// The same block with its text elsewhere.
    func with(text: Range<Int32>) -> Block {
        Block(
            text: text, owner: owner, firstNode: firstNode, tokens: tokens, linkTokens: linkTokens, han: han,
            punctuation: punctuation, links: links, headingLevel: headingLevel, traits: traits)
    }

    /// Share of the tokens that are inside links, 0 to 1.
    var linkShare: Double { tokens > 0 ? Double(linkTokens) / Double(tokens) : 0 }
}

/// A line's text as a key: hashed in one go, where an array slice is hashed byte by byte.
struct LineKey: Hashable {
    let bytes: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// All lines of a page in reading order.
struct BlockList: Sendable {
    var blocks: [Block] = []
    /// The lines' bytes, UTF-8.
    var text: [UInt8] = []
    /// Glosses in `rt` that are pinyin with tone marks; they are not in `text`.
    var rubyGlosses = 0
    /// Pinyin glosses have been taken out.
    private(set) var isGlossed = false
    /// They had no tone marks.
    private(set) var isToneless = false

    /// The lines without the pinyin glosses of a mangling mirror, where there are so many that they are no accident.
    func withoutGlosses() -> BlockList {
        // Letters with tone marks have one of these lead bytes; text without them has no glosses.
        let toned = text.count { $0 == 0xC3 || $0 == 0xC4 || $0 == 0xC5 || $0 == 0xC7 }
        let hasTones = toned + rubyGlosses >= Glosses.minimumCount
        let mayBeGlossed = hasTones || Glosses.bracketedLetters(in: text) >= Glosses.minimumToneless
        let count = mayBeGlossed ? Glosses.count(in: String(decoding: text, as: UTF8.self)) + rubyGlosses : 0
        guard count >= (hasTones ? Glosses.minimumCount : Glosses.minimumToneless) else { return self }
        var list = BlockList()
        list.isGlossed = true
        list.isToneless = !hasTones
        list.rubyGlosses = rubyGlosses
        for index in blocks.indices {
            let start = Int32(list.text.count)
            list.text.append(contentsOf: Glosses.removed(from: string(of: index), isToneless: list.isToneless).utf8)
            list.blocks.append(blocks[index].with(text: start..<Int32(list.text.count)))
        }
        return list
    }

    func bytes(of block: Block) -> ArraySlice<UInt8> { text[Int(block.text.lowerBound)..<Int(block.text.upperBound)] }

    func key(of block: Block) -> LineKey { LineKey(bytes: bytes(of: block)) }

    func string(of index: Int) -> String { String(decoding: bytes(of: blocks[index]), as: UTF8.self) }

    /// The blocks whose text lies inside the nodes `nodes`.
    func blocks(inside nodes: Range<Int>) -> Range<Int> {
        lowerBound(nodes.lowerBound)..<lowerBound(nodes.upperBound)
    }

    /// The first block that begins at or behind the node.
    private func lowerBound(_ node: Int) -> Int {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if Int(blocks[middle].firstNode) < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
