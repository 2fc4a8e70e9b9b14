/// Reads a page's tree as lines: block elements and `br` divide them, inline elements do not.
struct BlockReader {
    private let tree: PageTree
    private let dropped: Set<Int>
    private var list = BlockList()
    private var line = LineBuilder()
    /// Block elements around the current node, outermost first: node, and its end.
    private var open: [(node: Int32, end: Int32)] = []
    /// Tables around the current node, outermost first.
    private var tables: [(end: Int32, isData: Bool)] = []
    private var rowEnd: Int32 = 0
    private var cellCount = 0
    private var cells = SpannedCells()
    /// The `pre` around the current node.
    private var pre: (lines: PreformattedLines, end: Int32)?

    /// - Parameter dropped: elements inside of lines that are passed over.
    static func read(_ tree: PageTree, without dropped: Set<Int> = []) -> BlockList {
        var reader = BlockReader(tree: tree, dropped: dropped)
        reader.run()
        return reader.list
    }

    private init(tree: PageTree, dropped: Set<Int>) {
        self.tree = tree
        self.dropped = dropped
        list.text.reserveCapacity(tree.text.count)
        list.blocks.reserveCapacity(tree.nodes.count / 8)
    }

    private mutating func run() {
        tree.text.withUnsafeBufferPointer { text in
            tree.nodes.withUnsafeBufferPointer { nodes in
                var index = 0
                var steps = 0
                while index < nodes.count {
                    steps += 1
                    if steps % 4096 == 0, tree.budget.isSpent { break }
                    let node = nodes[index]
                    closeBlocks(before: Int32(index))
                    if node.tag == .text {
                        let bytes = UnsafeBufferPointer(
                            rebasing: text[Int(node.range.lowerBound)..<Int(node.range.upperBound)])
                        append(bytes, node: Int32(index), isRaised: nodes[max(0, Int(node.parent))].tag == .sup)
                    } else if node.tag == .comment {
                        // A mark of the page's system, not text.
                    } else if skips(node, at: index) {
                        if node.tag.isBlock { flush() }
                        index = Int(node.end)
                        continue
                    } else {
                        enter(node, at: Int32(index))
                    }
                    index += 1
                }
            }
        }
        flush()
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, node: Int32, isRaised: Bool) {
        if isRaised, line.endsInLetter, let power = Superscript.written(bytes) {
            power.withUnsafeBufferPointer { line.append($0, node: node, to: &list.text) }
        } else if let pre, node < pre.end, node >= rowEnd {
            for (piece, begins) in pre.lines.pieces(of: bytes) {
                if begins { flush() }
                line.append(piece, node: node, to: &list.text)
            }
        } else {
            line.append(bytes, node: node, to: &list.text)
        }
    }

    private mutating func skips(_ node: PageTree.Node, at index: Int) -> Bool {
        if !dropped.isEmpty, dropped.contains(index) { return true }
        switch node.tag {
        case .rt:
            if Glosses.isGloss(tree.plainText(of: index)) { list.rubyGlosses += 1 }
            return true
        case .rp, .rtc, .noscript: return true
        default: return node.tag.isSilent
        }
    }

    private mutating func enter(_ node: PageTree.Node, at index: Int32) {
        switch node.tag {
        case .a where tree.attributeBytes(.href, of: Int(index)) != nil: line.enterLink(until: node.end)
        case .b, .strong: line.enterBold(until: node.end)
        default: break
        }
        if node.tag.headingLevel > 0 { line.heading = (node.tag.headingLevel, node.end) }
        guard node.tag.isBlock else { return }
        if index < rowEnd {
            enterInsideRow(node.tag, at: index)
            return
        }
        if node.tag == .br {
            flush()
            return
        }
        flush()
        open.append((index, node.end))
        line.owner = index
        // The outermost decides for those in it.
        if node.tag == .pre, index >= pre?.end ?? 0 { pre = (PreformattedLines(of: Int(index), in: tree), node.end) }
        if node.tag == .table {
            tables.append((node.end, DataTable.isData(table: Int(index), in: tree)))
            cells.endTable()
        }
        if node.tag == .tr, tables.last?.isData == true {
            rowEnd = node.end
            cellCount = 0
        }
    }

    /// Inside a row of data, cells are divided by TAB and whatever breaks lines inside a cell by a space.
    private mutating func enterInsideRow(_ tag: Tag, at index: Int32) {
        if tag == .td || tag == .th {
            endCell(at: index)
            beginCell()
            cells.begin(
                columns: tree.attributeBytes(.colspan, of: Int(index)),
                rows: tree.attributeBytes(.rowspan, of: Int(index)),
                textEnd: list.text.count)
        } else {
            line.space(isLineEnd: false)
        }
    }

    private mutating func beginCell() {
        if cellCount > 0 { line.appendTab(to: &list.text) }
        cellCount += 1
    }

    /// Ends the cell that is open, and writes those from rows above that stand behind it.
    private mutating func endCell(at index: Int32) {
        for _ in 0..<cells.end(list.text) { beginCell() }
        while let (text, emptyCells) = cells.takeReaching() {
            beginCell()
            text.withUnsafeBufferPointer { line.append($0, node: index, to: &list.text) }
            for _ in 0..<emptyCells { beginCell() }
        }
    }

