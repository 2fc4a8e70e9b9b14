/// A page as one flat list of nodes in document order; every walk over it is a loop, however deep the page nests.
///
/// Node 0 is the root. A node's descendants are the nodes from the one behind it up to its `end`.
struct PageTree: Sendable {
    /// 32 bytes.
    struct Node: Sendable {
        let tag: Tag
        /// Of an `other` element whose name rules ask for: its place in `RuledNames.elements`, counted from 1.
        var ruled: UInt8 = 0
        /// Elements above this one; the root has 0.
        let depth: Int32
        let parent: Int32
        /// One past the last descendant.
        var end: Int32
        /// Of a text or comment node: its range in `text`. Of an element: its range in `attributes`.
        let range: Range<Int32>
    }

    fileprivate(set) var nodes: [Node] = []
    fileprivate(set) var attributes: [Attribute] = []
    /// All text, entities resolved, white space as on the page.
    fileprivate(set) var text: [UInt8] = []
    /// Contents of script elements: ranges of `page`.
    fileprivate(set) var scripts: [Range<Int>] = []
    /// The UTF-8 bytes that attribute values and scripts are ranges of.
    let page: [UInt8]
    /// A bound was reached and the rest of the page left out.
    fileprivate(set) var isCutOff = false
    /// The bytes end inside a tag, a comment or a script: the rest of the page did not come.
    fileprivate(set) var breaksOff = false
    fileprivate(set) var maximumDepth = 0
    /// The names that rules asked for.
    let ruled: RuledNames
    /// What reading the page may cost.
    let budget: ReadingBudget

    /// The parts of the tree by index, in document order.
    var indices: Range<Int> { nodes.indices }

    /// The node and everything below it.
    func subtree(of node: Int) -> Range<Int> { node..<Int(nodes[node].end) }

    func isInside(_ node: Int, _ ancestor: Int) -> Bool { node >= ancestor && node < Int(nodes[ancestor].end) }

    /// The nodes above, nearest first, the root last.
    func ancestors(of node: Int) -> Ancestors { Ancestors(nodes: nodes, above: nodes[node].parent) }

    /// Goes up step by step: who looks at the nearest few pays for no more, however deep the page nests.
    struct Ancestors: Sequence, IteratorProtocol {
        fileprivate let nodes: [Node]
        fileprivate var above: Int32

        mutating func next() -> Int? {
            guard above >= 0 else { return nil }
            defer { above = nodes[Int(above)].parent }
            return Int(above)
        }
    }

    /// The attribute's value with its entities resolved; nil when the element has none of that name.
    func attribute(_ name: AttributeName, of node: Int) -> String? {
        rawAttribute(name, of: node).map { value(of: $0) }
    }

    /// The attribute's value with its entities resolved.
    func value(of attribute: Attribute) -> String {
        page.withUnsafeBufferPointer { page in
            var resolved: [UInt8] = []
            CharacterReference.resolve(
                UnsafeBufferPointer(rebasing: page[Int(attribute.start)..<Int(attribute.end)]), into: &resolved)
            return String(decoding: resolved, as: UTF8.self)
        }
    }

    /// The attribute's value as bytes, entities unresolved; nil when the element has none of that name.
    func attributeBytes(_ name: AttributeName, of node: Int) -> ArraySlice<UInt8>? {
        rawAttribute(name, of: node).map { page[Int($0.start)..<Int($0.end)] }
    }

    /// The element's attributes as they were written; none of text.
    func attributes(of node: Int) -> ArraySlice<Attribute> {
        guard nodes[node].tag.rawValue > Tag.comment.rawValue else { return [] }
        return attributes[Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)]
    }

    private func rawAttribute(_ name: AttributeName, of node: Int) -> Attribute? {
        attributes(of: node).first { $0.name == name }
    }

    /// The text of a text or comment node.
    func text(of node: Int) -> ArraySlice<UInt8> {
        text[Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)]
    }

    /// The text below the node, white space collapsed to single spaces and trimmed; its beginning where it is longer
    /// than a title, caption or label can be: elements nest, so that the text of each holds that of all inside it.
    func plainText(of node: Int, nodesLimit: Int = 512) -> String {
        var bytes: [UInt8] = []
        for index in subtree(of: node).prefix(nodesLimit) where nodes[index].tag == .text {
            let text = text(of: index)
            bytes.append(contentsOf: text.wholeCharacters(upTo: PageTree.longestPlainText - bytes.count))
            if bytes.count + 4 > PageTree.longestPlainText { break }
        }
        return WhiteSpace.collapse(bytes)
    }

    /// In bytes.
    private static let longestPlainText = 8 << 10

    fileprivate init(page: [UInt8], ruled: RuledNames, budget: ReadingBudget) {
        self.page = page
        self.ruled = ruled
        self.budget = budget
    }
}

