/// What would end the process inside the TOML library instead of being an error: toml++ asserts that brackets match,
/// that a table's name begins like one and that values begin like values, and walks nested tables by recursion.
struct TOMLFlaw: Error, Hashable {
    /// From 1.
    let line: Int
    let message: String
    /// Bytes of the text before the statement that has it: what is wrong in these comes first.
    let start: Int

    /// Values inside values, and names of one dotted key, at most.
    private static let limit = 32

    /// The first one of a text; nil where there is none.
    init?(in text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        while let message = scanner.next() {
            guard !message.isEmpty else { continue }
            (line, self.message, start) = (scanner.line, message, scanner.statement)
            return
        }
        return nil
    }

    /// Goes through a document byte by byte, as far as strings, comments and brackets need it.
    private struct Scanner {
        let bytes: [UInt8]
        private(set) var line = 1
        /// Where the statement begins that is being read.
        private(set) var statement = 0
        private var index = 0
        /// The brackets that are open.
        private var open: [UInt8] = []
        private var dots = 0
        /// Nothing of the statement was read yet.
        private var isFresh = true
        private var isHeader = false

        init(bytes: [UInt8]) { self.bytes = bytes }

        /// Reads on.
        ///
        /// - Returns: what is wrong here, empty where nothing is; nil at the end.
        mutating func next() -> String? {
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            defer { index += 1 }
            switch byte {
            case UInt8(ascii: "\n"): endLine()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "#"): index = (bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) - 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "["), UInt8(ascii: "{"): return begin(byte)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): return end(byte)
            case UInt8(ascii: "="), UInt8(ascii: ","): dots = 0
            case UInt8(ascii: "."):
                dots += 1
                if dots > TOMLFlaw.limit { return "expected a key of \(TOMLFlaw.limit) names at most" }
            default:
                isFresh = false
                if !Scanner.isPlain(byte) { return "expected quotes around such a character" }
            }
            return ""
        }

        private mutating func endLine() {
            line += 1
            dots = 0
            guard open.isEmpty else { return }
            (isFresh, isHeader, statement) = (true, false, index + 1)
        }

        private mutating func begin(_ byte: UInt8) -> String {
            if isFresh, byte == UInt8(ascii: "[") {
                (isFresh, isHeader) = (false, true)
                return beginsName(at: index + 1) ? "" : "expected the name of a table after ["
            }
            isFresh = false
            guard !isHeader else { return "" }
            open.append(byte)
            return open.count > TOMLFlaw.limit ? "expected \(TOMLFlaw.limit) values inside each other at most" : ""
        }

        private mutating func end(_ byte: UInt8) -> String {
            isFresh = false
            guard !isHeader else { return "" }
            let opening = byte == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "{")
            return open.popLast() == opening ? "" : "expected no bracket that closes none"
        }

        /// Of names, numbers, dates and words; all else stands in quotes or comments.
        private static func isPlain(_ byte: UInt8) -> Bool {
            isNamePart(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ":")
        }

        private static func isNamePart(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }

        /// Whether a table's name may stand there, behind blanks and another bracket.
        private func beginsName(at start: Int) -> Bool {
            var rest = bytes[start...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if rest.first == UInt8(ascii: "[") {
                rest = rest.dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            }
            guard let byte = rest.first else { return true }  // the library has words for it
            return Scanner.isNamePart(byte) || "\"']".utf8.contains(byte)
        }

        /// Leaves `index` at the string's last byte.
        private mutating func skipString(_ quote: UInt8) {
            isFresh = false
            let isLong = bytes[index...].starts(with: [quote, quote, quote])
            index += isLong ? 3 : 1
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\n") {
                    if !isLong {
                        index -= 1
                        return
                    }
                    line += 1
                } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                    index += 1
                    if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { line += 1 }
                } else if byte == quote, !isLong {
                    return
                } else if isLong, bytes[index...].starts(with: [quote, quote, quote]) {
                    index += 2
                    while index + 1 < bytes.count, bytes[index + 1] == quote { index += 1 }
                    return
                }
                index += 1
            }
        }
    }
}
