/// The text without anything that steers a terminal or reorders what a reader sees: control characters (C0, C1,
/// DEL), bidirectional marks and overrides, invisible format characters, line separators. LF and TAB stay.
package func plainText(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return String(text) }
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
    default: scalar.properties.generalCategory == .format
    }
}
