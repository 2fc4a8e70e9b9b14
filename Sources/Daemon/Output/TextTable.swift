internal import Model

/// Rows of cells, aligned for a terminal: Han characters take two columns there.
struct TextTable {
    struct Column {
        var title: String
        var isNumeric = false
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// - Parameter cells: one for each column; they are cleaned of what steers a terminal.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(cells.map { oneLine($0) })
    }

    /// Lines, each ended by LF: titles, then rows; nothing is cut, and no line ends in blanks.
    var text: String {
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { column in all.map { displayWidth($0[column]) }.max() ?? 0 }
        return all.map { row in
            let cells = columns.indices.map { column in
                let blanks = String(repeating: " ", count: widths[column] - displayWidth(row[column]))
                return columns[column].isNumeric ? blanks + row[column] : row[column] + blanks
            }
            let line = cells.joined(separator: "  ")
            return line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)] + "\n"
        }
        .joined()
    }
}

/// Columns that the text takes on a terminal: two for a wide or full-width character, none for a combining mark.
///
/// Source: Unicode Standard Annex #11, East Asian Width; ambiguous characters count as narrow.
func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
        if scalar.value < 0x300 { return width + 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return width
        default: return width + (isWide(scalar.value) ? 2 : 1)
        }
    }
}

/// The text, cut to so many columns; `…` says that it was cut.
func shortened(_ text: String, toColumns limit: Int) -> String {
    guard displayWidth(text) > limit else { return text }
    var kept = ""
    var width = 1
    for character in text {
        width += displayWidth(String(character))
        guard width <= limit else { break }
        kept.append(character)
    }
    return kept + "…"
}

private func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        true
    default: false
    }
}
