internal import Model

/// Which links of a page belong to other parts of its site than its list does: rankings, side columns, the blocks of a
/// portal's front page beside its river of news.
///
/// | a block of links in one shape | is another part, where |
/// |---|---|
/// | none of it in the page's own column | the page's largest list lies in that column |
/// | without dates, no pictures | the page has a dated list of 10 or more; of 20 or more where it is a home page |
/// | without dates | it has a dated list of 8 or more, whose addresses are of another make |
struct OtherParts {
    /// The shapes of blocks that are other parts, whatever their links look like.
    private var shapes: Set<UInt64> = []
    /// The same of those whose pictures may be news.
    private var textShapes: Set<UInt64> = []

    private struct Block {
        var addresses: Set<WebAddress> = []
        var families: Set<String> = []
        var dated = 0
        var inside = 0
        var first = Int.max
        var last = 0

        mutating func note(_ link: PageLink, isInside: Bool) {
            if addresses.insert(link.address).inserted {
                families.insert(OtherParts.family(of: link.address))
                dated += link.hasDate ? 1 : 0
                inside += isInside ? 1 : 0
            }
            (first, last) = (min(first, link.item), max(last, link.item))
        }
    }

    /// Links of one shape: a block; a list that is sure to be one; a river of news.
    private static let least = (block: 3, undatedBlock: 4, column: 5, list: 8, long: 10, river: 20)

    /// - Parameters:
    ///   - links: those that may be articles'.
    ///   - datedShapes: the shapes of lists whose items carry dates.
    ///   - sizes: how many links of a shape look like articles', whatever site they lead to.
    init(links: [PageLink], base: WebAddress, datedShapes: Set<UInt64>, sizes: [UInt64: Int]) {
        let column = PageColumn(base)
        var blocks: [UInt64: Block] = [:]
        for link in links {
            // In its place: a copy would be made anew for every link.
            blocks[link.shape, default: Block()].note(link, isInside: column.contains(link.address))
        }
        let rivers = blocks.filter {
            datedShapes.contains($0.key) && $0.value.addresses.count >= OtherParts.least.list
        }
        // A ranking may be longer than the list.
        let lists = rivers.isEmpty ? blocks : rivers
        guard let main = lists.max(by: { ($0.value.addresses.count, $0.key) < ($1.value.addresses.count, $1.key) })
        else { return }
        let isOwnColumn =
            main.value.addresses.count >= OtherParts.least.column
            && main.value.inside * 5 >= main.value.addresses.count * 4
        let families = rivers.values.reduce(into: Set<String>()) { $0.formUnion($1.families) }
        let least = OtherParts.least
        let isHome = !base.path.dropFirst().contains("/")
        let hasRiver = rivers.values.contains { $0.addresses.count >= (isHome ? least.river : least.long) }
        for (shape, block) in blocks where shape != main.key {
            let size = max(block.addresses.count, sizes[shape] ?? 0)
            guard size >= OtherParts.least.block else { continue }
            let isApart = block.last < main.value.first || block.first > main.value.last
            if isOwnColumn, block.inside == 0, isApart { shapes.insert(shape) }
            guard !datedShapes.contains(shape), block.dated == 0, !rivers.isEmpty else { continue }
            if block.families.isDisjoint(with: families) { shapes.insert(shape) }
            if hasRiver, size >= OtherParts.least.undatedBlock { textShapes.insert(shape) }
        }
    }

    /// - Parameter isPicture: the link's item shows a picture.
    func contains(_ link: PageLink, isPicture: Bool) -> Bool {
        shapes.contains(link.shape) || !isPicture && textShapes.contains(link.shape)
    }

    /// What addresses of one system's articles share: host and path, with whatever holds a digit left out.
    private static func family(of address: WebAddress) -> String {
        let names = address.path.split(separator: "/").map { name in
            name.split(whereSeparator: { "_-.".contains($0) })
                .map { $0.utf8.contains { (0x30...0x39).contains($0) } ? "#" : String($0) }.joined(separator: "_")
        }
        return address.host + "/" + names.joined(separator: "/")
    }
}
