/// Characters that steer a terminal or reorder or hide what a reader sees: control characters (C0, DEL, C1),
/// bidirectional marks and overrides, invisible format characters, line separators, and what no text may hold. The one
/// table of them: whatever comes from outside goes through it before it is printed, logged or served.
///
/// Source: Unicode Technical Report 36, section 2; Trojan Source (CVE-2021-42574).
package enum SteeringCharacters {
    /// LF, CR and TAB are among them: who lets these through says so.
    package static func contain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: true
        // Mongolian is spelt with it, and it steers nothing.
        case 0x180E: false
        default: scalar.properties.generalCategory == .format
        }
    }

    /// Whether UTF-8 bytes may encode one, LF and TAB apart: one look at each byte, since whole corpora pass through here.
    /// Says no for ASCII, Han, kana, full-width forms and the usual punctuation; a yes is looked at by scalars.
    package static func mayOccur(in bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A, 0x09, 0x20...0x7E, 0x80...0xBF, 0xC3...0xD7, 0xE3...0xED: break
            case 0xC2:  // U+0080 to U+009F, U+00AD; the interpunct of names passes
                if index + 1 >= bytes.count || bytes[index + 1] < 0xA0 || bytes[index + 1] == 0xAD { return true }
            case 0xE2:  // U+2000 to U+206F: marks and separators among dashes and quotes
                if index + 2 >= bytes.count { return true }
                let (second, third) = (bytes[index + 1], bytes[index + 2])
                if second == 0x81 || second == 0x80 && ((0x8B...0x8F).contains(third) || (0xA8...0xAE).contains(third))
                {
                    return true
                }
            case 0xEF:  // U+FEFF, U+FFF9 to U+FFFB, U+FFFE, U+FFFF
                if index + 2 >= bytes.count || bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF { return true }
                if bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xB9 { return true }
            default: return true  // the other controls, and scripts that have format characters
            }
            index += 1
        }
        return false
    }
}
