internal import Model

/// One field of an HTTP header; never one that could smuggle in another line.
package struct HeaderField: Hashable, Sendable {
    /// As written; compare with `isNamed(_:)`.
    package let name: String
    /// Without surrounding white space; no CR, LF or NUL.
    package let value: String

    /// Nil unless the name is a token and the value one line.
    /// Source: RFC 9110, sections 5.1 and 5.5.
    package init?(_ name: String, _ value: String) {
        let value = HeaderField.trimmed(value)
        guard !name.isEmpty, name.utf8.allSatisfy(HeaderField.isTokenByte),
            !value.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D })
        else { return nil }
        self.name = name
        self.value = value
    }

    /// Names differ by more than case.
    package func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count
            && zip(name.utf8, other.utf8).allSatisfy { HeaderField.lowercased($0) == HeaderField.lowercased($1) }
    }

    /// Reads a line as libcurl hands it over, line end included; nil where it is no field.
    ///
    /// Values are UTF-8 where they are valid UTF-8, else Latin-1. A `Location` that is neither ASCII nor UTF-8 is
    /// percent-encoded instead, which keeps the bytes that its site expects back.
    init?(line: UnsafeBufferPointer<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = String(decoding: line[..<colon], as: UTF8.self)
        let bytes = Array(line[(colon + 1)...])
        if let value = String(validating: bytes, as: UTF8.self) {
            self.init(name, value)
        } else if name.utf8.elementsEqual("location".utf8, by: { HeaderField.lowercased($0) == $1 }) {
            self.init(name, bytes.map { $0 < 0x80 ? String(Unicode.Scalar($0)) : HeaderField.escape($0) }.joined())
        } else {
            self.init(name, bytes.map { String(Unicode.Scalar($0)) }.joined())
        }
    }

    /// Longer values are not folded any further: each line would copy all before it.
    private static let foldedLimitBytes = 8 << 10

    /// The field with `more` added after a space: a value folded over two lines.
    func folding(_ more: String) -> HeaderField {
        guard value.utf8.count < HeaderField.foldedLimitBytes else { return self }
        return HeaderField(name, value + " " + HeaderField.trimmed(more)) ?? self
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text.utf8[...]
        while let byte = rest.first, isSpace(byte) { rest = rest.dropFirst() }
        while let byte = rest.last, isSpace(byte) { rest = rest.dropLast() }
        return String(Substring(rest))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func escape(_ byte: UInt8) -> String {
        String(decoding: PercentEncoding.octet(byte), as: UTF8.self)
    }
}

extension Sequence<HeaderField> {
    /// The value of the first field of that name, in any case.
    package func value(of name: String) -> String? {
        first { $0.isNamed(name) }?.value
    }
}
