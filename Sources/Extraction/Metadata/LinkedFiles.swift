internal import Model

/// Files and pictures that an article brings along.
struct LinkedFiles {
    let page: PageReading
    /// What relative addresses are relative to; without it only absolute ones count.
    let address: WebAddress?
    private let dropped: [Int]

    init(page: PageReading, address: WebAddress?) {
        self.page = page
        self.address = address
        dropped = page.ruled.nodes(.drop)
    }

    /// Documents and archives that are linked to, or shown, inside the container and right behind it.
    func attachments() -> [Attachment] {
        let references = FileReferences(tree: page.tree)
        var found: [Attachment] = []
        var seen: Set<String> = []
        for node in Array(nodes) + behind where !isDropped(node) {
            guard found.count < LinkedFiles.limits.attachments else { break }
            guard let reference = references.reference(of: node), let url = resolved(reference),
                seen.insert(url).inserted
            else { continue }
            found.append(attachment(at: url, node))
        }
        return found
    }

    /// - Parameter node: the element that offers or shows it.
    func attachment(at url: String, _ node: Int) -> Attachment {
        let text = page.tree.plainText(of: node)
        let name = text.isEmpty ? page.tree.attribute(.title, of: node) ?? "" : text
        return Attachment(url: url, name: name.isEmpty ? nil : Width.half(name))
    }

    /// The elements that offer files in the lines right behind the container, from one on that says 附件.
    private var behind: [Int] {
        guard let container = page.choice?.node else { return [] }
        let references = FileReferences(tree: page.tree)
        let end = Int(page.tree.nodes[container].end)
        var found: [Int] = []
        var box: Int?
        for (passed, block) in page.blocks.blocks[page.blocks.blocks(inside: 0..<end).upperBound...].prefix(40)
            .enumerated()
        {
            let part = part(of: Int(block.firstNode), behind: end)
            if box == nil, LinkedFiles.isLabel(page.blocks.bytes(of: block)) { box = part }
            // 打印, 关闭, 分享 may stand between.
            if box == nil, passed < LinkedFiles.mostBetween, block.tokens <= LinkedFiles.longestBetween { continue }
            // Further lines stand in the same box, or are paragraphs beside it.
            guard let box, part == box || LinkedFiles.lines.contains(page.tree.nodes[part].tag),
                page.hints[Int(block.owner)] != .junk
            else { break }
            // A line may be nothing but a link: the element that offers the file is around its text.
            let line = Int(block.firstNode)..<max(Int(block.firstNode), Int(page.tree.nodes[Int(block.owner)].end))
            let around = page.tree.ancestors(of: line.lowerBound).prefix(4).filter { $0 >= end }
            let offering = (around + Array(line)).filter { references.reference(of: $0) != nil }
            guard !offering.isEmpty || block.tokens <= 8 && block.links == 0 else { break }
            found += offering
        }
        return found
    }

    /// Lines between a text and its attachments, and the tokens of one.
    private static let mostBetween = 6
    private static let longestBetween = 20
    private static let lines = TagSet([.p, .a, .span, .li, .text])

    /// The largest element around a node that begins behind another.
    private func part(of node: Int, behind end: Int) -> Int {
        var part = node
        for ancestor in page.tree.ancestors(of: node).prefix(64) {
            guard ancestor >= end else { break }
            part = ancestor
        }
        return part
    }

    /// 附件, 相关附件, 附件下载.
    private static func isLabel(_ line: ArraySlice<UInt8>) -> Bool { line.firstRange(of: "附件".utf8) != nil }

    /// Pictures among the article's lines, and between its headline and these, with their captions.
    func images() -> [Image] {
        var pictures: [(node: Int, url: String)] = []
        var seen: Set<String> = []
        for node in imageNodes() where page.tree.nodes[node].tag == .img && !isDropped(node) {
            guard pictures.count < LinkedFiles.limits.images else { break }
            guard let source = source(of: node), let url = resolved(source), !isIcon(url, at: node),
                seen.insert(url).inserted
            else { continue }
            pictures.append((node, url))
        }
        let below = Captions(page: page).captions(of: pictures.map(\.node))
        var ofFigure: [Int: String?] = [:]
        return pictures.map { node, url in
            var caption = below[node]
            if let figure = figure(around: node) {
                let own = ofFigure[figure] ?? self.caption(of: figure)
                ofFigure[figure] = .some(own)
                caption = own ?? caption
            }
            return Image(url: url, caption: caption.map { Width.half($0) })
        }
    }

    /// The address of a picture; where what the page shows at first only keeps its place, that which is loaded later.
    private func source(of image: Int) -> String? {
        let source = page.tree.attribute(.src, of: image) ?? ""
        guard
            source.isEmpty || source.lowercased().hasPrefix("data:") || FileNames.standard.isPlaceholder(source)
        else { return source }
        return FileReferences(tree: page.tree).picture(image)
    }

