internal import Model

/// The headline as a source's rules have it.
struct RuledHeadline {
    let ruled: RuledParts
    let tree: PageTree
    let blocks: BlockList

    /// - Parameter found: what the page shows. Its 引题 and 副题 stand only beside the title that they belong to.
    func headline(instead found: Headline) -> Headline {
        var headline = found
        if let (lines, places) = lines(of: .title) {
            if places.isEmpty || found.blocks?.contains(places[0]) != true { headline = Headline() }
            headline.title = lines
            if headline.blocks == nil, let first = places.first, let last = places.last {
                headline.blocks = first..<(last + 1)
            }
        }
        if let (lines, _) = lines(of: .introtitle) { headline.introtitle = lines }
        if let (lines, _) = lines(of: .subtitle) { headline.subtitle = lines }
        return headline
    }

    /// The blocks that rules make part of the headline.
    func places() -> [Int] {
        [.introtitle, .title, .subtitle].flatMap { lines(of: $0)?.places ?? [] }
    }

    /// The lines of the first element that the rule names and that says something, and their blocks.
    private func lines(of part: ExtractionRules.Part) -> (lines: [String], places: [Int])? {
        let dropped = ruled.blocks(.drop, of: blocks, in: tree)
        for node in ruled.nodes(part) {
            let inside = blocks.blocks(inside: tree.subtree(of: node)).filter { dropped[$0] == nil }
            if !inside.isEmpty { return (inside.map { blocks.string(of: $0) }, inside) }
            let text = tree.statements(of: node).first
            if let text { return ([text], []) }
        }
        return nil
    }
}
