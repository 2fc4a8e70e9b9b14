/// What of a text carries meaning: letters, digits and Han characters, full-width ones as ASCII; per cent and currency
/// signs; and the point within a decimal number. Everything else is punctuation, of which only the place is noted.
struct Wording: Hashable {
    private(set) var letters: [UInt32] = []
    /// What stands between each letter and the one before it; as long as `letters`.
    private(set) var joints: [Joint] = []

    /// What parts two letters.
    enum Joint: Hashable {
        case nothing, space
        /// The dot within a transcribed name: 艾合买提·玉素甫.
        case dot
        case punctuation
    }

    init() {}

    init(_ text: ArraySlice<Unicode.Scalar>) {
        let scalars = text.map(Wording.narrow)
        var joint = Joint.nothing
        for (place, scalar) in scalars.enumerated() {
            if Wording.carriesMeaning(scalar) || Wording.isDecimalPoint(scalars, place) {
                letters.append(scalar.value)
                joints.append(joint)
                joint = .nothing
            } else if scalar.properties.isWhitespace {
                if joint == .nothing { joint = .space }
            } else {
                joint = Wording.dots.contains(scalar) && joint == .nothing ? .dot : .punctuation
            }
        }
    }

    init(joining parts: some Sequence<Wording>) {
        for part in parts {
            let place = letters.count
            letters += part.letters
            joints += part.joints
            if place > 0, place < joints.count { joints[place] = .punctuation }
        }
    }

    private static let dots: Set<Unicode.Scalar> = ["·", "•", "・", "‧", "．"]

    /// Full-width ASCII as ASCII, as NFKC has it.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func carriesMeaning(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x25, 0x2030: return true
        case ..<0x80: return scalar == "$"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .currencySymbol:
            return true
        default:
            return false
        }
    }

    /// `1.5`, but not the points of `2023.6.15`, which part year, month and day like any other sign.
    private static func isDecimalPoint(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        guard scalars[place] == "." else { return false }
        var left = place
        while left > 0, isDigit(scalars[left - 1]) { left -= 1 }
        var right = place + 1
        while right < scalars.count, isDigit(scalars[right]) { right += 1 }
        guard left < place, right > place + 1 else { return false }
        return !(left > 0 && scalars[left - 1] == ".") && !(right < scalars.count && scalars[right] == ".")
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
