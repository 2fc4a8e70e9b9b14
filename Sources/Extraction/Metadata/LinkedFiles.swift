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

    /// Links to documents and archives inside the container and right behind it.
    func attachments() -> [Attachment] {
        var found: [Attachment] = []
        var seen: Set<String> = []
        for node in nodes where page.tree.nodes[node].tag == .a && !isDropped(node) {
            guard found.count < LinkedFiles.limits.attachments else { break }
            guard let href = page.tree.attribute(.href, of: node), AttachmentName.isFile(Array(href.utf8)[...]),
                let url = resolved(href), seen.insert(url).inserted
            else { continue }
            let text = page.tree.plainText(of: node)
            let name = text.isEmpty ? page.tree.attribute(.title, of: node) ?? "" : text
            found.append(Attachment(url: url, name: name.isEmpty ? nil : Width.half(name)))
        }
        return found
    }

    /// Pictures among the article's lines.
    func images() -> [Image] {
        guard let first = page.verdicts.firstIndex(where: \.isBody), let last = page.verdicts.lastIndex(where: \.isBody)
        else { return [] }
        let start = min(page.choice?.node ?? 0, Int(page.blocks.blocks[first].firstNode))
        var end =
            last + 1 < page.blocks.blocks.count
            ? Int(page.blocks.blocks[last + 1].firstNode) : page.tree.nodes.count
        if let container = page.choice?.node { end = min(end, Int(page.tree.nodes[container].end)) }
        var found: [Image] = []
        var seen: Set<String> = []
        var captions: [Int: String?] = [:]
        for node in start..<end where page.tree.nodes[node].tag == .img && !isDropped(node) {
            guard found.count < LinkedFiles.limits.images else { break }
            guard let source = page.tree.attribute(.src, of: node), let url = resolved(source), !isIcon(url),
                seen.insert(url).inserted
            else { continue }
            var caption: String?
            if let figure = figure(around: node) {
                caption = captions[figure] ?? self.caption(of: figure)
                captions[figure] = .some(caption)
            }
            found.append(Image(url: url, caption: caption))
        }
        return found
    }

    private var nodes: Range<Int> { page.choice.map { page.tree.subtree(of: $0.node) } ?? 0..<0 }

    /// Whether a rule of the source drops the element, or what it stands in.
    private func isDropped(_ node: Int) -> Bool {
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

    private func resolved(_ reference: String) -> String? {
        if let address { return address.resolving(reference)?.description }
        return (try? WebAddress(parsing: reference))?.description  // relative: nothing to resolve it against
    }

    /// Icons of file types, which editors put beside attachments.
    private func isIcon(_ url: String) -> Bool {
        let bytes = Array(url.utf8)
        return LinkedFiles.iconNames.contains { name in
            bytes.indices.contains { bytes[$0...].starts(with: name) }
        }
    }

    private static let iconNames = ["/icon", "filetype", "fileTypeImages", ".gif"].map { Array($0.utf8) }

    private func figure(around image: Int) -> Int? {
        page.tree.ancestors(of: image).prefix(4).first { page.tree.nodes[$0].tag == .figure }
    }

    /// The `figcaption` of the figure around a picture; the beginning of a long one.
    private func caption(of figure: Int) -> String? {
        guard let caption = page.tree.subtree(of: figure).first(where: { page.tree.nodes[$0].tag == .figcaption })
        else { return nil }
        let text = String(page.tree.plainText(of: caption).prefix(LinkedFiles.limits.captionCharacters))
        return text.isEmpty ? nil : Width.half(text)
    }
}
