/// What pages put behind the last sentence of a paragraph: `…完成任务。[责任编辑：吴林]`, `…。返回搜狐，查看更多`.
struct GluedTail {
    let tree: PageTree
    let blocks: BlockList
    private let rules = ChromeRules.standard
    private let credits = CreditLine.standard

    init(tree: PageTree, blocks: BlockList) {
        self.tree = tree
        self.blocks = blocks
    }

    /// Tails of one line.
    private static let most = 4
    /// Characters of a tail.
    private static let longest = 60

    /// The block's line without it.
    func cut(_ line: String, of index: Int) -> String {
        guard !blocks.blocks[index].traits.contains(.tableRow) else { return line }
        var line = line
        var end = self.end(of: index)
        for _ in 0..<GluedTail.most {
            guard let element = lastElement(of: index, before: end),
                let rest = without(text(of: element, before: end), isLinked: holdsLink(element), line)
            else { break }
            line = rest
            end = element
        }
        return withoutCredits(withoutCounter(line))
    }

    /// `附件【名单.xls】已下载25次`.
    private func withoutCounter(_ line: String) -> String {
        guard line.hasSuffix("次"), let start = line.lastIndex(of: "已") else { return line }
        let rest = trimmed(line[..<start])
        guard !rest.isEmpty, case .wording(let rule, _)? = rules.verdict(on: LineSkeleton(String(line[start...]))),
            rule.hasPrefix("count")
        else { return line }
        return rest
    }

    /// One past the block's last node.
    private func end(of index: Int) -> Int {
        let end = Int(tree.nodes[Int(blocks.blocks[index].owner)].end)
        return index + 1 < blocks.blocks.count ? min(end, Int(blocks.blocks[index + 1].firstNode)) : end
    }

    /// The outermost element inside of the line that its last text stands in; nil where that is the line itself.
    private func lastElement(of index: Int, before end: Int) -> Int? {
        let first = Int(blocks.blocks[index].firstNode)
        guard let last = (first..<max(first, end)).last(where: { tree.nodes[$0].tag == .text && !isBlank($0) }),
            last > first
        else { return nil }
        return tree.ancestors(of: last).prefix { $0 > first && !tree.nodes[$0].tag.isBlock }.reversed().first
    }

    private func isBlank(_ node: Int) -> Bool { tree.text(of: node).allSatisfy { $0 <= 0x20 } }

    private func text(of element: Int, before end: Int) -> String {
        var bytes: [UInt8] = []
        for node in element..<min(Int(tree.nodes[element].end), end) where tree.nodes[node].tag == .text {
            bytes.append(contentsOf: tree.text(of: node))
        }
        return WhiteSpace.collapse(bytes)
    }

    private func holdsLink(_ element: Int) -> Bool {
        tree.subtree(of: element).contains { tree.nodes[$0].tag == .a }
            || tree.ancestors(of: element).prefix(2).contains { tree.nodes[$0].tag == .a }
    }

    private func without(_ tail: String, isLinked: Bool, _ line: String) -> String? {
        guard !tail.isEmpty, tail.unicodeScalars.count <= GluedTail.longest, line.hasSuffix(tail) else { return nil }
        let rest = trimmed(line.dropLast(tail.count))
        guard endsSentence(rest),
            rules.verdict(on: LineSkeleton(tail), isLinked: isLinked) != nil || credits.isCredits(tail)
        else { return nil }
        return rest
    }

    /// Editors in brackets, which need no element of their own.
    private func withoutCredits(_ line: String) -> String {
        guard let last = line.last, let open = GluedTail.brackets[last], let start = line.lastIndex(of: open) else {
            return line
        }
        let tail = line[start...]
        let rest = trimmed(line[..<start])
        let isTail = tail.count <= GluedTail.longest && endsSentence(rest) && credits.isCredits(String(tail))
        return isTail ? rest : line
    }

    private static let brackets: [Character: Character] = [")": "(", "）": "（", "]": "[", "】": "【"]

    private func trimmed(_ line: Substring) -> String {
        var line = line
        while let last = line.last, last.isWhitespace { line.removeLast() }
        return String(line)
    }

    private func endsSentence(_ line: String) -> Bool { line.last.map { "。！？!?.…”」）)".contains($0) } ?? false }
}
