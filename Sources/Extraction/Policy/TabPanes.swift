/// Tabs: headings side by side, and behind them as many lists in the same order.
struct TabPanes {
    let tree: PageTree

    private static let headings = TagSet([.li, .span, .a, .div, .dt, .p, .b, .strong, .h2, .h3, .h4, .h5, .h6])
    private static let panes = TagSet([.div, .ul, .ol, .dl, .section, .table])
    /// Bytes of a heading.
    private static let longestHeading = 60

    /// The nodes of the list that belongs to a heading; nil for a heading that is no tab's.
    func pane(of heading: Int) -> Range<Int>? {
        // The heading's own element, and the bar around it that holds its neighbours too.
        var item = heading
        for bar in tree.ancestors(of: heading).prefix(8) where bar > 0 {
            if item != heading, children(of: bar).count > 1 { return pane(of: item, in: bar) }
            item = bar
        }
        return nil
    }

    private func pane(of item: Int, in bar: Int) -> Range<Int>? {
        let headings = children(of: bar)
        guard headings.count >= 2, let place = headings.firstIndex(of: item), headings.allSatisfy(isHeading) else {
            return nil
        }
        // The lists are the bar's neighbours, or lie in the next one; a box around the bar may stand between.
        var before = bar
        for _ in 0..<3 {
            let parent = Int(tree.nodes[before].parent)
            guard parent > 0 else { return nil }
            let behind = children(of: parent).filter { $0 >= Int(tree.nodes[before].end) && isPane($0) }
            if behind.count == headings.count { return tree.subtree(of: behind[place]) }
            if let box = behind.first {
                let inside = children(of: box).filter(isPane)
                return inside.count == headings.count ? tree.subtree(of: inside[place]) : nil
            }
            before = parent
        }
        return nil
    }

    /// A few words that lead nowhere.
    private func isHeading(_ node: Int) -> Bool {
        guard TabPanes.headings.contains(tree.nodes[node].tag) else { return false }
        var length = 0
        for index in tree.subtree(of: node) {
            if tree.nodes[index].tag == .a, tree.leadsAway(index) { return false }
            if tree.nodes[index].tag == .text { length += tree.text(of: index).count { $0 > 0x20 } }
        }
        return length > 0 && length <= TabPanes.longestHeading
    }

    private func isPane(_ node: Int) -> Bool { TabPanes.panes.contains(tree.nodes[node].tag) }

    /// The elements right below the node.
    private func children(of node: Int) -> [Int] {
        var children: [Int] = []
        var child = node + 1
        let end = Int(tree.nodes[node].end)
        while child < end {
            let tag = tree.nodes[child].tag
            if tag != .text, tag != .comment, tag != .script, tag != .br { children.append(child) }
            child = Int(tree.nodes[child].end)
        }
        return children
    }
}
