internal import Model

/// Lists that a list page shows beside its own, as a reader tells them: by what stands around them.
///
/// | a part of the page | is another list, where |
/// |---|---|
/// | a block with its own 更多 that leads to another page | the page has a pager, and its list has no such link |
/// | undated links under 点击排行, 推荐阅读 and the like | the page has a list with dates |
/// | four or more links outside the element that the pager turns, none of them in the page's own column | most of the page's items are in it |
///
/// Blocks of which each has its 更多 are what an overview is made of, and all of them are its list. A front page has no
/// list of its own.
struct OtherLists {
    private let tree: PageTree
    private let rules = LinkNames.standard
    /// What may be articles' links, in the order of the page.
    private let items: [PageLink]
    /// The elements that lead to them, in the same order.
    private let nodes: [Int]
    private let pages: Set<WebAddress>
    /// The nodes of the links that belong elsewhere.
    private var others: Set<Int> = []

    private static let least = (list: 5, block: 4)
    /// Links that say 更多, at the most, that are looked at; so many pieces of text above a block.
    private static let most = (marks: 100, pieces: 4, nodes: 60)

    /// - Parameters:
    ///   - accepted: those that may be articles'.
    ///   - links: all of the page.
    ///   - next: the pages that continue the list.
    ///   - datedShapes: the shapes of lists whose items carry dates.
    ///   - isPicture: whether a link's item shows a picture.
    init(
        accepted: [PageLink], links: [PageLink], next: [WebAddress], base: WebAddress, tree: PageTree,
        datedShapes: Set<UInt64>, isPicture: (PageLink) -> Bool
    ) {
        self.tree = tree
        items = accepted.sorted { $0.node < $1.node }
        nodes = items.map(\.node)
        let articles = Set(items.map(\.address))
        pages = Set(next).subtracting(articles)
        guard base.path.dropFirst().contains("/"), items.count >= OtherLists.least.list else { return }
        if items.count(where: { datedShapes.contains($0.shape) }) >= OtherLists.least.list {
            noteRankings(datedShapes)
        }
        guard !pages.isEmpty else { return }
        let pagers = links.filter { pages.contains($0.address) }.map(\.node)
        noteBlocksWithMore(links, articles, base: base, pagers: pagers)
        noteOutside(pagers, PageColumn(base), isPicture)
    }

    func contains(_ link: PageLink) -> Bool { others.contains(link.node) }

    // 更多.

    private mutating func noteBlocksWithMore(
        _ links: [PageLink], _ articles: Set<WebAddress>, base: WebAddress, pagers: [Int]
    ) {
        var blocks: [Range<Int>] = []
        let rules = rules
        let marks = links.lazy.filter { rules.isMore($0.title) }.prefix(OtherLists.most.marks)
        for mark in marks where !articles.contains(mark.address) && !pages.contains(mark.address) {
            guard !isSamePage(mark.address, base), let block = block(around: mark.node) else { continue }
            let element = block.element
            guard !pagers.contains(where: { tree.isInside($0, element) }) else { continue }
            blocks.append(block.items)
        }
        let marked = Set(blocks.filter { $0.count * 2 <= items.count }.joined())
        let rest = Set(items.indices.filter { !marked.contains($0) }.map { items[$0].address })
        // Where all there is are blocks with 更多, these are the list.
        guard rest.count >= OtherLists.least.list, blocks.allSatisfy({ $0.count <= rest.count }) else { return }
        others.formUnion(marked.map { nodes[$0] })
    }

    /// The nearest element around a link that shows articles, and which.
    private func block(around node: Int) -> (element: Int, items: Range<Int>)? {
        for element in tree.ancestors(of: node) where element > 0 {
            let inside = items(in: element)
            if !inside.isEmpty { return (element, inside) }
        }
        return nil
    }

    /// `/zwgk/` and `/zwgk/index.html`.
    private func isSamePage(_ address: WebAddress, _ base: WebAddress) -> Bool {
        func bare(_ path: String) -> Substring {
            let file = path.lastIndex(of: "/").map { path[$0...].dropFirst() } ?? ""
            return file.hasPrefix("index.") ? path.dropLast(file.count) : path[...]
        }
        return address == base
            || address.host == base.host && address.query == base.query && bare(address.path) == bare(base.path)
    }

    // Rankings.

    private mutating func noteRankings(_ datedShapes: Set<UInt64>) {
        var isRanking = false
        var container: Int32 = -1
        var end = 0
        for item in items {
            let parent = tree.nodes[item.item].parent
            if parent != container { isRanking = isBelowRanking(item.item, from: end) }
            container = parent
            end = max(end, Int(tree.nodes[item.item].end))
            if isRanking, !item.hasDate, !datedShapes.contains(item.shape) { others.insert(item.node) }
        }
    }

    /// Whether one of the last pieces of text above an element names a ranking.
    private func isBelowRanking(_ element: Int, from start: Int) -> Bool {
        var pieces = 0
        var index = element - 1
        while index >= max(start, element - OtherLists.most.nodes), pieces < OtherLists.most.pieces {
            defer { index -= 1 }
            guard tree.nodes[index].tag == .text else { continue }
            let words = LineSkeleton(tree.text(of: index)).scalars
            guard !words.isEmpty else { continue }
            if rules.rankings.contains(words) { return true }
            pieces += 1
        }
        return false
    }

    // What the pager turns.

    private mutating func noteOutside(_ pagers: [Int], _ column: PageColumn, _ isPicture: (PageLink) -> Bool) {
        guard let pager = pagers.first, let last = pagers.last else { return }
        // Around the whole pager, and up to the first element with items of the list.
        guard
            let turned = tree.ancestors(of: pager).first(where: {
                $0 > 0 && tree.isInside(last, $0) && items(in: $0).count >= OtherLists.least.list
            })
        else { return }
        let inside = items(in: turned)
        guard inside.count * 3 >= items.count * 2 else { return }
        var blocks: [Int32: [Int]] = [:]
        for index in items.indices
        where !inside.contains(index) && !column.contains(items[index].address) && !isPicture(items[index]) {
            blocks[tree.nodes[items[index].item].parent, default: []].append(nodes[index])
        }
        for block in blocks.values where block.count >= OtherLists.least.block { others.formUnion(block) }
    }

    /// Which items an element contains.
    private func items(in element: Int) -> Range<Int> {
        first(from: element)..<first(from: Int(tree.nodes[element].end))
    }

    /// The first item at or behind a node.
    private func first(from node: Int) -> Int {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
