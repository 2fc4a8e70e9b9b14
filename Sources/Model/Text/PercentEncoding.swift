/// One spelling for octets that an address can have encoded or plain.
/// Source: RFC 3986, section 6.2.2.
package enum PercentEncoding {
    /// `%XX` of letters, digits, `-`, `.`, `_` and `~` as that character, any other in upper case; the rest as it is.
    static func normalised(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var result: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let pair = Array(rest.prefix(2))
            guard byte == UInt8(ascii: "%"), pair.count == 2, let octet = octet(of: pair[0], pair[1]) else {
                result.append(byte)
                continue
            }
            rest = rest.dropFirst(2)
            // Behind a stray `%` a digit would make another octet.
            let completes = value(octet) != nil && result.suffix(2).contains(UInt8(ascii: "%"))
            result += isUnreserved(octet) && !completes ? [octet] : [byte] + pair.map(uppercased)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Every `%XX` as its octet, the rest as it is.
    package static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            let pair = Array(rest.prefix(2))
            guard byte == UInt8(ascii: "%"), pair.count == 2, let octet = octet(of: pair[0], pair[1]) else {
                result.append(byte)
                continue
            }
            rest = rest.dropFirst(2)
            result.append(octet)
        }
        return result
    }

    /// The same as text; what it was where the octets are no UTF-8.
    package static func text(_ text: Substring) -> String {
        String(validating: decoded(text.utf8), as: UTF8.self) ?? String(text)
    }

    /// Every octet but the unreserved ones as `%XX`.
    package static func encoded(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 { result += isUnreserved(byte) ? [byte] : octet(byte) }
        return String(decoding: result, as: UTF8.self)
    }

    /// An octet as `%XX`.
    package static func octet(_ byte: UInt8) -> [UInt8] {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x41 + value - 10 }
        return [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
    }

    /// The octet that two hexadecimal digits stand for; nil where they are none.
    package static func octet(of high: UInt8, _ low: UInt8) -> UInt8? {
        guard let high = value(high), let low = value(low) else { return nil }
        return high << 4 | low
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
        default: nil
        }
    }

    /// Source: RFC 3986, section 2.3.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func uppercased(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte & 0xDF : byte }
}
