/// The text without anything that steers a terminal or reorders what a reader sees: control characters (C0, C1,
/// DEL), bidirectional marks and overrides, invisible format characters, line separators. LF and TAB stay.
package func plainText(_ text: String) -> String {
    var text = text
    let isPlain = text.withUTF8 { bytes in !mayHoldSteering(bytes) }
    if isPlain { return text }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter { $0 == "\n" || $0 == "\t" || !isSteering($0) })
    return String(kept)
}

/// `plainText` on one line: every run of white space, with LF and TAB, becomes one space; none at the ends.
package func oneLine(_ text: some StringProtocol) -> String {
    var kept = String.UnicodeScalarView()
    var isSpaceDue = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            isSpaceDue = !kept.isEmpty
        } else if !isSteering(scalar) {
            if isSpaceDue { kept.append(" ") }
            isSpaceDue = false
            kept.append(scalar)
        }
    }
    return String(kept)
}

private func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    // Mongolian is spelt with it, and it steers nothing.
    case 0x180E: false
    default: scalar.properties.generalCategory == .format
    }
}

/// Whether UTF-8 bytes may encode a steering character: one look at each byte, since whole corpora pass through here.
/// Says no for ASCII, Han, kana, full-width forms and the usual punctuation; a yes is looked at by scalars.
private func mayHoldSteering(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in bytes.enumerated() {
        switch byte {
        case 0x0A, 0x09, 0x20...0x7E, 0x80...0xBF: continue
        case 0xC2:  // U+0080 to U+009F, U+00AD; the interpunct of names passes
            if index + 1 >= bytes.count || bytes[index + 1] < 0xA0 || bytes[index + 1] == 0xAD { return true }
        case 0xE2:  // U+2000 to U+206F: marks and separators among dashes and quotes
            if index + 2 >= bytes.count { return true }
            let (second, third) = (bytes[index + 1], bytes[index + 2])
            if second == 0x81 || second == 0x80 && ((0x8B...0x8F).contains(third) || (0xA8...0xAE).contains(third)) {
                return true
            }
        case 0xEF:  // U+FEFF, U+FFF9 to U+FFFB
            if index + 2 >= bytes.count || bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF { return true }
            if bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xB9 { return true }
        case 0xC3...0xD7, 0xE3...0xED: continue
        default: return true  // the other controls, and scripts that have format characters
        }
    }
    return false
}
