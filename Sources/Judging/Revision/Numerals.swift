/// Which letters write numbers, and which stand only beside them.
enum Numerals {
    /// Digits of any script, Chinese numerals in both forms, the decimal point, % and ‰.
    static func isNumeral(_ letter: UInt32) -> Bool {
        if letter < 0x80 { return isDigit(letter) || letter == 0x2E || letter == 0x25 }
        return letter == 0x2030 || chinese.contains(letter)
            || (Unicode.Scalar(letter)?.properties.generalCategory).map { $0 == .decimalNumber } ?? false
    }

    static func isDigit(_ letter: UInt32) -> Bool { (0x30...0x39).contains(letter) }

    /// What makes a date, a time or an amount of a number.
    static func isUnit(_ letter: UInt32) -> Bool { units.contains(letter) }

    private static let chinese = letters("〇零一二三四五六七八九十百千万亿兆两半壹贰叁肆伍陆柒捌玖拾佰仟廿卅")
    private static let units = letters("年月日号时点分秒元角周岁届期")

    private static func letters(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }
}
