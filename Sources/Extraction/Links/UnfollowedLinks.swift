internal import Model

/// Finds the dated items of a list whose links lead to no address: `onclick="openDetail(1234)"`, `href="ftp://…"`.
struct UnfollowedLinks {
    let collector: LinkCollector

    private static let limits = (items: 200, characters: 100)
    /// Characters of an item's title, at least: 详细 and 下一页 are none.
    private static let leastOfTitle = 8

    func find() -> [UnfollowedItem] {
        let tree = collector.tree
        var found: [UnfollowedItem] = []
        var titles: Set<String> = []
        for node in tree.indices where tree.nodes[node].tag == .a && found.count < UnfollowedLinks.limits.items {
            if node % 256 == 255, tree.budget.isSpent { break }
            guard let link = link(of: node), collector.targets.address(of: node) == nil else { continue }
            let title = tree.linkTitle(of: node)
            guard LineSkeleton(title).scalars.count >= UnfollowedLinks.leastOfTitle, collector.isDated(node),
                titles.insert(title).inserted
            else { continue }
            let limit = UnfollowedLinks.limits.characters
            found.append(UnfollowedItem(title: String(title.prefix(limit)), link: String(link.prefix(limit))))
        }
        return found
    }

    /// What the link says of where it leads; nil for an anchor that leads nowhere.
    private func link(of node: Int) -> String? {
        for name in LinkNames.standard.handlers {
            if let script = collector.tree.ruledAttribute(name, of: node), !script.isEmpty { return script }
        }
        guard let href = collector.tree.attribute(.href, of: node), !href.hasPrefix("#"), !href.isEmpty else {
            return nil
        }
        let bare = href.lowercased().filter { !$0.isWhitespace && $0 != ";" }
        return ["javascript:", "javascript:void(0)", "javascript:void0"].contains(bare) ? nil : href
    }
}
