/// Where lines begin in a `pre`: at each of its line ends, unless these only wrap long paragraphs.
///
/// Wrapped text has its paragraphs indented, or divided by blank lines: what is not set off goes on.
struct PreformattedLines: Sendable {
    private let isWrapped: Bool

    /// Bytes of an average line that was wrapped.
    private static let wrapped = 50

    init(of pre: Int, in tree: PageTree) {
        var lines: [ArraySlice<UInt8>] = []
        for node in tree.subtree(of: pre) where tree.nodes[node].tag == .text {
            lines += Array(tree.text(of: node)).split(separator: 0x0A, omittingEmptySubsequences: false)
        }
        let filled = lines.filter { !$0.allSatisfy { $0 <= 0x20 } }
        let indented = filled.count { PreformattedLines.isIndented($0) }
        let hasBlank = lines.dropFirst().dropLast().contains { $0.allSatisfy { $0 <= 0x20 } }
        let average = filled.reduce(0) { $0 + $1.count } / max(1, filled.count)
        isWrapped = indented > 0 && indented < filled.count || indented == 0 && hasBlank && average >= Self.wrapped
    }

    /// The text in pieces, and whether each begins a line.
    func pieces(of text: UnsafeBufferPointer<UInt8>) -> [(UnsafeBufferPointer<UInt8>, begins: Bool)] {
        var pieces: [(UnsafeBufferPointer<UInt8>, begins: Bool)] = []
        var start = 0
        var isAfterBlank = false
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
            let piece = UnsafeBufferPointer(rebasing: text[start..<end])
            let isBlank = piece.allSatisfy { $0 <= 0x20 }
            let begins = start > 0 && !isBlank && (!isWrapped || isAfterBlank || Self.isIndented(piece))
            pieces.append((piece, begins))
            isAfterBlank = isBlank && start > 0 || isBlank && isAfterBlank
            start = end
        }
        return pieces
    }

    /// By two spaces, a tab or U+3000.
    private static func isIndented(_ line: some Collection<UInt8>) -> Bool {
        line.starts(with: [0x20, 0x20]) || line.first == 0x09 || line.starts(with: [0xE3, 0x80, 0x80])
    }
}
