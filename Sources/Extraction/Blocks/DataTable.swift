/// Tells tables that hold data from tables that lay out a page.
enum DataTable {
    /// Whether the table's rows are lines of cells: no table inside, more than one column, and no cell that holds
    /// the prose of a page.
    static func isData(table: Int, in tree: PageTree) -> Bool {
        var rows = 0
        var rowsOfSeveral = 0
        var cellsInRow = 0
        var cellEnd = Int32(0)
        var cellBreaks = 0
        for index in (table + 1)..<Int(tree.nodes[table].end) {
            switch tree.nodes[index].tag {
            case .table, .form, .iframe, .object, .h1, .h2: return false
            case .tr:
                if cellsInRow > 1 { rowsOfSeveral += 1 }
                rows += 1
                cellsInRow = 0
            case .td, .th:
                cellsInRow += 1
                cellEnd = tree.nodes[index].end
                cellBreaks = 0
            case .p, .br, .div, .li:
                if index < Int(cellEnd) { cellBreaks += 1 }
                if cellBreaks > bounds.breaksInCell { return false }
            case .text:
                if tree.nodes[index].range.count > bounds.textBytesInCell { return false }
            default: break
            }
        }
        if cellsInRow > 1 { rowsOfSeveral += 1 }
        return rowsOfSeveral * 2 > rows
    }

    /// What a cell of data does not exceed.
    private static let bounds = (breaksInCell: 12, textBytesInCell: 1200)
}
