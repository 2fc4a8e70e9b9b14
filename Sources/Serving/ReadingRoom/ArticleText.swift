internal import Model

/// A kept text, cut into what stands above the body and the body's own parts.
struct ArticleText: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case paragraph(String)
        /// Rows of cells.
        case table([[String]])
    }

    let parts: [Part]
    /// Whether there is more of it than a page should hold.
    let isCut: Bool

    private static let mostLines = 4000
    private static let mostBytes = 2 << 20

    /// - Parameter bytes: the whole file: headline lines, then a paragraph or table row a line.
    init(_ bytes: [UInt8], _ metadata: ArticleMetadata) {
        let lines = bytes.prefix(ArticleText.mostBytes).split(separator: UInt8(ascii: "\n"))
        let shown = lines.prefix(ArticleText.mostLines).map { String(decoding: $0, as: UTF8.self) }
        isCut = bytes.count > ArticleText.mostBytes || lines.count > ArticleText.mostLines
        var parts: [Part] = []
        var rows: [[String]] = []
        func endTable() {
            if !rows.isEmpty { parts.append(.table(rows)) }
            rows = []
        }
        for line in shown.dropFirst(HeadlineLines(of: shown, metadata).count) {
            if line.contains("\t") {
                rows.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
            } else {
                endTable()
                parts.append(.paragraph(line))
            }
        }
        endTable()
        self.parts = parts
    }

    var markup: [Markup] {
        parts.map { part in
            switch part {
            case .paragraph(let text): return "<p>\(text)</p>\n"
            case .table(let rows):
                let body: [Markup] = rows.map { row in "<tr>\(row.map { "<td>\($0)</td>" as Markup })</tr>\n" }
                return "<div class=\"wide\" tabindex=\"0\"><table>\(body)</table></div>\n"
            }
        }
    }
}
