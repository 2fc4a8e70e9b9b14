internal import CXML
import Glibc

/// Character references such as `&nbsp;` and `&#x3000;`.
///
/// Source: HTML Living Standard, 13.2.5.72 to 13.2.5.80; the names are HTML 4's, as libxml2 has them.
enum CharacterReference {
    /// Appends the bytes with every reference replaced by its character; what is none stays as it is.
    /// NUL and other control characters but white space are left out.
    static func resolve(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        while start < bytes.count {
            let found = memchr(base + start, 0x26, bytes.count - start)
            let ampersand = found.map { UnsafeRawPointer(base).distance(to: $0) } ?? bytes.count
            append(UnsafeBufferPointer(rebasing: bytes[start..<ampersand]), to: &text)
            guard ampersand < bytes.count else { return }
            if let (scalar, next) = reference(in: bytes, at: ampersand) {
                text.append(contentsOf: Unicode.UTF8.encode(scalar)!)  // every scalar has an encoding
                start = next
            } else {
                text.append(0x26)
                start = ampersand + 1
            }
        }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        if bytes.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 || $0 == 0x7F }) {
            text.append(
                contentsOf: bytes.lazy.filter { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 })
        } else {
            text.append(contentsOf: bytes)
        }
    }

    private static func reference(
        in bytes: UnsafeBufferPointer<UInt8>, at ampersand: Int
    ) -> (scalar: Unicode.Scalar, next: Int)? {
        guard ampersand + 2 < bytes.count else { return nil }
        return bytes[ampersand + 1] == UInt8(ascii: "#")
            ? numeric(in: bytes, from: ampersand + 2) : named(in: bytes, from: ampersand + 1)
    }

    private static func numeric(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (scalar: Unicode.Scalar, next: Int)? {
        let isHex = bytes[start] | 0x20 == UInt8(ascii: "x")
        var at = isHex ? start + 1 : start
        let first = at
        var value: UInt32 = 0
        while at < bytes.count, at - first < 10, let digit = digit(bytes[at], isHex: isHex) {
            value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
            at += 1
        }
        guard at > first else { return nil }
        if at < bytes.count, bytes[at] == UInt8(ascii: ";") { at += 1 }
        if (0x80...0x9F).contains(value) { value = windows1252[Int(value) - 0x80] }
        if value < 0x20, value != 0x09, value != 0x0A, value != 0x0D { value = 0x20 }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", at)
    }

    private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static func named(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (scalar: Unicode.Scalar, next: Int)? {
        var name: [CChar] = []
        var at = start
        while at < bytes.count, name.count < 10, isLetterOrDigit(bytes[at]) {
            name.append(CChar(bitPattern: bytes[at]))
            at += 1
        }
        guard !name.isEmpty else { return nil }
        let hasSemicolon = at < bytes.count && bytes[at] == UInt8(ascii: ";")
        // Without a semicolon only the space counts: `&copy=1` in a link is not a sign.
        if !hasSemicolon {
            guard name.starts(with: "nbsp".utf8.map { CChar(bitPattern: $0) }) else { return nil }
            return ("\u{A0}", start + 4)
        }
        if name == "apos".utf8.map({ CChar(bitPattern: $0) }) { return ("'", at + 1) }
        name.append(0)
        let value = name.withUnsafeBufferPointer { cxml_entity($0.baseAddress) }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, at + 1)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// What browsers take 0x80 to 0x9F for.
    static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
