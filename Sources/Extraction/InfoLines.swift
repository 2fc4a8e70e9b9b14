/// Tells the lines of date, source and the like from lines of the text that look like them.
///
/// What such lines tell they tell once: a second date, or a second source, is the text's. A numbered line, a row without a
/// label, a day in brackets under a title (题注) and the days of a chronicle are the text's, too.
struct InfoLines {
    private let filter: ContentFilter
    private let end: Int
    /// What lines before told.
    private var told: Set<InfoLineReader.Label> = []
    private var lines: Set<[UInt32]> = []

    /// - Parameters:
    ///   - start: the article's first block; what stands between it and the headline, or shortly before that, has told.
    ///   - end: one past its last.
    init(filter: ContentFilter, start: Int, end: Int) {
        self.filter = filter
        self.end = end
        let first = max(0, min(filter.headline.blocks?.lowerBound ?? start, start) - InfoLines.above)
        for index in first..<max(first, start) where filter.blocks.blocks[index].tokens < 80 {
            let text = InlineSegments.text(of: index, in: filter.blocks, filter.tree)
            let line = InfoLineReader.standard.read(text)
            if line.isInfo, !line.kinds.contains(.clock) { note(text, line) }
        }
    }

    private static let above = 6
    /// A chronicle's next day stands so near.
    private static let near = 40

    /// Whether the block's line is of that kind; it has told then.
    mutating func takes(_ text: String, at index: Int) -> Bool {
        let line = InfoLineReader.standard.read(text)
        guard line.isInfo, !ListNumbers.hasNumber(text) else { return false }
        let isRow = filter.blocks.blocks[index].traits.contains(.tableRow)
        if isRow, !line.fields.contains(where: { [.date, .source, .updated, .views].contains($0.label) }) {
            return false
        }
        if line.fields.isEmpty, InfoLines.isBracketed(text), line.dates.allSatisfy({ $0.timeOfDay == nil }) {
            return false
        }
        if line.isDay, hasFurtherDay(behind: index) { return false }
        let isNumeric = line.isDay && !text.unicodeScalars.contains { $0.value.isHan }
        let isNews =
            line.isService || line.isPlain || isNumeric || !line.kinds.isSubset(of: told)
            || lines.contains(LineSkeleton(text).scalars)
        if isNews { note(text, line) }
        return isNews
    }

    private mutating func note(_ text: String, _ line: InfoLineReader.Line) {
        told.formUnion(line.kinds)
        lines.insert(LineSkeleton(text).scalars)
    }

    /// Whether another line is nothing but a day, the signature's aside.
    private func hasFurtherDay(behind index: Int) -> Bool {
        let last = min(end - 3, index + InfoLines.near)
        return (index + 1..<max(index + 1, last)).contains { other in
            let block = filter.blocks.blocks[other]
            return block.tokens <= 12 && InfoLineReader.standard.read(filter.blocks.string(of: other)).isDay
        }
    }

    private static func isBracketed(_ text: String) -> Bool {
        let line = scalars(of: text).map(Width.half).filter { $0 != 0x20 }
        return line.first == 0x28 && line.last == 0x29
    }
}
