/// The captions of pictures that newspapers' systems put between the headline and the element of the body.
struct PictureCaptions: Sendable {
    static let standard = PictureCaptions(names: RuleText.lines(PackageResources.picture_names_txt))

    private var ids: Set<[UInt8]> = []
    private var classes: Set<[UInt8]> = []

    init(names: [String]) {
        for line in names {
            let name = line.prefix { $0 != " " }
            let bytes = Array(name.utf8.dropFirst())
            if name.hasPrefix("#") { ids.insert(bytes) } else { classes.insert(bytes) }
        }
    }

    /// The blocks of the body with the captions that stand directly above them.
    func extending(_ body: Range<Int>, of blocks: BlockList, in tree: PageTree) -> Range<Int> {
        guard !body.isEmpty else { return body }
        var start = body.lowerBound
        while start > 0, body.lowerBound - start < PictureCaptions.most, isCaption(start - 1, blocks, tree) {
            start -= 1
        }
        return start..<body.upperBound
    }

    /// Lines of captions above one body.
    private static let most = 24
    /// Elements around a caption that may bear the name.
    private static let reach = 6

    private func isCaption(_ index: Int, _ blocks: BlockList, _ tree: PageTree) -> Bool {
        let block = blocks.blocks[index]
        guard block.linkShare < 0.5, block.tokens >= 2 else { return false }
        return tree.ancestors(of: Int(block.firstNode)).prefix(PictureCaptions.reach).contains { node in
            if let id = tree.attributeBytes(.id, of: node), ids.contains(Array(id)) { return true }
            guard let names = tree.attributeBytes(.class, of: node), names.count < 200 else { return false }
            return names.split(whereSeparator: { $0 <= 0x20 }).contains { classes.contains(Array($0)) }
        }
    }
}
