/// Recognises text of bytes below 0x80 that is not ASCII, by the marks that lead out of it.
enum SevenBitText {
    private static let escape: UInt8 = 0x1B
    /// Characters that say that an undeclared text is of the charset.
    private static let enoughCharacters = 4

    /// What stands behind the first escape character of each charset.
    private static let escapes: [(sequence: [UInt8], charset: Charset)] = [
        ("$)A", Charset.iso2022CN), ("$)G", .iso2022CN), ("$)E", .iso2022CN), ("$*H", .iso2022CN),
        ("$)C", .iso2022KR),
        ("$B", .iso2022JP), ("$@", .iso2022JP), ("$(D", .iso2022JP), ("(J", .iso2022JP),
        ("(I", .iso2022JP),
        ("$A", .iso2022JP), ("$(C", .iso2022JP),
    ].map { (Array($0.0.utf8), $0.1) }

    /// The charset, or nil for ASCII and for text that has bytes from 0x80 on.
    ///
    /// - Parameter declared: what header and page say.
    static func charset(of bytes: [UInt8], declared: [Charset]) -> Charset? {
        guard !bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        if let mark = bytes.firstIndex(of: escape) {
            let behind = bytes[(mark + 1)...]
            return escapes.first { behind.starts(with: $0.sequence) }?.charset
                ?? declared.first { $0.isSevenBit && $0 != .hz && $0 != .utf7 }
        }
        let hz = HZ.characters(in: bytes[...])
        if hz >= enoughCharacters || hz > 0 && declared.contains(.hz) { return .hz }
        if declared.contains(.utf7) || characters(inUTF7: bytes) >= enoughCharacters { return .utf7 }
        return nil
    }

    /// Han characters in runs of base64 between `+` and what is none, where nearly nothing else is in these.
    private static func characters(inUTF7 bytes: [UInt8]) -> Int {
        var (han, others) = (0, 0)
        var index = 0
        while let plus = bytes[index...].firstIndex(of: UInt8(ascii: "+")) {
            let run = bytes[(plus + 1)...].prefix(4096).prefix { value(ofBase64: $0) != nil }
            index = max(run.endIndex, plus + 1)
            guard run.count >= 3 else { continue }
            var (bits, count) = (UInt32(0), 0)
            for byte in run {
                bits = bits << 6 | (value(ofBase64: byte) ?? 0)
                count += 6
                guard count >= 16 else { continue }
                count -= 16
                let unit = bits >> UInt32(count) & 0xFFFF
                if (0x4E00...0x9FFF).contains(unit) || (0x3000...0x303F).contains(unit) || unit >= 0xFF00 {
                    han += 1
                } else if unit >= 0x80 {
                    others += 1
                }
            }
        }
        return others * 10 <= han ? han : 0
    }

    private static func value(ofBase64 byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
