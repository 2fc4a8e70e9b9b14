internal import Model

/// One address that a page links to, with what stands around the link.
struct PageLink {
    let address: WebAddress
    /// The element `a`.
    let node: Int
    /// The largest element around it that links to nothing else.
    let item: Int
    /// The link's words, or its `title` where that says more; "" for a bare picture.
    var title: String
    /// A date in the item, or near it in a small surrounding element.
    var date: Day?
    /// A day and month without a year, or a date, stands beside it.
    var hasDate: Bool
    /// Tags and classes of the item and of two elements around it: links of one list share it.
    let shape: UInt64
    /// The item lies in an element named after another part of a page.
    let isInJunk: Bool
}

/// Collects the links of a page.
struct LinkCollector {
    let tree: PageTree
    let hints: [NodeHint]
    let base: WebAddress
    let today: Day

    /// Every link to a page of the web, in order.
    func links() -> [PageLink] {
        let base = declaredBase()
        var targets: [(node: Int, address: WebAddress)] = []
        for node in tree.indices where tree.nodes[node].tag == .a || tree.nodes[node].tag == .area {
            guard let href = tree.attribute(.href, of: node), !href.hasPrefix("#"),
                let address = base.resolving(href), address != self.base
            else { continue }
            targets.append((node, address))
        }
        return targets.indices.map { link(targets[$0].node, targets[$0].address, $0, among: targets) }
    }

    private func declaredBase() -> WebAddress {
        let declared = tree.indices.first { tree.nodes[$0].tag == .base && tree.attributeBytes(.href, of: $0) != nil }
        return declared.flatMap { tree.attribute(.href, of: $0) }.flatMap { base.resolving($0) } ?? base
    }

    private func link(
        _ node: Int, _ address: WebAddress, _ index: Int, among targets: [(node: Int, address: WebAddress)]
    ) -> PageLink {
        // The item reaches up to where the neighbouring links begin.
        var before = index
        while before >= 0, targets[before].address == address { before -= 1 }
        var after = index
        while after < targets.count, targets[after].address == address { after += 1 }
        let lower = before >= 0 ? targets[before].node : -1
        let upper = after < targets.count ? targets[after].node : tree.nodes.count
        var item = node
        for ancestor in tree.ancestors(of: node) where ancestor > 0 {
            guard ancestor > lower, Int(tree.nodes[ancestor].end) <= upper else { break }
            item = ancestor
        }
        let (date, hasDate) = date(near: item)
        return PageLink(
            address: address, node: node, item: item, title: title(of: node), date: date, hasDate: hasDate,
            shape: shape(of: item), isInJunk: isInJunk(item))
    }

    private func title(of node: Int) -> String {
        let text = tree.plainText(of: node)
        let attribute = tree.attribute(.title, of: node).map { WhiteSpace.collapse($0.utf8) } ?? ""
        if text.isEmpty {
            if !attribute.isEmpty { return attribute }
            let image = tree.subtree(of: node).first { tree.nodes[$0].tag == .img }
            return image.flatMap { tree.attribute(.alt, of: $0) }.map { WhiteSpace.collapse($0.utf8) } ?? ""
        }
        let isCut = text.hasSuffix("...") || text.hasSuffix("…") || text.hasSuffix("..")
        return isCut && attribute.utf8.count >= text.utf8.count ? attribute : text
    }

    /// The date in the item, or in the elements around it as long as these are small.
    private func date(near item: Int) -> (day: Day?, found: Bool) {
        var candidates = [item]
        candidates += tree.ancestors(of: item).prefix(2)
        for node in candidates {
            let end = Int(tree.nodes[node].end)
            guard end - node < 60 else { return (nil, false) }
            var text: [UInt8] = []
            for index in tree.subtree(of: node) where tree.nodes[index].tag == .text {
                text.append(contentsOf: tree.text(of: index))
                text.append(0x20)
                if text.count > 2000 { return (nil, false) }
            }
            let line = scalars(of: WhiteSpace.collapse(text)).map(Width.half)
            if let date = DateScanner(line).dates().last(where: { $0.day <= today }) { return (date.day, true) }
            if hasMonthAndDay(line) { return (nil, true) }
        }
        return (nil, false)
    }

    /// `06-02`, `06/02`, `6月2日`, alone between spaces or brackets.
    private func hasMonthAndDay(_ line: [UInt32]) -> Bool {
        for piece in line.split(whereSeparator: { [0x20, 0x5B, 0x5D, 0x28, 0x29, 0x3010, 0x3011].contains($0) }) {
            let piece = Array(piece)
            guard piece.count >= 4, piece.count <= 6 else { continue }
            let year =
                scalars(of: "2024") + [piece[1] == 0x6708 || piece[min(2, piece.count - 1)] == 0x6708 ? 0x5E74 : 0x2D]
            if DateScanner(year + piece.map { $0 == 0x2F ? 0x2D : $0 }).dates().first?.range.count == year.count
                + piece.count
            {
                return true
            }
        }
        return false
    }

    private func shape(of item: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for node in [item] + tree.ancestors(of: item).prefix(2) {
            hash = (hash ^ UInt64(tree.nodes[node].tag.rawValue)) &* 0x100_0000_01b3
            for byte in tree.attributeBytes(.class, of: node) ?? [] where !(0x30...0x39).contains(byte) {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        return hash
    }

    private func isInJunk(_ item: Int) -> Bool {
        ([item] + tree.ancestors(of: item)).contains { node in
            guard hints[node] == .junk || tree.nodes[node].tag == .nav || tree.nodes[node].tag == .footer else {
                return false
            }
            return tree.subtree(of: node).count * 2 < tree.nodes.count
        }
    }
}
