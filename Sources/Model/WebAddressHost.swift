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
        let name = try asciiName(percentDecoded(bytes), written: written)
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

    /// Whether nothing is to be done: lower-case ASCII labels, the last of which begins with a letter. Nearly all are so,
    /// and a page has hundreds of links.
    private static func isCanonicalName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 253 else { return false }
        var length = 0
        var isLastNamed = false
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                guard length > 0 else { return false }
                length = 0
                continue
            }
            guard !isForbidden(byte), length < 63 else { return false }
            if length == 0 { isLastNamed = (0x61...0x7A).contains(byte) }
            length += 1
        }
        return length > 0 && isLastNamed
    }

    /// Source: RFC 1035, section 2.3.4.
    private static let lengthRule = "a name has parts of 1 to 63 characters and at most 253 together"

    /// The name in lower-case ASCII, labels outside ASCII in Punycode.
    ///
    /// Covers what links really carry of UTS #46: case, full-width forms, ideographic full stops, invisible characters.
    /// It does not compose combining marks (NFC).
    private static func asciiName(_ text: String, written: String) throws(WebAddressError) -> String {
        var name = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard let mapped = mapped(scalar) else {
                throw .host(written, reason: "it holds a character that no name can have")
            }
            name.append(contentsOf: mapped)
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.count <= 63 }) else { throw .host(written, reason: lengthRule) }
        let labels = parts.map { label in
            label.allSatisfy(\.isASCII) ? String(label) : "xn--" + punycode(Array(label))
        }
        let ascii = labels.joined(separator: ".")
        guard !ascii.utf8.contains(where: isForbidden) else {
            throw .host(written, reason: "it holds a character that no name can have")
        }
        guard ascii.utf8.contains(where: { $0 != UInt8(ascii: ".") }) else { throw .noHost }
        return ascii
    }

    /// What a character of a name stands for: nothing for invisible ones; nil where no name can hold it.
    private static func mapped(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView? {
        switch scalar.value {
        case 0x3002, 0xFF0E, 0xFF61: return ".".unicodeScalars
        case 0x00AD, 0x200B, 0x2060, 0xFEFF, 0xFE00...0xFE0F: return "".unicodeScalars
        case 0xFF01...0xFF5E:
            guard let narrow = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            return narrow.properties.lowercaseMapping.unicodeScalars
        case 0xFFFD: return nil
        default: break
        }
        guard !scalar.isASCII else { return scalar.properties.lowercaseMapping.unicodeScalars }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return nil
        default: return scalar.properties.lowercaseMapping.unicodeScalars
        }
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
        var decoded: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let high = WebAddressIPv4.hexValue(rest[rest.startIndex]),
                let low = WebAddressIPv4.hexValue(rest[rest.startIndex + 1])
            {
                decoded.append(UInt8(high << 4 | low))
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Stricter than the standard's "forbidden domain code point": what name servers know is letters, digits, `-`, `_`.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): false
        default: true
        }
    }

    /// A label in Punycode, without `xn--`.
    /// Source: RFC 3492, sections 3 and 6.3; no overflow here, since a label has at most 63 characters.
    static func punycode(_ label: [Unicode.Scalar]) -> String {
        let ascii = label.filter(\.isASCII)
        var output = ascii.map { UInt8($0.value) }
        if !output.isEmpty { output.append(UInt8(ascii: "-")) }
        var next: UInt32 = 128
        var delta = 0
        var bias = 72
        var handled = ascii.count
        while handled < label.count, let smallest = label.lazy.map(\.value).filter({ $0 >= next }).min() {
            delta += Int(smallest - next) * (handled + 1)
            next = smallest
            for scalar in label {
                if scalar.value < next { delta += 1 }
                guard scalar.value == next else { continue }
                appendDigits(of: delta, bias: bias, to: &output)
                bias = adapted(delta, count: handled + 1, isFirst: handled == ascii.count)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func appendDigits(of delta: Int, bias: Int, to output: inout [UInt8]) {
        var rest = delta
        var position = 36
        while true {
            let threshold = min(max(position - bias, 1), 26)
            let digit = rest < threshold ? rest : threshold + (rest - threshold) % (36 - threshold)
            output.append(UInt8(digit < 26 ? 0x61 + digit : 0x30 + digit - 26))
            guard rest >= threshold else { return }
            rest = (rest - threshold) / (36 - threshold)
            position += 36
        }
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var rest = isFirst ? delta / 700 : delta / 2
        rest += rest / count
        var steps = 0
        while rest > 455 {
            rest /= 35
            steps += 36
        }
        return steps + 36 * rest / (rest + 38)
    }
}
