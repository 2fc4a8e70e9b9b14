/// Text that is UTF-8 but for a few bytes: a part that an editor pasted in another charset, a surrogate pair that a
/// database wrote as two characters.
struct MostlyUTF8 {
    private let bytes: [UInt8]

    /// In other charsets about one character in eight happens to be one of UTF-8 too, for two bytes that are none.
    private static let least = (characters: 8, perForeignByte: 1)

    /// Nil for text that is in another charset.
    init?(_ bytes: [UInt8]) {
        var counted = (characters: 0, foreign: 0)
        bytes.withUnsafeBufferPointer { counted = MostlyUTF8.counts(of: $0) }
        guard counted.characters >= MostlyUTF8.least.characters,
            counted.characters >= counted.foreign * MostlyUTF8.least.perForeignByte
        else { return nil }
        self.bytes = MostlyUTF8.withoutSurrogates(bytes)
    }

    /// Characters of several bytes, and bytes that are part of none; counted as far as the text may be UTF-8.
    private static func counts(of bytes: UnsafeBufferPointer<UInt8>) -> (characters: Int, foreign: Int) {
        var (index, characters, foreign) = (0, 0, 0)
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
            } else if let length = length(of: bytes, at: index) ?? lengthOfSurrogates(bytes, at: index) {
                characters += 1
                index += length
            } else {
                foreign += 1
                index += 1
                if foreign > 4000, characters * 4 < foreign { return (0, foreign) }
            }
        }
        return (characters, foreign)
    }

    /// Six bytes: the two halves of a surrogate pair, each as a character.
    private static func lengthOfSurrogates(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        guard index + 6 <= bytes.count, bytes[index] == 0xED, (0xA0...0xAF).contains(bytes[index + 1]),
            bytes[index + 3] == 0xED, (0xB0...0xBF).contains(bytes[index + 4])
        else { return nil }
        return 6
    }

    /// Bytes of the well-formed character of several bytes at the index; nil where there is none.
    private static func length(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let lead = bytes[index]
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard index + length <= bytes.count,
            bytes[index + 1..<index + length].allSatisfy({ $0 & 0xC0 == 0x80 })
        else {
            return nil
        }
        switch (lead, bytes[index + 1]) {
        case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return nil
        default: return length
        }
    }

    /// The text; what is no UTF-8 between two marks of markup is read as GB 18030 where it can be.
    func decoded() -> DecodedText {
        let whole = CharsetDecoder.decode(bytes[...], as: .utf8)
        guard whole.invalidSequences > 0 else { return whole }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var invalid = 0
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].dropFirst().firstIndex(where: MostlyUTF8.isMarkup) ?? bytes.count
            let piece = bytes[start..<end]
            start = end
            if CharsetDecoder.isValidUTF8(piece) {
                output.append(contentsOf: piece)
                continue
            }
            let chinese = CharsetDecoder.decode(piece, as: .gb18030)
            let isForeign = chinese.invalidSequences == 0 && MostlyUTF8(Array(piece)) == nil
            let text = isForeign ? chinese : CharsetDecoder.decode(piece, as: .utf8)
            output.append(contentsOf: text.utf8)
            invalid += text.invalidSequences
        }
        return DecodedText(utf8: output, invalidSequences: invalid, breaksOff: whole.breaksOff)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
            || byte == 0x0A
    }

    /// Surrogates that stand as characters of their own become the one that they mean (CESU-8, Unicode TR 26).
    private static func withoutSurrogates(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var copied = 0
        var index = 0
        while let lead = bytes[index...].firstIndex(of: 0xED) {
            index = lead + 1
            guard bytes.withUnsafeBufferPointer({ lengthOfSurrogates($0, at: lead) }) != nil,
                let scalar = Unicode.Scalar(
                    0x10000 + (UInt32(bytes[lead + 1] & 0x0F) << 6 | UInt32(bytes[lead + 2] & 0x3F)) << 10
                        + (UInt32(bytes[lead + 4] & 0x0F) << 6 | UInt32(bytes[lead + 5] & 0x3F)))
            else { continue }
            output.append(contentsOf: bytes[copied..<lead])
            output.append(contentsOf: Array(String(scalar).utf8))
            copied = lead + 6
            index = copied
        }
        return copied == 0 ? bytes : output + bytes[copied...]
    }
}
