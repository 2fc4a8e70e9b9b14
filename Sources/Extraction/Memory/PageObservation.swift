/// What one page can teach about its site: which elements hold what, and the lines of its article.
package struct PageObservation: Hashable, Sendable {
    /// The element that holds the article, as a selector.
    package let container: String
    package let headline: String?
    /// The elements of the lines that tell date and source.
    package let date: String?
    package let source: String?
    /// By the bare rules, before any memory had its say.
    let lines: [SeenLine]
}

extension PageObservation {
    /// - Parameter lines: those of the article.
    init(_ page: PageReading, container: Int, lines: SeenLines) {
        let place = ElementPlace(tree: page.tree)
        self.container = place.selector(of: container)
        self.lines = lines.lines
        headline = page.headline.blocks.map { place.selector(of: Int(page.blocks.blocks[$0.lowerBound].owner)) }
        var date: String?
        var source: String?
        let start = page.headline.blocks?.upperBound ?? page.container.lowerBound
        for index in start..<min(start + PageObservation.linesBelowHeadline, page.blocks.blocks.count) {
            let block = page.blocks.blocks[index]
            guard block.tokens < 80, !page.verdicts[index].isBody else { continue }
            let line = InfoLineReader.standard.read(InlineSegments.text(of: index, in: page.blocks, page.tree))
            let here = place.selector(of: Int(block.owner))
            if date == nil, line.isInfo, !line.dates.isEmpty { date = here }
            if source == nil, line.fields.contains(where: { $0.label == .source }) { source = here }
        }
        self.date = date
        self.source = source
    }

    private static let linesBelowHeadline = 14
}
