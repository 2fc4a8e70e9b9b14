/// A text as wording rules see it: letters, digits and Han characters in lower case, nothing between them, and
/// no glosses of how characters are read.
struct WordingSkeleton: Hashable {
    let scalars: [UInt32]

    /// - Parameter text: valid UTF-8; character references are read as far as they are numbers, others are left out.
    init(_ text: some Sequence<UInt8>) {
        var scalars: [UInt32] = []
        var rest = Substring(decoding: Array(text), as: UTF8.self).unicodeScalars
        while let scalar = rest.popFirst() {
            let value = scalar == "&" ? WordingSkeleton.reference(&rest) : scalar.value
            if let kept = WordingSkeleton.kept(value) {
                scalars.append(kept)
            } else if value == 0x28, let last = scalars.last, last >= 0x3400 {
                WordingSkeleton.dropGloss(&rest)
            }
        }
        self.scalars = scalars
    }

    init(_ text: String) { self.init(text.utf8) }

    func contains(_ other: WordingSkeleton) -> Bool {
        guard let first = other.scalars.first, scalars.count >= other.scalars.count else {
            return other.scalars.isEmpty
        }
        for start in 0...(scalars.count - other.scalars.count) where scalars[start] == first {
            var length = 1
            while length < other.scalars.count, scalars[start + length] == other.scalars[length] { length += 1 }
            if length == other.scalars.count { return true }
        }
        return false
    }

    private static func kept(_ value: UInt32) -> UInt32? {
        switch value {
        case 0x30...0x39, 0x61...0x7A, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: value
        case 0x41...0x5A: value | 0x20
        case 0xFF10...0xFF19, 0xFF41...0xFF5A: value - 0xFEE0
        case 0xFF21...0xFF3A: (value - 0xFEE0) | 0x20
        case 0xC0...0x2AF, 0x370...0x1FFF: value
        default: nil
        }
    }

    /// Drops what follows the bracket of `頁(yè)`, the closing one included; nothing where that is no gloss.
    private static func dropGloss(_ rest: inout Substring.UnicodeScalarView) {
        let gloss = rest.prefix(8).prefix { $0.properties.isAlphabetic && $0.value < 0x250 }
        if !gloss.isEmpty, rest.dropFirst(gloss.count).first == ")" { rest = rest.dropFirst(gloss.count + 1) }
    }

    /// The character of a reference whose `&` is read already; a space for named ones.
    private static func reference(_ rest: inout Substring.UnicodeScalarView) -> UInt32 {
        let body = rest.prefix(10).prefix { $0 != ";" && $0 != "&" && $0 != " " }
        guard body.count < 10, rest.dropFirst(body.count).first == ";" else { return 0x20 }
        rest = rest.dropFirst(body.count + 1)
        guard body.first == "#" else { return 0x20 }
        let digits = Substring(body.dropFirst())
        let isHex = digits.first == "x" || digits.first == "X"
        return (isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)) ?? 0x20
    }
}
