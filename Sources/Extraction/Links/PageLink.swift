internal import Model

/// One address that a page links to, with what stands around the link.
struct PageLink {
    let address: WebAddress
    /// The element that leads there: `a`, or one with a handler.
    let node: Int
    /// The largest element around it that links to nothing else.
    let item: Int
    /// The link's words, or its `title` where that says more; "" for a bare picture.
    var title: String
    /// A date in the item, or near it in a small surrounding element.
    var date: Day?
    /// A date stands beside it, a day and month without a year, or how long ago it was.
    var hasDate: Bool
    /// Tags and classes of the item and of two elements around it: links of one list share it.
    let shape: UInt64
    /// The item lies in an element named after another part of a page.
    let isInJunk: Bool
    /// The item lies in the page's footer.
    let isInFooter: Bool
}

/// Collects the links of a page.
struct LinkCollector {
    let tree: PageTree
    let hints: [NodeHint]
    let targets: LinkTargets
    let today: Day

    /// - Parameters:
    ///   - base: the page's own address.
    ///   - charset: the page's, in which its queries are sent.
    init(tree: PageTree, hints: [NodeHint], base: WebAddress, charset: Charset? = nil, today: Day) {
        self.tree = tree
        self.hints = hints
        self.today = today
        targets = LinkTargets(
            tree: tree, resolver: ReferenceResolver(base: tree.declaredBase(base), charset: charset), own: base)
    }

    /// Every link to a page of the web, in order.
    func links() -> [PageLink] {
        let targets = targets.all()
        let parts = (junk: nodesInJunk(), footer: nodesInFooter())
        var dates: [Int: FoundNear] = [:]
        // Where the run of links to one address that a link is in begins and ends.
        var runStarts = Array(targets.indices)
        for index in targets.indices.dropFirst() where targets[index].address == targets[index - 1].address {
            runStarts[index] = runStarts[index - 1]
        }
        var runEnds = Array(targets.indices.map { $0 + 1 })
        for index in targets.indices.dropLast().reversed() where targets[index].address == targets[index + 1].address {
            runEnds[index] = runEnds[index + 1]
        }
        return targets.indices.prefix { $0 % 64 != 63 || !tree.budget.isSpent }.map { index in
            let lower = runStarts[index] > 0 ? targets[runStarts[index] - 1].node : -1
            let upper = runEnds[index] < targets.count ? targets[runEnds[index]].node : tree.nodes.count
            return link(targets[index].node, targets[index].address, between: lower, and: upper, parts, &dates)
        }
    }

    /// - Parameters:
    ///   - lower: the node of the last link before that leads elsewhere.
    ///   - upper: the node of the first one behind.
    private func link(
        _ node: Int, _ address: WebAddress, between lower: Int, and upper: Int,
        _ parts: (junk: [Bool], footer: [Bool]), _ dates: inout [Int: FoundNear]
    ) -> PageLink {
        // The item reaches up to where the neighbouring links begin.
        var item = node
        for ancestor in tree.ancestors(of: node).prefix(LinkCollector.deepestItem) where ancestor > 0 {
            guard ancestor > lower, Int(tree.nodes[ancestor].end) <= upper else { break }
            item = ancestor
        }
        let (date, hasDate) = date(near: item, &dates)
        var title = tree.nodes[node].tag == .a ? tree.linkTitle(of: node) : CardTitle(tree: tree).title(of: node)
        if item != node, LinkNames.standard.details.contains(LineSkeleton(title).scalars) || title.isEmpty && hasDate {
            // [详细] and bare pictures: what they lead to is said beside them.
            let beside = CardTitle(tree: tree).title(of: item)
            if !beside.isEmpty { title = beside }
        }
        return PageLink(
            address: address, node: node, item: item, title: title, date: date, hasDate: hasDate,
            shape: shape(of: item), isInJunk: parts.junk[item], isInFooter: parts.footer[item])
    }

    /// Whether a date stands beside an element.
    func isDated(_ node: Int) -> Bool {
        var known: [Int: FoundNear] = [:]
        return date(near: node, &known).found
    }

    /// Elements between a link and the whole of its item.
    private static let deepestItem = 256
    /// Bytes of class names that tell one list from another.
    private static let toldClassBytes = 200

    /// What the text of an element says of a date.
    private enum FoundNear {
        case day(Day)
        /// A day and month without a year, or how long ago it was.
        case monthAndDay
        case nothing
        /// The element holds more than an item does.
        case tooMuch
    }

    /// The date in the item, or in the elements around it as long as these are small. Items share these.
    private func date(near item: Int, _ known: inout [Int: FoundNear]) -> (day: Day?, found: Bool) {
        for node in [item] + tree.ancestors(of: item).prefix(2) {
            let found = known[node] ?? date(in: node)
            known[node] = found
            switch found {
            case .day(let day): return (day, true)
            case .monthAndDay: return (nil, true)
            case .tooMuch: return (nil, isDatedBehind(item, &known))
            case .nothing: continue
            }
        }
        return (nil, isDatedBehind(item, &known))
    }

