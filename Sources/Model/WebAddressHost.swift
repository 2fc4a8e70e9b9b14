/// Turns a host as written into its one canonical spelling.
/// Source: WHATWG URL Standard, 3.5 "Host parsing".
enum WebAddressHost {
    /// - Parameter bytes: the host as written, not empty, brackets included.
    static func canonical(_ bytes: ArraySlice<UInt8>) throws(WebAddressError) -> String {
        let written = String(decoding: bytes, as: UTF8.self)
        if isCanonicalName(bytes) { return written }
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.last == UInt8(ascii: "]"), let pieces = WebAddressIPv6.pieces(bytes.dropFirst().dropLast())
            else {
                throw .host(written, reason: "it is not an IPv6 address")
            }
            return "[\(WebAddressIPv6.text(of: pieces))]"
        }
        let name = try asciiName(PercentEncoding.decoded(bytes), written: written)
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if WebAddressIPv4.isNumeric(labels) {
            guard let text = WebAddressIPv4.canonical(labels) else {
                throw .host(written, reason: "it ends in a number but is not an IPv4 address")
            }
            return text
        }
        guard name.utf8.count <= 254, labels.dropLast().allSatisfy({ (1...63).contains($0.count) }),
            let last = labels.last, last.count <= 63, last.count > 0 || labels.count > 1
        else { throw .host(written, reason: lengthRule) }
        return name
    }

    /// Whether nothing is to be done: lower-case ASCII labels, the last of which begins with a letter, none in Punycode.
    /// Nearly all are so, and a page has hundreds of links.
    private static func isCanonicalName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 253 else { return false }
        var length = 0
        var isLastNamed = false
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte == UInt8(ascii: ".") {
                guard length > 0 else { return false }
                length = 0
                continue
            }
            guard !isForbidden(byte), length < 63 else { return false }
            if length == 0 {
                isLastNamed = (0x61...0x7A).contains(byte)
                if isPunycode(bytes[index...]) { return false }
            }
            length += 1
        }
        return length > 0 && isLastNamed
    }

    private static func isPunycode(_ label: ArraySlice<UInt8>) -> Bool {
        label.prefix(4).elementsEqual("xn--".utf8) { $0 | 0x20 == $1 | 0x20 }
    }

    /// Source: RFC 1035, section 2.3.4.
    private static let lengthRule = "a name has parts of 1 to 63 characters and at most 253 together"

    /// The name in lower-case ASCII, labels outside ASCII in Punycode, labels in Punycode checked.
    /// Source: WHATWG URL Standard, 3.3 "domain to ASCII"; UTS #46.
    private static func asciiName(_ name: [UInt8], written: String) throws(WebAddressError) -> String {
        let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let ascii: [UInt8]
        if name.allSatisfy({ $0 < 0x80 }), !labels.contains(where: isPunycode) {
            ascii = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        } else {
            // A character has up to four bytes, and some stand for nothing; more is no name.
            guard name.count <= 2048 else { throw .host(written, reason: lengthRule) }
            guard let converted = InternationalName.ascii(name) else {
                throw .host(written, reason: "it holds characters that no name can have there, or is no Punycode")
            }
            ascii = converted
        }
        guard !ascii.contains(where: isForbidden) else {
            throw .host(written, reason: "it holds a character that no name can have")
        }
        guard ascii.contains(where: { $0 != UInt8(ascii: ".") }) else { throw .noHost }
        return String(decoding: ascii, as: UTF8.self)
    }

    /// Stricter than the standard's "forbidden domain code point": what name servers know is letters, digits, `-`, `_`.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): false
        default: true
        }
    }
}
