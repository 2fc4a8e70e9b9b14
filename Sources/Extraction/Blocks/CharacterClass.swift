/// What a character is to the measuring of prose.
enum CharacterClass: UInt8 {
    case han, letter, space, sentenceEnd, punctuation, other, invisible

    /// Reads one character of valid UTF-8 at `index`.
    /// - Returns: the class and the character's length in bytes.
    @inline(__always)
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (class: CharacterClass, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (ascii[Int(lead)], 1) }
        if lead < 0xE0 { return (twoBytes(lead, bytes[index + 1]), 2) }
        if lead < 0xF0 {
            if lead >= 0xE4, lead <= 0xE9 { return (.han, 3) }
            return (threeBytes(lead, bytes[index + 1], bytes[index + 2]), 3)
        }
        return (lead == 0xF0 && bytes[index + 1] >= 0xA0 ? .han : .other, 4)
    }

    private static func twoBytes(_ first: UInt8, _ second: UInt8) -> CharacterClass {
        switch (first, second) {
        case (0xC2, 0xA0): .space
        case (0xC2, 0xAD): .invisible  // soft hyphen
        case (0xC2, 0x85): .space  // next line
        case (0xC2, 0x80...0x9F): .invisible  // control characters
        case (0xC2, _): .other
        default: .letter
        }
    }

    private static func threeBytes(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> CharacterClass {
        switch (first, second) {
        case (0xE3, 0x80):
            switch third {
            case 0x80: .space
            case 0x81: .punctuation  // 、
            case 0x82: .sentenceEnd  // 。
            case 0x85, 0x86, 0x87: .han  // 々〆〇
            default: .other
            }
        case (0xE3, 0x81...0x83): .letter  // kana
        case (0xE3, 0x90...): .han  // extension A
        case (0xEF, 0xA4...0xAB): .han  // compatibility ideographs
        case (0xEF, 0xBC):
            switch third {
            case 0x81, 0x9F: .sentenceEnd  // ！？
            case 0x8C, 0x9A, 0x9B: .punctuation  // ，：；
            case 0x90...0x99, 0xA1...0xBA: .letter
            default: .other
            }
        case (0xEF, 0xBD): (0x81...0x9A).contains(third) ? .letter : .other
        case (0xE2, 0x80):
            switch third {
            case 0x80...0x8A, 0xA8, 0xA9, 0xAF: .space
            case 0x8B...0x8F, 0xAA...0xAE: .invisible
            case 0xA6: .sentenceEnd  // …
            case 0x9C, 0x9D: .punctuation  // “”
            default: .other
            }
        case (0xE2, 0x81):
            switch third {
            case 0x9F: .space
            case 0xA0...0xAF: .invisible
            case 0xB0...0xBF: .letter  // superscripts
            default: .other
            }
        case (0xEE, _): .other
        case (0xEF, 0xBB): third == 0xBF ? .invisible : .letter
        case (0xEF, 0xBF): .other
        case (0xE2, _): .other
        default: .letter
        }
    }

    private static let ascii: [CharacterClass] = (0..<128).map { byte in
        switch UInt8(byte) {
        case 0...0x20: .space
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            .letter
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): .sentenceEnd
        case UInt8(ascii: ","), UInt8(ascii: ";"): .punctuation
        default: .other
        }
    }
}
