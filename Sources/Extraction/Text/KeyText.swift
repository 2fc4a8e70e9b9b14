/// A text without what the same text in other clothes does not share: width, script, letter case, white space and
/// punctuation are folded away, one line after the other.
///
/// | kept | of |
/// |---|---|
/// | letters, Han characters, digits | everything, in NFKC |
/// | `.` | a number: 1.2 is not 12 |
/// | `-` and `+` | a number that they stand before, but not behind a figure or a Latin letter: 为-5℃, but 2023-24, A-5 |
/// | `%` and `‰` | a number that they stand behind |
/// | `^` | a raised figure behind another: 10⁴ is not 104 |
///
/// With `marks`, also what a reader sees and a copy elsewhere need not share: signs of reckoning and of money, and that
/// two numbers are two. A comma between thousands parts none.
struct KeyText {
    private var kept: [UInt32] = []
    private let marks: Bool
    /// What stands before, but for spaces; 0 at the beginning of a line or of a cell.
    private var before: UInt32 = 0
    /// A mark that counts if a figure follows.
    private var pending: UInt32?
    /// What parts the last figure from what comes: `comma` or `parting`.
    private var gap: UInt32?

    private static let comma: UInt32 = 0x2C
    private static let parting: UInt32 = 0x3B

    init(marks: Bool = false) { self.marks = marks }

    var count: Int { kept.count }

    var scalars: [UInt32] { marks ? KeyText.withoutThousands(kept) : kept }

    mutating func append(_ line: String) {
        let start = kept.count
        beginCell()
        if !KeyText.beginsWithItem(line) {
            var isCommon = true
            for scalar in line.unicodeScalars where isCommon { isCommon = appendCommon(Width.half(scalar.value)) }
            if isCommon { return }
            // A rarer character: the whole line goes through NFKC, which may compose it with its neighbours.
            kept.removeSubrange(start...)
            beginCell()
        }
        for scalar in CompatibilityForm.compose(KeyText.spelled(line)) where !appendCommon(scalar) {
            appendOther(scalar)
        }
    }

    private mutating func beginCell() {
        before = 0
        pending = nil
        gap = KeyText.parting
    }

    /// Whether a line begins with its number in a list, and a year: `1.2024年…`, which is no number of two parts.
    private static func beginsWithItem(_ line: String) -> Bool {
        var figures = 0
        var hasPoint = false
        for scalar in line.unicodeScalars {
            let scalar = Width.half(scalar.value)
            if isFigure(scalar) {
                figures += 1
                guard figures <= (hasPoint ? 4 : 2) else { return false }
            } else if scalar == 0x2E, !hasPoint, figures > 0 {
                hasPoint = true
                figures = 0
            } else {
                return scalar == 0x5E74 && hasPoint && figures == 4
            }
        }
        return false
    }

    /// The line with raised figures behind a figure as `^` and a figure, and without the point of its number in a list.
    private static func spelled(_ line: String) -> [UInt32] {
        var spelled: [UInt32] = []
        var isItem = beginsWithItem(line)
        var previous: UInt32 = 0
        for scalar in line.unicodeScalars {
            var scalar = Width.half(scalar.value)
            if let figure = raisedFigures.firstIndex(of: scalar) {
                if isFigure(previous) { spelled.append(0x5E) }
                scalar = 0x30 + UInt32(figure)
            } else if isItem, scalar == 0x2E {
                isItem = false
                scalar = 0x3001
            }
            spelled.append(scalar)
            previous = scalar
        }
        return spelled
    }

    private static let raisedFigures: [UInt32] = [
        0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079,
    ]

    /// - Returns: whether the scalar is one of those whose treatment is known without NFKC.
    @inline(__always)
    private mutating func appendCommon(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: letter(KeyText.folded(scalar))
        case 0x30...0x39: figure(scalar)
        case 0x61...0x7A: letter(scalar)
        case 0x41...0x5A: letter(scalar + 0x20)
        case 0x09, 0x0A: beginCell()
        case 0x20, 0xA0, 0x3000: break
        case 0..<0x80, 0xB7, 0xD7, 0x2010...0x2027, 0x2030, 0x2212, 0x2500...0x25FF, 0x3001...0x3004, 0x3008...0x301F:
            mark(scalar)
        default: return false
        }
        return true
    }

    private mutating func appendOther(_ scalar: UInt32) {
        guard let properties = Unicode.Scalar(scalar)?.properties else { return }
        guard properties.isAlphabetic || properties.numericType != nil else {
            if !properties.isWhitespace { mark(scalar) }
            return
        }
        for lower in properties.lowercaseMapping.unicodeScalars { letter(KeyText.folded(lower.value)) }
    }

    @inline(__always)
    private mutating func letter(_ scalar: UInt32) {
        pending = nil
        before = scalar
        kept.append(scalar)
    }

    @inline(__always)
    private mutating func figure(_ scalar: UInt32) {
        if let sign = pending {
            kept.append(sign)
            pending = nil
        } else if marks, !KeyText.isFigure(before), let gap, let last = kept.last, KeyText.isFigure(last) {
            kept.append(gap)
        }
        gap = nil
        before = scalar
        kept.append(scalar)
    }

    @inline(__always)
    private mutating func mark(_ scalar: UInt32) {
        let isAfterFigure = KeyText.isFigure(before)
        let wasPending = pending != nil
        pending = nil
        switch scalar {
        case 0x2E, 0x5E: if isAfterFigure { pending = scalar }
        case 0x2B, 0x2D, 0x2212:
            // Behind these it joins: 2023-24, A-5, 10%-20%, (0750)-123, --.
            let joins = before.isASCIILetterOrDigit || before == 0x2D || before == 0x29 || before == 0x25
            if !joins { pending = scalar == 0x2B ? scalar : 0x2D }
        case 0x25, 0x2030: if isAfterFigure { kept.append(scalar) }
        default: break
        }
        before = scalar == 0x2212 ? 0x2D : scalar
        guard marks, pending == nil || wasPending else {
            gap = KeyText.parting
            return
        }
        gap = isAfterFigure && scalar == KeyText.comma ? KeyText.comma : KeyText.parting
        if KeyText.isReckoning(scalar) { kept.append(scalar) }
    }

    private static func isReckoning(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x24, 0x2B, 0x3D, 0xA2...0xA5, 0xB1, 0xD7, 0xF7, 0x20A0...0x20CF, 0x221A, 0x2248, 0x2260...0x226F: true
        default: false
        }
    }

    /// Without the commas between groups of three figures; every other one only parts.
    private static func withoutThousands(_ marked: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        for (place, scalar) in marked.enumerated() {
            guard scalar == comma else {
                result.append(scalar)
                continue
            }
            let group = marked[(place + 1)...].prefix { isFigure($0) }.count
            if group != 3 { result.append(parting) }
        }
        return result
    }

    private static func isFigure(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    private static func folded(_ scalar: UInt32) -> UInt32 {
        let simplified = TraditionalTable.simplified(scalar)
        return simplified == 0x7740 ? 0x8457 : simplified  // 着 and 著 are one in Traditional text
    }
}
