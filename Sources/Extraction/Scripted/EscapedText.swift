/// Text that a script hands to `unescape` or `decodeURIComponent`: `%3Cp%3E%u4E3A`.
///
/// Source: ECMAScript 2024, B.2.1.2 and 19.2.6.2.
enum EscapedText {
    /// Nil for a text that is not escaped.
    static func decode(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard text.contains("%3C") || text.contains("%3c") || text.contains("%u") else { return nil }
        var decoded: [UInt8] = []
        var units: [UInt16] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), let unit = hexadecimal(bytes, index + 2, 4),
                [0x75, 0x55].contains(bytes[index + 1])
            {
                units.append(UInt16(unit))
                index += 6
                continue
            }
            flush(&units, into: &decoded)
            if bytes[index] == UInt8(ascii: "%"), let byte = hexadecimal(bytes, index + 1, 2) {
                decoded.append(UInt8(byte))
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        flush(&units, into: &decoded)
        return String(validating: decoded, as: UTF8.self)
    }

    private static func flush(_ units: inout [UInt16], into bytes: inout [UInt8]) {
        guard !units.isEmpty else { return }
        bytes.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        units = []
    }

    private static func hexadecimal(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt32? {
        guard start + count <= bytes.count else { return nil }
        return UInt32(String(decoding: bytes[start..<start + count], as: UTF8.self), radix: 16)
    }
}
