/// How a list writes its numbers. Source: CSS Counter Styles Level 3; HTML Living Standard, 4.4.5.
enum ListStyle: Hashable, Sendable {
    /// `none`, and the bullets, which are no text.
    case unnumbered
    case decimal, paddedDecimal
    case lowerLetters, upperLetters
    case lowerRoman, upperRoman
    case chinese

    /// What the element itself says, inline or by its `type`; nil where it says nothing.
    init?(of node: Int, in tree: PageTree) {
        if let style = tree.attribute(.style, of: node), let found = ListStyle(css: style) {
            self = found
            return
        }
        switch tree.attribute(.type, of: node) {
        case "1": self = .decimal
        case "a": self = .lowerLetters
        case "A": self = .upperLetters
        case "i": self = .lowerRoman
        case "I": self = .upperRoman
        default: return nil
        }
    }

    /// Reads `list-style` and `list-style-type`, the last of them; nil where there is neither.
    init?(css: String) {
        var found: ListStyle?
        for declaration in css.lowercased().split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].filter { !$0.isWhitespace }
            guard name == "list-style" || name == "list-style-type" else { continue }
            let words = parts[1].split { $0.isWhitespace || $0 == "!" }
            found = words.lazy.compactMap { ListStyle.keywords[String($0)] }.first ?? found
        }
        guard let found else { return nil }
        self = found
    }

    private static let keywords: [String: ListStyle] = [
        "none": .unnumbered, "disc": .unnumbered, "circle": .unnumbered, "square": .unnumbered, "decimal": .decimal,
        "decimal-leading-zero": .paddedDecimal, "lower-alpha": .lowerLetters, "lower-latin": .lowerLetters,
        "upper-alpha": .upperLetters, "upper-latin": .upperLetters, "lower-roman": .lowerRoman,
        "upper-roman": .upperRoman, "cjk-ideographic": .chinese, "simp-chinese-informal": .chinese,
        "trad-chinese-informal": .chinese, "cjk-decimal": .chinese,
    ]

    /// What stands before an item: `3. `, `三、`, `c. `; numbers that a style cannot write are decimal.
    func label(_ number: Int) -> String? {
        switch self {
        case .unnumbered: nil
        case .paddedDecimal where (0...9).contains(number): "0\(number). "
        case .decimal, .paddedDecimal: "\(number). "
        case .lowerLetters: "\(ListStyle.letters(number)?.lowercased() ?? "\(number)"). "
        case .upperLetters: "\(ListStyle.letters(number) ?? "\(number)"). "
        case .lowerRoman: "\(ListStyle.roman(number)?.lowercased() ?? "\(number)"). "
        case .upperRoman: "\(ListStyle.roman(number) ?? "\(number)"). "
        case .chinese: ListStyle.chinese(number).map { "\($0)、" } ?? "\(number). "
        }
    }

    /// 1 is A, 26 Z, 27 AA.
    private static func letters(_ number: Int) -> String? {
        guard number > 0 else { return nil }
        var rest = number
        var letters: [Character] = []
        while rest > 0 {
            rest -= 1
            letters.append(Character(Unicode.Scalar(UInt8(0x41 + rest % 26))))
            rest /= 26
        }
        return String(letters.reversed())
    }

    private static func roman(_ number: Int) -> String? {
        guard (1...3999).contains(number) else { return nil }
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        return signs.reduce(into: (text: "", rest: number)) { result, sign in
            result.text += String(repeating: sign.1, count: result.rest / sign.0)
            result.rest %= sign.0
        }.text
    }

    /// 1 to 99: 九, 十, 十一, 二十, 二十一.
    private static func chinese(_ number: Int) -> String? {
        guard (1...99).contains(number) else { return nil }
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        let tens = number / 10
        return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[number % 10]
    }
}
