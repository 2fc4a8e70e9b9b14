internal import Model

/// Tells the lines of date, source and the like from lines of the text that look like them.
///
/// What such lines tell stands above the text and is told once: behind the first line of the text there is none, and a
/// second date or source is the text's, unless it says the same again. A numbered line, a row of a larger table, a day in
/// brackets under a title (题注), the days of a chronicle and one label among others are the text's, too.
struct InfoLines {
    private let filter: ContentFilter
    private let end: Int
    /// What lines before told.
    private var told: Set<InfoLineReader.Label> = []
    private var days: Set<Day> = []
    private var values: Set<String> = []
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
    ///
    /// - Parameter isBelowText: other lines stand above it, so that only what is untold and stands alone is of the kind.
    mutating func takes(_ text: String, at index: Int, isBelowText: Bool) -> Bool {
        let line = InfoLineReader.standard.read(text)
        guard line.isInfo, !ListNumbers.hasNumber(text), !isOfATable(index) else { return false }
        if line.isService { return true }
        if line.fields.isEmpty, InfoLines.isBracketed(text), line.dates.allSatisfy({ $0.timeOfDay == nil }) {
            return false
        }
        // 2024年3月6日星期三上午11時正: when a meeting is.
        let isHan = text.unicodeScalars.contains(where: \.value.isHan)
        if isBelowText, told.isEmpty, line.fields.isEmpty, !line.rest.isEmpty, isHan { return false }
        if line.isDay, hasFurtherDay(behind: index) { return false }
        let isSecond =
            isBelowText && told.contains(.date) && line.kinds.count == 1
            && line.kinds.isSubset(of: [.date, .updated, .source])
        let tells =
            tellsNews(line, at: index) && !isSecond || tellsAgain(text, line, at: index)
            || line.isPlain && isApart(index)
        guard tells else { return false }
        note(text, line)
        return true
    }

    private mutating func note(_ text: String, _ line: InfoLineReader.Line) {
        told.formUnion(line.kinds)
        days.formUnion(line.dates.map(\.day))
        for date in [line.updatedDate, line.writtenDate].compactMap(\.self) { days.insert(date.day) }
        values.formUnion(line.fields.map(\.value).filter { !$0.isEmpty })
        lines.insert(LineSkeleton(text).scalars)
    }

    /// Whether all that the line tells has been told.
    private func tellsAgain(_ text: String, _ line: InfoLineReader.Line, at index: Int) -> Bool {
        if lines.contains(LineSkeleton(text).scalars) { return true }
        guard !told.isEmpty, line.rest.isEmpty, line.kinds.isSubset(of: told), !stands(amongLabels: index),
            line.isPlain || line.kinds.count > 1 || line.fields.isEmpty,
            !line.dates.isEmpty || line.updatedDate != nil || line.writtenDate != nil
                || line.fields.contains(where: { !$0.value.isEmpty })
        else { return false }
        // A speech's day stands under its headline as a line of it: 2012年6月24日.
        if line.isDay, text.unicodeScalars.contains(where: \.value.isHan) { return false }
        return line.dates.allSatisfy { days.contains($0.day) }
            && line.fields.allSatisfy { $0.value.isEmpty || values.contains($0.value) }
    }

    /// Whether the line tells what belongs above a text and has not been told, as such lines do.
    private func tellsNews(_ line: InfoLineReader.Line, at index: Int) -> Bool {
        let kinds = line.kinds.subtracting([.other, .column])
        // Several at once are never a text's.
        let telling = kinds.subtracting([.views, .size, .share])
        if telling.count > 1 && !line.hasForeignLabel || telling.count >= 1 && kinds.count > telling.count {
            return true
        }
        if line.hasForeignLabel { return false }
        guard let kind = telling.first, !told.contains(kind),
            !(told.contains(.date) && kind == .updated && line.updatedDate == nil)
        else { return false }
        if !told.isEmpty, stands(amongLabels: index) || isItemOfText(index) { return false }
        switch kind {
        case .date, .updated:
            let isStated =
                line.labelledDate != nil || line.updatedDate != nil || line.writtenDate != nil || !line.dates.isEmpty
            return isStated && !(stands(amongLabels: index) && !line.isPlain)
        case .source:
            return line.fields.contains { field in
                field.label == .source && !field.value.isEmpty && (told.isEmpty || InfoLines.isPublisher(field.value))
            }
        case .author, .editor:
            return line.rest.isEmpty && line.fields.allSatisfy { CreditLine.standard.isNames($0.value) }
        default: return false
        }
    }

    /// Whether the line stands in another element than the text that follows.
    private func isApart(_ index: Int) -> Bool {
        let blocks = filter.blocks.blocks
        guard !blocks[index].traits.contains(.tableRow),
            ![.p, .li, .dd].contains(filter.tree.nodes[Int(blocks[index].owner)].tag),
            let text = (index + 1..<max(index + 1, end)).first(where: { filter.scores[$0].reason.isProse })
        else { return false }
        return filter.frame(of: index) != filter.frame(of: text)
    }

    /// Whether the line is an item of a list that goes on.
    private func isItemOfText(_ index: Int) -> Bool {
        index + 1 < end && filter.tree.nodes[Int(filter.blocks.blocks[index].owner)].tag == .li
            && filter.frame(of: index) == filter.frame(of: index + 1)
            && !InfoLineReader.standard.read(filter.blocks.string(of: index + 1)).isInfo
    }

    /// Whether the next line is a label of another kind with its value, as in a form or a notice.
    private func stands(amongLabels index: Int) -> Bool {
        guard index + 1 < end else { return false }
        let text = filter.blocks.string(of: index + 1)
        let skeleton = LineSkeleton(text)
        guard let colon = skeleton.firstColon, (2...8).contains(colon), skeleton.scalars.count < 60 else {
            return false
        }
        return !InfoLineReader.standard.read(text).isInfo && filter.frame(of: index) == filter.frame(of: index + 1)
            && !filter.scores[index + 1].reason.isFurniture
    }

    /// Names of newspapers, sites and offices end so.
    private static func isPublisher(_ name: String) -> Bool {
        guard let last = scalars(of: name.prefix(60)).map(TraditionalTable.simplified).last else { return false }
        return !last.isHan || publishers.contains(last)
    }

    private static let publishers = Set(scalars(of: "网报社台刊志号局委办院部厅府会处室所站司心端团校署股科队线"))

    /// Whether the row's table has several others.
    private func isOfATable(_ index: Int) -> Bool {
        let block = filter.blocks.blocks[index]
        guard block.traits.contains(.tableRow) else { return false }
        let tree = filter.tree
        let table = tree.ancestors(of: Int(block.owner)).first { tree.nodes[$0].tag == .table } ?? Int(block.owner)
        return filter.blocks.blocks(inside: tree.subtree(of: table)).count > 2
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
