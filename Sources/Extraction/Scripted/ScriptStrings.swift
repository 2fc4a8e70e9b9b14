/// The string literals of a script or of JSON, with the names that they are given; not a parser of either.
struct ScriptStrings {
    struct Literal {
        /// `content` in `"content": "…"`, `content: '…'` and `var content = "…"`; "" where none stands before it.
        let name: String
        /// Escapes resolved.
        let value: String
        /// The number of the innermost object or block around it, counted from 1 by their opening braces; 0 outside.
        let object: Int
    }

    /// Literals in their order; numbers of ten digits or more are among them: they may be moments.
    private(set) var literals: [Literal] = []

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    /// The word or literal last read, while what follows may make it a name.
    private var word = ""
    private var name = ""
    /// Numbers of the objects that are open, and of the last one.
    private var open: [Int] = []
    private var objects = 0

    /// More literals than a page's own data have.
    private static let literalsLimit = 20_000

    init(_ script: ArraySlice<UInt8>) {
        bytes = script
        position = script.startIndex
        while position < bytes.endIndex, literals.count < ScriptStrings.literalsLimit { step() }
    }

    private mutating func step() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            let value = string(until: byte)
            if nextByte == UInt8(ascii: ":") {
                word = value
            } else {
                add(value)
            }
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            name = word
            word = ""
            position += 1
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["):
            (name, word) = ("", "")
            if byte == UInt8(ascii: "{") {
                objects += 1
                open.append(objects)
            } else if byte == UInt8(ascii: "}") {
                _ = open.popLast()
            }
            position += 1
        case UInt8(ascii: "/") where isComment: skipComment()
        case UInt8(ascii: "0")...UInt8(ascii: "9") where word.isEmpty:
            let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
            position = digits.endIndex
            if (10...13).contains(digits.count) { add(String(decoding: digits, as: UTF8.self)) }
        case let byte where ScriptStrings.isWordPart(byte):
            let letters = bytes[position...].prefix { ScriptStrings.isWordPart($0) }
            position = letters.endIndex
            word = String(decoding: letters.suffix(64), as: UTF8.self)
        default: position += 1
        }
    }

    private mutating func add(_ value: String) {
        literals.append(Literal(name: name, value: value, object: open.last ?? 0))
        (name, word) = ("", "")
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
    }

    private var nextByte: UInt8? { bytes[position...].first { $0 > 0x20 } }

    private var isComment: Bool {
        position + 1 < bytes.endIndex && [UInt8(ascii: "/"), UInt8(ascii: "*")].contains(bytes[position + 1])
    }

    private mutating func skipComment() {
        if bytes[position + 1] == UInt8(ascii: "/") {
            position = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
            return
        }
        position += 2
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "/"), bytes[position - 1] == UInt8(ascii: "*") { break }
            position += 1
        }
        position = min(position + 1, bytes.endIndex)
    }

    /// Reads on behind the closing quote; a literal that is not closed ends with the script, or with its line.
    private mutating func string(until quote: UInt8) -> String {
        position += 1
        var value: [UInt8] = []
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == quote { break }
            // Only a template may hold line breaks: anything else was an apostrophe.
            if byte == 0x0A, quote != UInt8(ascii: "`") { break }
            if byte == UInt8(ascii: "\\"), position + 1 < bytes.endIndex {
                position += 1
                escape(into: &value)
            } else {
                value.append(byte)
                position += 1
            }
        }
        position = min(position + 1, bytes.endIndex)
        return String(decoding: value, as: UTF8.self)
    }

    /// Source: ECMAScript 2024, 12.9.4; RFC 8259, section 7.
    private mutating func escape(into value: inout [UInt8]) {
        let kind = bytes[position]
        position += 1
        switch kind {
        case UInt8(ascii: "n"), UInt8(ascii: "r"): value.append(0x0A)
        case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "v"): value.append(0x20)
        case UInt8(ascii: "0"), 0x0A, 0x0D: break
        case UInt8(ascii: "x"): if let unit = hexadecimal(2) { append(unit, to: &value) }
        case UInt8(ascii: "u"):
            guard var scalar = hexadecimal(4) else { return }
            if (0xD800...0xDBFF).contains(scalar), bytes[position...].starts(with: [0x5C, 0x75]) {
                position += 2
                if let low = hexadecimal(4), (0xDC00...0xDFFF).contains(low) {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                }
            }
            append(scalar, to: &value)
        default: value.append(kind)
        }
    }

    private func append(_ scalar: UInt32, to value: inout [UInt8]) {
        let encoded = Unicode.Scalar(scalar).flatMap { Unicode.UTF8.encode($0) }
        value.append(contentsOf: encoded.map(Array.init) ?? [0xEF, 0xBF, 0xBD])
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        let digits = bytes[position...].prefix(count)
        guard digits.count == count, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            return nil
        }
        position += count
        return value
    }
}