    /// Whether a date stands in one of the next two elements behind the item: below the headline of a card that is too
    /// large to be searched. Whose day it is the page does not say.
    private func isDatedBehind(_ item: Int, _ known: inout [Int: FoundNear]) -> Bool {
        let parent = Int(tree.nodes[item].parent)
        guard parent > 0 else { return false }
        var next = Int(tree.nodes[item].end)
        var elements = 0
        while next < Int(tree.nodes[parent].end), elements < 2 {
            defer { next = Int(tree.nodes[next].end) }
            guard tree.nodes[next].tag != .text, tree.nodes[next].tag != .comment else { continue }
            elements += 1
            let found = known[next] ?? date(in: next)
            known[next] = found
            switch found {
            case .day, .monthAndDay: return true
            case .nothing, .tooMuch: continue
            }
        }
        return false
    }

    private func date(in node: Int) -> FoundNear {
        let end = Int(tree.nodes[node].end)
        guard end - node < 60 else { return .tooMuch }
        var text: [UInt8] = []
        for index in tree.subtree(of: node) where tree.nodes[index].tag == .text {
            guard text.count + tree.text(of: index).count < 2000 else { return .tooMuch }
            text.append(contentsOf: tree.text(of: index))
            text.append(0x20)
        }
        let line = scalars(of: WhiteSpace.collapse(text)).map(Width.half)
        if let date = DateScanner(line).dates().last(where: { $0.day <= today }) { return .day(date.day) }
        return hasMonthAndDay(line) || RelativeTime.stands(in: line) ? .monthAndDay : .nothing
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
        var hash = FNV1a()
        for node in [item] + tree.ancestors(of: item).prefix(2) {
            hash.combine(tree.nodes[node].tag.rawValue)
            let names = tree.attributeBytes(.class, of: node)?.prefix(LinkCollector.toldClassBytes)
            for byte in names ?? [] where !(0x30...0x39).contains(byte) {
                hash.combine(byte)
            }
        }
        return hash.value
    }

    /// For each node whether it lies in an element named after another part of a page.
    private func nodesInJunk() -> [Bool] {
        nodes { hints[$0] == .junk || tree.nodes[$0].tag == .nav || tree.nodes[$0].tag == .footer }
    }

    /// The same for elements that are called footers.
    private func nodesInFooter() -> [Bool] {
        let mark = Array("foot".utf8)
        return nodes { node in
            if tree.nodes[node].tag == .footer { return true }
            guard tree.nodes[node].tag.isBlock else { return false }
            return [AttributeName.class, .id].contains { name in
                tree.attributeBytes(name, of: node)?.prefix(200).map { $0 | 0x20 }.contains(mark) == true
            }
        }
    }

    /// For each node whether it lies in such an element; an element that is most of the page is no part of it.
    private func nodes(in isPart: (Int) -> Bool) -> [Bool] {
        var inside = [Bool](repeating: false, count: tree.nodes.count)
        var end = 0
        for node in tree.indices {
            if isPart(node), tree.subtree(of: node).count * 2 < tree.nodes.count {
                end = max(end, Int(tree.nodes[node].end))
            }
            inside[node] = node < end
        }
        return inside
    }
}

extension PageTree {
    /// What relative links are relative to: `<base href>`, else the page's own address.
    func declaredBase(_ own: WebAddress) -> WebAddress {
        let declared = indices.first { nodes[$0].tag == .base && attributeBytes(.href, of: $0) != nil }
        return declared.flatMap { attribute(.href, of: $0) }.flatMap { own.resolving($0) } ?? own
    }

    /// A link's words, or its `title` where that says more; of a bare picture what stands for it.
    func linkTitle(of node: Int) -> String {
        let text = plainText(of: node)
        let attribute = self.attribute(.title, of: node).map { WhiteSpace.collapse($0.utf8) } ?? ""
        if text.isEmpty {
            if !attribute.isEmpty { return attribute }
            let image = subtree(of: node).first { nodes[$0].tag == .img }
            return image.flatMap { self.attribute(.alt, of: $0) }.map { WhiteSpace.collapse($0.utf8) } ?? ""
        }
        let isCut = text.hasSuffix("...") || text.hasSuffix("…") || text.hasSuffix("..")
        if isCut, attribute.utf8.count >= text.utf8.count { return attribute }
        // 公告 for 某局关于某事的公告: a whole headline ends in what is shown of it.
        let isPart = text.unicodeScalars.count <= 4 && attribute.unicodeScalars.count >= 10
        return isPart && attribute.hasSuffix(text) ? attribute : text
    }
}
