/// A SHA-256 digest.
package struct Digest: Hashable, Sendable {
    /// Always 32 bytes.
    package let bytes: [UInt8]

    /// Nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Nil unless there are 64 lower-case hex digits.
    package init?(hex: String) {
        guard let bytes = bytesOfHex(hex) else { return nil }
        self.init(bytes: bytes)
    }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hex digits.
    package var description: String { hexDigits(of: bytes) }
}

/// An article's name in the archive: the first 64 bits of the SHA-256 over its dedup key.
package struct ArticleID: Hashable, Sendable {
    package let bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    package init(_ digest: Digest) {
        bits = digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Nil unless there are 16 lower-case hex digits.
    package init?(_ hex: String) {
        guard let bytes = bytesOfHex(hex), bytes.count == 8 else { return nil }
        bits = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension ArticleID: CustomStringConvertible {
    /// 16 lower-case hex digits.
    package var description: String {
        hexDigits(of: (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    }
}

/// A 64-bit similarity hash: near-duplicates differ in few bits.
package struct Simhash: Hashable, Sendable {
    package let bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    /// Bits that differ, 0 to 64.
    package func distance(to other: Simhash) -> Int { (bits ^ other.bits).nonzeroBitCount }
}

extension Simhash: CustomStringConvertible {
    /// 16 lower-case hex digits.
    package var description: String { ArticleID(bits: bits).description }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodedHex(decoder, expecting: "64 hex digits") { Digest(hex: $0) }
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension ArticleID: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodedHex(decoder, expecting: "16 hex digits") { ArticleID($0) }
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Simhash: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodedHex(decoder, expecting: "16 hex digits") { ArticleID($0).map { Simhash(bits: $0.bits) } }
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

private func decodedHex<Value>(
    _ decoder: any Decoder, expecting expectation: String, _ read: (String) -> Value?
) throws -> Value {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = read(text) else {
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "expected \(expectation), found \(text)"))
    }
    return value
}

/// Lower-case hex, two digits a byte.
package func hexDigits(of bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

private func bytesOfHex(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
        let value: UInt8
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = character - UInt8(ascii: "a") + 10
        default: return nil
        }
        if let first = high {
            bytes.append(first << 4 | value)
            high = nil
        } else {
            high = value
        }
    }
    return high == nil ? bytes : nil
}
