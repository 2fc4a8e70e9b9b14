internal import Model

/// The table at the head of an official document: 索引号, 发文字号, 发布机构, 成文日期, 有效性, 主题分类.
///
/// Three shapes: rows of label and value side by side, a row of labels above a row of values, and lines of
/// `label：value` in lists or boxes.
struct DocumentHead: Sendable {
    enum Label: String, Sendable {
        case index, number, agency, written, published, validity, category, title, other
    }

    private(set) var values: [Label: String] = [:]
    /// The blocks that the table takes.
    private(set) var lines: Set<Int> = []

    private static let labels: [[UInt32]: Label] = {
        var labels: [[UInt32]: Label] = [:]
        for line in RuleText.lines(PackageResources.document_labels_txt) {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let label = Label(rawValue: String(parts[0])) else {
                preconditionFailure("a label that cannot be read: \(line)")  // the lists are part of the program
            }
            labels[LineSkeleton(String(parts[1])).scalars] = label
        }
        return labels
    }()
    /// Characters of the longest label.
    private static let longestLabel = labels.keys.map(\.count).max() ?? 0

    private typealias Entry = (index: Int, label: Label, value: String)

    /// Empty for a page without such a table.
    init(_ blocks: BlockList, in tree: PageTree) {
        for (index, label, value) in DocumentHead.table(in: DocumentHead.entries(blocks, tree), of: blocks) {
            lines.insert(index)
            guard !value.isEmpty, DocumentHead.isPlausible(value, as: label) else { continue }
            // The table may say the day, and the line below the headline its hour.
            if values[label] == nil || label == .published && DocumentHead.date(in: value)?.timeOfDay != nil {
                values[label] = value
            }
        }
    }

    /// 字号 is that of the letters on the screen, too: [大] [中] [小].
    private static func isPlausible(_ value: String, as label: Label) -> Bool {
        label != .number || value.unicodeScalars.contains { (0x30...0x39).contains(Width.half($0.value)) || $0 == "号" }
    }

    /// Whatever on the page looks like a label with its value, in reading order.
    private static func entries(_ blocks: BlockList, _ tree: PageTree) -> [Entry] {
        var found: [Entry] = []
        var header: [Label?]?
        var pending: (label: Label, owner: Int32)?
        for index in blocks.blocks.indices where blocks.blocks[index].tokens < 160 {
            let block = blocks.blocks[index]
            if block.traits.contains(.tableRow) {
                pending = nil
                found += pairs(inRow: blocks.string(of: index), header: &header).map { (index, $0, $1) }
                continue
            }
            header = nil
            let known = pending
            pending = nil
            if let (label, value) = labelled(blocks.bytes(of: block)) {
                if value == nil { pending = (label, block.owner) }
                found.append((index, label, value ?? ""))
            } else if let known, mayBeValue(block), isBeside(block.owner, known.owner, tree) {
                found.append((index, known.label, blocks.string(of: index)))
            }
        }
        return found
    }

    private static func mayBeValue(_ block: Block) -> Bool {
        block.headingLevel == 0 && block.tokens <= 60 && !block.traits.contains(.endsSentence)
    }

    /// Label and value in boxes of their own: children of one element.
    private static func isBeside(_ value: Int32, _ label: Int32, _ tree: PageTree) -> Bool {
        let parent = tree.nodes[Int(label)].parent
        return value != label && parent >= 0 && tree.nodes[Int(value)].parent == parent
    }

    /// The first run of entries, hardly interrupted, that is such a table. One label alone is a line of some text; a
    /// table has several, 索引号 or 文号 among them. A paragraph ends it.
    private static func table(in entries: [Entry], of blocks: BlockList) -> ArraySlice<Entry> {
        var start = 0
        for end in 1...max(1, entries.count) {
            let isTable = { (run: ArraySlice<Entry>) in
                let kinds = Set(run.filter { $0.value.isEmpty || isPlausible($0.value, as: $0.label) }.map(\.label))
                return kinds.count >= 3 && (kinds.contains(.index) || kinds.contains(.number))
            }
            if end < entries.count, isNear(entries[end - 1].index, entries[end].index, blocks),
                !(isRow(entries[end - 1], blocks) && !isRow(entries[end], blocks) && isTable(entries[start..<end]))
            {
                continue
            }
            guard end <= entries.count else { break }
            let run = entries[start..<end]
            if isTable(run) { return run }
            start = end
        }
        return []
    }