    private mutating func closeBlocks(before index: Int32) {
        while let last = open.last, last.end <= index {
            flush()
            open.removeLast()
            line.owner = open.last?.node ?? 0
        }
        while let last = tables.last, last.end <= index { tables.removeLast() }
        line.leave(before: index)
    }

    private mutating func flush() {
        var traits: Block.Traits = []
        if rowEnd > 0, cellCount > 0 {
            traits.insert(.tableRow)
            endCell(at: rowEnd - 1)
            cells.endRow()
            rowEnd = 0
            cellCount = 0
        }
        for ancestor in open.suffix(12) {
            switch tree.nodes[Int(ancestor.node)].tag {
            case .li, .dd, .dt: traits.insert(.listItem)
            case .figcaption, .caption: traits.insert(.caption)
            case .header, .footer, .aside, .nav: traits.insert(.margin)
            default: break
            }
        }
        if let block = line.finish(traits: traits, in: &list.text) { list.blocks.append(block) }
    }
}

/// The line that is being read.
private struct LineBuilder {
    var owner: Int32 = 0
    var heading: (level: Int, end: Int32) = (0, 0)
    private var start = 0
    private var firstNode: Int32 = -1
    private var tokens: Int32 = 0
    private var linkTokens: Int32 = 0
    private var boldTokens: Int32 = 0
    private var han: Int32 = 0
    private var punctuation: Int32 = 0
    private var links: Int32 = 0
    private var linkEnd: Int32 = 0
    private var boldEnd: Int32 = 0
    private var pendingSpace = false
    private var pendingLineEnd = false
    private var isInWord = false
    private var last = CharacterClass.space
    /// The last character is a Han character or one of the marks written with them.
    private var isLastWide = false

    /// Whether a letter or digit was the last character.
    var endsInLetter: Bool { last == .letter && !pendingSpace }

    mutating func enterLink(until end: Int32) {
        linkEnd = end
        links += 1
    }

    mutating func enterBold(until end: Int32) { boldEnd = max(boldEnd, end) }

    /// Forgets the link, bold run and heading that end before the node.
    mutating func leave(before index: Int32) {
        if linkEnd <= index { linkEnd = 0 }
        if boldEnd <= index { boldEnd = 0 }
        if heading.end <= index { heading = (0, 0) }
    }

    mutating func space(isLineEnd: Bool) {
        pendingSpace = true
        pendingLineEnd = pendingLineEnd || isLineEnd
        isInWord = false
    }

    mutating func appendTab(to text: inout [UInt8]) {
        pendingSpace = false
        pendingLineEnd = false
        isInWord = false
        text.append(0x09)
        last = .space
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, node: Int32, to text: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let (kind, length) = CharacterClass.read(bytes, at: index)
            if kind == .space {
                space(isLineEnd: bytes[index] == 0x0A || bytes[index] == 0x0D)
            } else if kind != .invisible {
                add(kind, isWide: length >= 3, node: node, to: &text)
                for offset in 0..<length { text.append(bytes[index + offset]) }
            }
            index += length
        }
    }

    @inline(__always)
    private mutating func add(_ kind: CharacterClass, isWide: Bool, node: Int32, to text: inout [UInt8]) {
        if firstNode < 0 { firstNode = node }
        if pendingSpace {
            // A line of markup that ends between two Han characters is no space in Chinese.
            let isJoin = pendingLineEnd && isLastWide && isWide && kind != .letter
            if text.count > start, !isJoin, text[text.count - 1] != 0x09 { text.append(0x20) }
            pendingSpace = false
            pendingLineEnd = false
        }
        switch kind {
        case .han:
            count()
            han += 1
            isInWord = false
        case .letter:
            if !isInWord { count() }
            isInWord = true
        case .sentenceEnd, .punctuation:
            punctuation += 1
            isInWord = false
        default: isInWord = false
        }
        last = kind
        isLastWide = isWide && kind != .letter
    }

    @inline(__always)
    private mutating func count() {
        tokens += 1
        if linkEnd > 0 { linkTokens += 1 }
        if boldEnd > 0 { boldTokens += 1 }
    }

    /// Ends the line; nil where it has no text.
    mutating func finish(traits: Block.Traits, in text: inout [UInt8]) -> Block? {
        defer { reset(text.count) }
        guard firstNode >= 0 else {
            text.removeSubrange(start...)
            return nil
        }
        // A row may begin or end in empty cells; a line of text does neither.
        while text.last == 0x09, text.count > start { text.removeLast() }
        while start < text.count, text[start] == 0x09 { start += 1 }
        var traits = traits
        if last == .sentenceEnd { traits.insert(.endsSentence) }
        if boldTokens == tokens, tokens > 0 { traits.insert(.bold) }
        return Block(
            text: Int32(start)..<Int32(text.count), owner: owner, firstNode: firstNode, tokens: tokens,
            linkTokens: linkTokens, han: han, punctuation: punctuation, links: links,
            headingLevel: Int8(heading.level), traits: traits)
    }

    private mutating func reset(_ end: Int) {
        start = end
        firstNode = -1
        (tokens, linkTokens, boldTokens, han, punctuation) = (0, 0, 0, 0, 0)
        links = linkEnd > 0 ? 1 : 0
        pendingSpace = false
        pendingLineEnd = false
        isInWord = false
        last = .space
    }
}
