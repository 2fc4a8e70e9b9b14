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
        for node in nodes where page.tree.nodes[node].tag == .a && !isDropped(node) {
            guard let href = page.tree.attribute(.href, of: node), AttachmentName.isFile(Array(href.utf8)[...]),
                let url = resolved(href), !found.contains(where: { $0.url == url })
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
        for node in start..<end where page.tree.nodes[node].tag == .img && !isDropped(node) {
            guard let source = page.tree.attribute(.src, of: node), let url = resolved(source), !isIcon(url),
                !found.contains(where: { $0.url == url })
            else { continue }
            found.append(Image(url: url, caption: caption(of: node)))
        }
        return found
    }

    private var nodes: Range<Int> { page.choice.map { page.tree.subtree(of: $0.node) } ?? 0..<0 }

    /// Whether a rule of the source drops the element, or what it stands in.
    private func isDropped(_ node: Int) -> Bool { dropped.contains { page.tree.isInside(node, $0) } }

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

    /// The `figcaption` of the figure around the picture.
    private func caption(of image: Int) -> String? {
        guard
            let figure = page.tree.ancestors(of: image).prefix(4).first(where: { page.tree.nodes[$0].tag == .figure }),
            let caption = page.tree.subtree(of: figure).first(where: { page.tree.nodes[$0].tag == .figcaption })
        else { return nil }
        let text = page.tree.plainText(of: caption)
        return text.isEmpty ? nil : Width.half(text)
    }
}
