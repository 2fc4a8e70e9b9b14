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

    /// Empty for a page without such a table.
    init(_ blocks: BlockList) {
        var found: [(index: Int, label: Label, value: String)] = []
        var header: [Label?]?
        for index in blocks.blocks.indices where blocks.blocks[index].tokens < 160 {
            let line = blocks.string(of: index)
            if blocks.blocks[index].traits.contains(.tableRow) {
                found += DocumentHead.pairs(inRow: line, header: &header).map { (index, $0, $1) }
            } else {
                header = nil
                if let pair = DocumentHead.pair(inLine: line) { found.append((index, pair.label, pair.value)) }
            }
        }
        // One label alone is a line of some text; a table has several, 索引号 or 文号 among them.
        let kinds = Set(found.map(\.label))
        guard kinds.count >= 3, kinds.contains(.index) || kinds.contains(.number) else { return }
        for (index, label, value) in found {
            lines.insert(index)
            if !value.isEmpty, values[label] == nil { values[label] = value }
        }
    }

    private static func pairs(inRow line: String, header: inout [Label?]?) -> [(Label, String)] {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { WhiteSpace.collapse($0.utf8) }
        let named = cells.map(label)
        if let labels = header, labels.count == cells.count, !named.contains(where: { $0 != nil }) {
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
        for index in cells.indices.dropLast() {
            guard let label = named[index] else { continue }
            pairs.append((label, named[index + 1] == nil ? cells[index + 1] : ""))
        }
        return pairs
    }

    private static func label(_ cell: String) -> Label? {
        cell.utf8.count <= 48 ? labels[LineSkeleton(cell).scalars] : nil
    }

    /// `索 引 号：000014349/2023-00024`.
    private static func pair(inLine line: String) -> (label: Label, value: String)? {
        guard line.utf8.count <= 400, let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }),
            let label = label(String(line[..<colon]))
        else { return nil }
        return (label, WhiteSpace.collapse(line[line.index(after: colon)...].utf8))
    }

    /// The record's part; nil where the page has none of its fields.
    func document(finished: (String) -> String) -> OfficialDocument? {
        var document = OfficialDocument()
        document.indexNumber = values[.index].map(finished)
        document.number = values[.number].map(finished)
        document.agency = values[.agency].map(finished)
        document.validity = values[.validity].map(finished)
        document.category = values[.category].map(finished)
        document.written = values[.written].flatMap { DateScanner(scalars(of: $0).map(Width.half)).dates().first?.day }
        return document == OfficialDocument() ? nil : document
    }

    /// 发布日期, else 成文日期.
    var date: FoundDate? {
        (values[.published] ?? values[.written]).flatMap { DateScanner(scalars(of: $0).map(Width.half)).dates().first }
    }
}
