/// 发文字号: the number that an office gives a document, `江府办〔2024〕5号`, `国办发[2017]47号`.
enum DocumentNumber {
    private static let opening = Set(scalars(of: "〔[(【﹝"))
    private static let closing = Set(scalars(of: "〕])】﹞"))

    /// Whether a line is such a number and nothing else.
    static func isNumber(_ line: String) -> Bool {
        let text = scalars(of: line).map(Width.half).filter { $0 != 0x20 }
        guard text.count <= 40, let open = text.firstIndex(where: opening.contains), (1...16).contains(open),
            text[..<open].allSatisfy(\.isHan), text.count > open + 6, closing.contains(text[open + 5]),
            text[open + 1] == 0x31 || text[open + 1] == 0x32, text[(open + 1)..<(open + 5)].allSatisfy(isFigure)
        else { return false }
        var rest = text[(open + 6)...]
        if rest.first == 0x7B2C { rest.removeFirst() }
        let figures = rest.prefix(while: isFigure)
        return !figures.isEmpty && rest.dropFirst(figures.count).elementsEqual([0x53F7])
    }

    private static func isFigure(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
}
