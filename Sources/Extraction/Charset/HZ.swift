/// HZ-GB-2312: GB 2312 between `~{` and `~}`, in bytes of ASCII.
///
/// Source: RFC 1843.
enum HZ {
    private static let tilde = UInt8(ascii: "~")

    /// The same text in EUC-CN, which is the part of GB 18030 that HZ can write.
    ///
    /// - Returns: also the escapes that are none, and the halves of pairs.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], invalidSequences: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var (invalid, isChinese) = (0, false)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
            if byte == tilde, next == UInt8(ascii: isChinese ? "}" : "{") {
                isChinese.toggle()
                index += 2
            } else if byte == tilde, !isChinese {
                // `~~` is the sign itself, and one before a line's end joins two lines.
                if next == tilde { output.append(tilde) } else if next != 0x0A { invalid += 1 }
                index += 2
            } else if byte == 0x0A {
                isChinese = false
                output.append(byte)
                index += 1
            } else if isChinese, isPair(byte, next) {
                output.append(contentsOf: [byte | 0x80, next | 0x80])
                index += 2
            } else {
                if isChinese { invalid += 1 }
                output.append(byte & 0x7F)
                index += 1
            }
        }
        return (output, invalid)
    }

    /// Characters that stand between escapes, in a text whose every escape is one; 0 for any other text.
    static func characters(in bytes: ArraySlice<UInt8>) -> Int {
        guard bytes.contains(tilde) else { return 0 }
        let (text, invalid) = unescaped(bytes)
        return invalid == 0 ? text.count { $0 >= 0x80 } / 2 : 0
    }

    private static func isPair(_ first: UInt8, _ second: UInt8) -> Bool {
        (0x21...0x77).contains(first) && (0x21...0x7E).contains(second)
    }
}
