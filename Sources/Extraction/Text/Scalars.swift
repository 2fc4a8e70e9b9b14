/// The scalars of a line.
func scalars(of text: some StringProtocol) -> [UInt32] { text.unicodeScalars.map(\.value) }

/// The line that the scalars spell.
func string(of scalars: some Sequence<UInt32>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return String(text)
}

extension UInt32 {
    /// Whether the scalar is a Han character.
    var isHan: Bool {
        switch self {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3005...0x3007: true
        default: false
        }
    }

    var isASCIILetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