    /// The nodes among which an article's pictures are.
    private func imageNodes() -> [Int] {
        guard let first = page.verdicts.firstIndex(where: \.isBody), let last = page.verdicts.lastIndex(where: \.isBody)
        else { return [] }
        let firstNode = Int(page.blocks.blocks[first].firstNode)
        let start = min(page.choice?.node ?? 0, firstNode)
        var end =
            last + 1 < page.blocks.blocks.count
            ? Int(page.blocks.blocks[last + 1].firstNode) : page.tree.nodes.count
        if let container = page.choice?.node { end = min(end, Int(page.tree.nodes[container].end)) }
        guard let headline = page.headline.blocks?.last, headline < first, end > start else {
            return Array(start..<max(start, end))
        }
        let top = Int(page.blocks.blocks[headline].firstNode)
        return (top..<max(top, start)).filter { standsAlone($0) } + Array(start..<end)
    }

    /// Whether a picture between headline and body has a box of its own: buttons and codes to scan stand in rows, in lists
    /// and in parts of the page that are named after what they are.
    private func standsAlone(_ node: Int) -> Bool {
        let tree = page.tree
        guard tree.nodes[node].tag == .img, let source = tree.attribute(.src, of: node)?.lowercased(),
            !LinkedFiles.buttonNames.contains(where: { source.contains($0) })
        else { return false }
        let above = tree.ancestors(of: node).prefix(8)
        guard !leadsElsewhere(above),
            !above.contains(where: {
                page.hints[$0] == .junk || tree.nodes[$0].tag == .li || tree.nodes[$0].tag == .button
            }),
            let box = above.first(where: { tree.nodes[$0].tag.isBlock })
        else { return false }
        let inside = tree.subtree(of: box)
        return page.blocks.blocks(inside: inside).isEmpty && inside.count { tree.nodes[$0].tag == .img } <= 2
    }

    /// Whether a link around a picture leads to a page: that of an advertisement.
    private func leadsElsewhere(_ above: some Sequence<Int>) -> Bool {
        guard let link = above.first(where: { page.tree.nodes[$0].tag == .a }),
            let target = page.tree.attribute(.href, of: link)?.lowercased(),
            target.hasPrefix("http") || target.hasPrefix("/")
        else { return false }
        return ![".jpg", ".jpeg", ".png", ".gif", ".webp"].contains { target.contains($0) }
    }

    private static let buttonNames = [
        "icon", "logo", "share", "weixin", "wechat", "weibo", "qrcode", "ewm", "erweima", "print", "btn", "button",
        "line.",
        "space", "blank", "/qq", "zone",
    ]

    private var nodes: Range<Int> { page.choice.map { page.tree.subtree(of: $0.node) } ?? 0..<0 }

    /// Whether a rule of the source drops the element, or what it stands in.
    func isDropped(_ node: Int) -> Bool {
        guard !dropped.isEmpty else { return false }
        // They are in order and none is inside another: the last that begins before the node decides.
        var (low, high) = (0, dropped.count)
        while low < high {
            let middle = (low + high) / 2
            if dropped[middle] <= node { low = middle + 1 } else { high = middle }
        }
        return low > 0 && page.tree.isInside(node, dropped[low - 1])
    }

    /// More than these no article has.
    private static let limits = (attachments: 1000, images: 1000, captionCharacters: 2000)

    func resolved(_ reference: String) -> String? {
        if let address { return address.resolving(reference)?.description }
        return (try? WebAddress(parsing: reference))?.description  // relative: nothing to resolve it against
    }

    /// Icons of file types, which editors put beside attachments. A picture that moves has a paragraph of its own.
    func isIcon(_ url: String, at node: Int) -> Bool {
        if LinkedFiles.iconNames.contains(where: { url.contains($0) }) { return true }
        return url.contains(".gif") && !standsAlone(node)
    }

    private static let iconNames = ["/icon", "filetype", "fileTypeImages"]

    func figure(around image: Int) -> Int? {
        page.tree.ancestors(of: image).prefix(4).first { page.tree.nodes[$0].tag == .figure }
    }

    /// The `figcaption` of the figure around a picture; the beginning of a long one.
    func caption(of figure: Int) -> String? {
        guard let caption = page.tree.subtree(of: figure).first(where: { page.tree.nodes[$0].tag == .figcaption })
        else { return nil }
        let text = String(page.tree.plainText(of: caption).prefix(LinkedFiles.limits.captionCharacters))
        return text.isEmpty ? nil : text
    }
}