extension PageTree {
    /// Cuts the page's scripts, styles and comments and has libxml2 find its structure.
    ///
    /// - Parameters:
    ///   - page: valid UTF-8, below 2 GiB.
    ///   - ruled: names that only rules ask for.
    ///   - budget: what reading the page may cost.
    init(parsing page: [UInt8], keeping ruled: RuledNames = .none, budget: ReadingBudget = .unlimited) {
        let trimmed = page.withUnsafeBufferPointer { MarkupTrimmer.trim($0, keeping: ruled) }
        var builder = PageTreeBuilder(page: page, trimmed: trimmed, ruled: ruled, budget: budget)
        trimmed.markup.withUnsafeBufferPointer { PageParser.parse($0, into: &builder) }
        self = builder.finish()
    }
}

/// Takes libxml2's SAX events down as a `PageTree`. Lives for one parse, on one thread.
struct PageTreeBuilder {
    private var tree: PageTree
    private let trimmed: TrimmedMarkup
    private var open: [Int32] = []
    /// The beginning of a mark whose rest the parser hands over next.
    private var cutMark: [UInt8] = []

    fileprivate init(page: [UInt8], trimmed: TrimmedMarkup, ruled: RuledNames, budget: ReadingBudget) {
        tree = PageTree(page: page, ruled: ruled, budget: budget)
        self.trimmed = trimmed
        tree.attributes = trimmed.attributes
        tree.scripts = trimmed.scripts
        tree.isCutOff = trimmed.isCutOff
        tree.breaksOff = trimmed.breaksOff
        tree.text.reserveCapacity(page.count / 4)
        tree.nodes.reserveCapacity(trimmed.runs.count * 3)
        append(.root, range: 0..<0)
        open.append(0)
    }

    fileprivate mutating func finish() -> PageTree {
        while !open.isEmpty { close() }
        return tree
    }

    mutating func startElement(_ name: UnsafeBufferPointer<UInt8>, attributeNumber: Int?) {
        let range = attributeNumber.flatMap { trimmed.elements.indices.contains($0) ? trimmed.elements[$0] : nil }
        let tag = Tag(name: name)
        append(tag, range: range ?? 0..<0)
        if tag == .other, !tree.ruled.elements.isEmpty {
            tree.nodes[tree.nodes.count - 1].ruled = tree.ruled.element(named: name) ?? 0
        }
        open.append(Int32(tree.nodes.count - 1))
        tree.maximumDepth = max(tree.maximumDepth, open.count)
    }

    mutating func endElement() {
        if open.count > 1 { close() }
    }

    /// White space and marks, as `MarkupTrimmer` wrote them. The parser hands long runs over in pieces.
    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while !cutMark.isEmpty, index < bytes.count {
            cutMark.append(bytes[index])
            index += 1
            if cutMark.count == TrimmedMarkup.markLength {
                addRun(cutMark.dropFirst().reduce(0) { $0 << 5 | Int($1 & 31) })
                cutMark.removeAll(keepingCapacity: true)
            }
        }
        while index < bytes.count {
            if bytes[index] == TrimmedMarkup.markByte, index + TrimmedMarkup.markLength > bytes.count {
                cutMark.append(contentsOf: bytes[index...])
                return
            }
            if bytes[index] == TrimmedMarkup.markByte {
                let number = bytes[index + 1..<index + TrimmedMarkup.markLength].reduce(0) { $0 << 5 | Int($1 & 31) }
                addRun(number)
                index += TrimmedMarkup.markLength
            } else {
                let start = tree.text.count
                tree.text.append(bytes[index])
                append(.text, range: Int32(start)..<Int32(tree.text.count))
                index += 1
            }
        }
    }

    private mutating func addRun(_ number: Int) {
        guard trimmed.runs.indices.contains(number) else { return }
        let run = trimmed.runs[number]
        let start = Int32(tree.text.count)
        tree.page.withUnsafeBufferPointer {
            CharacterReference.resolve(
                UnsafeBufferPointer(rebasing: $0[Int(run.start)..<Int(run.end)]), into: &tree.text)
        }
        append(run.isComment ? .comment : .text, range: start..<Int32(tree.text.count))
    }

    private mutating func append(_ tag: Tag, range: Range<Int32>) {
        let index = Int32(tree.nodes.count)
        tree.nodes.append(
            .init(tag: tag, depth: Int32(open.count), parent: open.last ?? -1, end: index + 1, range: range))
    }

    private mutating func close() {
        tree.nodes[Int(open.removeLast())].end = Int32(tree.nodes.count)
    }
}
