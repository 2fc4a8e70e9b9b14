/// Cells of a data table that reach over several columns or rows.
///
/// A cell over several columns is followed by empty ones; one over several rows is repeated in each of them, so that
/// every line can be read by itself and columns stay columns.
struct SpannedCells {
    private struct Cell {
        let columns: Int
        /// The last row that it reaches into.
        let lastRow: Int
        let text: [UInt8]
    }

    /// By the column that they begin in: cells from rows above.
    private var reaching: [Int: Cell] = [:]
    /// The same of the row that is being read.
    private var begun: [Int: Cell] = [:]
    /// The column that the next cell begins in.
    private(set) var column = 0
    /// The row that is being read, counted through all tables of the page.
    private var row = 0
    /// The cell that is being read: where its text begins, and how far it reaches.
    private var open: (start: Int, columns: Int, rows: Int)?
    private var repeatedBytes = 0

    /// Real tables stay far below; a hostile one grows no further.
    private static let limits = (columns: 60, rows: 400, cellBytes: 600, repeatedBytes: 256 << 10)

    /// A cell begins behind what stands before it.
    ///
    /// - Parameters:
    ///   - columns: as its attribute says; nil: one.
    ///   - rows: the same.
    ///   - textEnd: how much text there is before it.
    mutating func begin(columns: ArraySlice<UInt8>?, rows: ArraySlice<UInt8>?, textEnd: Int) {
        open = (
            textEnd, SpannedCells.span(columns, SpannedCells.limits.columns),
            SpannedCells.span(rows, SpannedCells.limits.rows)
        )
    }

    /// The open cell ends.
    ///
    /// - Parameter text: all text so far.
    /// - Returns: how many empty cells follow it.
    mutating func end(_ text: [UInt8]) -> Int {
        guard let cell = open else { return 0 }
        open = nil
        let content = text[min(cell.start, text.count)...]
        if cell.rows > 1, content.count <= SpannedCells.limits.cellBytes {
            begun[column] = Cell(columns: cell.columns, lastRow: row + cell.rows - 1, text: Array(content))
        }
        column += cell.columns
        return cell.columns - 1
    }

    /// The cell from above that stands in the next column, which it takes.
    ///
    /// - Returns: its text, and how many empty cells follow it; nil where the column is free.
    mutating func takeReaching() -> (text: [UInt8], emptyCells: Int)? {
        guard let cell = reaching[column], cell.lastRow >= row,
            repeatedBytes < SpannedCells.limits.repeatedBytes
        else { return nil }
        repeatedBytes += cell.text.count + cell.columns
        column += cell.columns
        return (cell.text, cell.columns - 1)
    }

    /// The row ends.
    mutating func endRow() {
        row += 1
        for (column, cell) in begun { reaching[column] = cell }
        begun.removeAll(keepingCapacity: true)
        column = 0
        open = nil
    }

    /// The table ends: no cell reaches out of it.
    mutating func endTable() {
        endRow()
        reaching.removeAll()
    }

    private static func span(_ attribute: ArraySlice<UInt8>?, _ limit: Int) -> Int {
        guard let attribute else { return 1 }
        let digits = attribute.drop { $0 <= 0x20 }.prefix { (0x30...0x39).contains($0) }.prefix(5)
        return min(max(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, 1), limit)
    }
}
