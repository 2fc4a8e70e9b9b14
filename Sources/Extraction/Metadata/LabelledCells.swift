/// A table's row of labels and values side by side, `信息来源 | 某局 | 发布日期 | 2024-03-05`, as the line that it is.
enum LabelledCells {
    /// - Parameter row: cells divided by TAB.
    /// - Returns: nil for any other row.
    static func line(_ row: String) -> String? {
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map { WhiteSpace.collapse($0.utf8) }
        guard cells.count >= 2, cells.count.isMultiple(of: 2), cells.count <= 12 else { return nil }
        var parts: [String] = []
        for index in stride(from: 0, to: cells.count, by: 2) {
            var label = cells[index]
            if let last = label.last, [":", "："].contains(last) { label.removeLast() }
            guard (2...8).contains(label.unicodeScalars.count) else { return nil }
            parts.append("\(label)：\(cells[index + 1])")
        }
        let line = parts.joined(separator: " ")
        return InfoLineReader.standard.read(line).fields.count == cells.count / 2 ? line : nil
    }
}
