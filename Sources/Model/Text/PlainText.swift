/// The text without anything that steers a terminal or reorders what a reader sees: control characters (C0, C1,
/// DEL), bidirectional marks and overrides, invisible format characters, line separators. LF and TAB stay.
package func plainText(_ text: String) -> String {
    guard SteeringCharacters.mayOccur(in: text.utf8Span.span) else { return text }
    var kept = String.UnicodeScalarView()
    kept.append(
        contentsOf: text.unicodeScalars.lazy.filter { $0 == "\n" || $0 == "\t" || !SteeringCharacters.contain($0) })
    return String(kept)
}

/// `plainText` on one line: every run of white space, with LF and TAB, becomes one space; none at the ends.
package func oneLine(_ text: some StringProtocol) -> String {
    var kept = String.UnicodeScalarView()
    var isSpaceDue = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            isSpaceDue = !kept.isEmpty
        } else if !SteeringCharacters.contain(scalar) {
            if isSpaceDue { kept.append(" ") }
            isSpaceDue = false
            kept.append(scalar)
        }
    }
    return String(kept)
}