    private static func isRow(_ entry: Entry, _ blocks: BlockList) -> Bool {
        blocks.blocks[entry.index].traits.contains(.tableRow)
    }

    private static func isNear(_ index: Int, _ next: Int, _ blocks: BlockList) -> Bool {
        guard next - index <= longestGap else { return false }
        return !blocks.blocks[min(index + 1, next)..<next].contains { $0.tokens >= 40 && $0.punctuation >= 2 }
    }

    /// Lines between two entries of one table: those that a site has added to it, or the headline.
    private static let longestGap = 4

    private static func pairs(inRow line: String, header: inout [Label?]?) -> [(Label, String)] {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { WhiteSpace.collapse($0.utf8) }
        let named = cells.map(label)
        if let labels = header, cells.count <= labels.count, !named.contains(where: { $0 != nil }) {
            header = nil
            return zip(labels, cells).compactMap { label, cell in label.map { ($0, cell) } }
        }
        header = nil
        let count = named.count { $0 != nil }
        if count >= 3, count * 3 >= cells.count * 2 {
            header = named
            return named.compactMap { label in label.map { ($0, "") } }
        }
        var pairs: [(Label, String)] = []
        for index in cells.indices {
            if let label = named[index] {
                guard index + 1 < cells.count else { continue }
                pairs.append((label, named[index + 1] == nil ? cells[index + 1] : ""))
            } else if case (let label, let value?)? = labelled(Array(cells[index].utf8)[...]) {
                pairs.append((label, value))
            }
        }
        return pairs
    }

    private static func label(_ cell: String) -> Label? {
        guard case (let label, nil)? = labelled(Array(cell.utf8)[...]) else { return nil }
        return label
    }

    /// The label that the line is, or begins with: `索 引 号：000014349/2023-00024`. The value is nil where
    /// it stands elsewhere.
    private static func labelled(_ line: ArraySlice<UInt8>) -> (label: Label, value: String?)? {
        guard line.count <= 400 else { return nil }
        let skeleton = LineSkeleton(line, limit: longestLabel + 1)
        let length = skeleton.firstColon ?? skeleton.scalars.count
        guard length <= longestLabel, let label = labels[Array(skeleton.scalars.prefix(length))] else { return nil }
        guard let colon = line.firstIndex(where: { $0 == 0x3A || $0 == 0xEF }) else { return (label, nil) }
        // U+FF1A has three bytes.
        let behind = line[colon] == 0x3A ? colon + 1 : min(colon + 3, line.endIndex)
        let value = skeleton.firstColon == nil ? "" : WhiteSpace.collapse(line[behind...])
        return (label, value.isEmpty ? nil : value)
    }

    /// The record's part; nil where the page has none of its fields.
    func document(finished: (String) -> String) -> OfficialDocument? {
        var document = OfficialDocument()
        document.indexNumber = values[.index].map(finished)
        document.number = values[.number].map(finished)
        document.agency = values[.agency].map(finished)
        document.validity = values[.validity].map(finished)
        document.category = values[.category].map(finished)
        document.written = values[.written].flatMap { DocumentHead.date(in: $0)?.day }
        return document == OfficialDocument() ? nil : document
    }

    /// 发布日期.
    var date: FoundDate? { values[.published].flatMap(DocumentHead.date) }

    /// 成文日期, which says when it was published only where nothing else does.
    var written: FoundDate? { values[.written].flatMap(DocumentHead.date) }

    private static func date(in value: String) -> FoundDate? {
        DateScanner(scalars(of: value).map(Width.half)).dates().first
    }
}
