/// The items of a page's dated lists, in order: what stands between two of one list is of that list.
struct DatedRows {
    private let tree: PageTree
    private let items: [Int]

    /// Elements around an item, up to that of its list.
    private static let reach = 5

    /// - Parameter links: those of lists whose items carry dates.
    init(_ links: [PageLink], _ tree: PageTree) {
        self.tree = tree
        items = links.filter(\.hasDate).map(\.item).sorted()
    }

    /// Whether an element lies between two items that are near one another.
    func stand(around element: Int) -> Bool {
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if items[middle] < element { low = middle + 1 } else { high = middle }
        }
        guard low > 0, low < items.count else { return false }
        let (before, behind) = (items[low - 1], items[low])
        return tree.ancestors(of: before).prefix(DatedRows.reach).contains { tree.isInside(behind, $0) }
            && tree.ancestors(of: element).prefix(DatedRows.reach).contains { tree.isInside(behind, $0) }
    }
}
