internal import Model

/// A date as a line of text shows it.
struct FoundDate: Hashable, Sendable {
    let day: Day
    /// Seconds after midnight; nil where the line has no time.
    let timeOfDay: Int?
    /// Where it stands, as offsets of scalars.
    let range: Range<Int>
}

/// Finds dates in Chinese and in numeric writing: `2015年04月08日10:05`, `2005.08.2605:39`, `2023-02-15 12:20`,
/// `二〇二三年六月十六日`, `20230616`; and in English.
struct DateScanner {
    private let text: [UInt32]

    /// - Parameter text: scalars of a line, half width.
    init(_ text: [UInt32]) { self.text = text }

    /// All dates in the line, first to last.
    func dates() -> [FoundDate] {
        var found: [FoundDate] = []
        var index = 0
        while index < text.count {
            if let date = date(at: index) {
                found.append(date)
                index = date.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func date(at start: Int) -> FoundDate? {
        if isDigit(start), start == 0 || !isDigit(start - 1) { return numericDate(at: start) ?? englishDate(at: start) }
        if isLetter(start), start == 0 || !isLetter(start - 1) { return englishDate(at: start) }
        if chineseDigit(start) != nil, start == 0 || chineseDigit(start - 1) == nil { return chineseDate(at: start) }
        return nil
    }

    private func englishDate(at start: Int) -> FoundDate? {
        EnglishDate(in: text, at: start).map {
            FoundDate(day: $0.day, timeOfDay: $0.timeOfDay, range: start..<$0.end)
        }
    }

    private func numericDate(at start: Int) -> FoundDate? {
        guard let year = number(at: start, digits: 4), (1949...2100).contains(year) else { return nil }
        var index = skipSpaces(start + 4)
        guard index < text.count else { return nil }
        guard let separator = separator(at: index) else { return compactDate(at: start, year: year) }
        index = skipSpaces(index + 1)
        guard let month = flexibleNumber(at: index, limit: 12) else { return nil }
        index = skipSpaces(index + month.digits)
        guard index < text.count, self.separator(at: index) == (separator == year年 ? month月 : separator) else {
            return nil
        }
        index = skipSpaces(index + 1)
        guard let day = flexibleNumber(at: index, limit: 31),
            let date = Day(year: year, month: month.value, day: day.value)
        else { return nil }
        index += day.digits
        if isNumberGoingOn(at: index) { return nil }
        let afterSpaces = skipSpaces(index)
        if afterSpaces < text.count, text[afterSpaces] == 0x65E5 || text[afterSpaces] == 0x53F7 {
            index = afterSpaces + 1
        }
        return withTime(date, start: start, end: index)
    }

    /// A further digit makes it another number, unless a time follows at once.
    private func isNumberGoingOn(at index: Int) -> Bool {
        isDigit(index) && time(at: index) == nil
    }

    private func compactDate(at start: Int, year: Int) -> FoundDate? {
        guard let month = number(at: start + 4, digits: 2), let day = number(at: start + 6, digits: 2),
            !isDigit(start + 8), let date = Day(year: year, month: month, day: day)
        else { return nil }
        return withTime(date, start: start, end: start + 8)
    }

    private func withTime(_ day: Day, start: Int, end: Int) -> FoundDate {
        var index = end
        while index < text.count, index - end < 4,
            [0x20, 0x54, 0x74, 0x2C, 0xA0, 0x661F, 0x3000].contains(text[index])
        { index += 1 }
        // 星期五 and 周五 may stand between.
        if index > end, index < text.count, text[index] == 0x671F || text[index] == 0x5468 {
            index = skipSpaces(min(index + 2, text.count))
        }
        if let time = time(at: index) {
            return FoundDate(day: day, timeOfDay: time.seconds, range: start..<time.end)
        }
        return FoundDate(day: day, timeOfDay: nil, range: start..<end)
    }

    /// `12:20`, `12:20:05`, `9时30分`.
    private func time(at start: Int) -> (seconds: Int, end: Int)? {
        guard let hour = flexibleNumber(at: start, limit: 23, minimum: 0) else { return nil }
        var index = start + hour.digits
        guard index < text.count, isColon(text[index]) || text[index] == 0x65F6 || text[index] == 0x70B9,
            let minute = number(at: index + 1, digits: 2), minute < 60
        else { return nil }
        index += 3
        var seconds = hour.value * 3600 + minute * 60
        if index < text.count, isColon(text[index]), let second = number(at: index + 1, digits: 2), second < 61 {
            seconds += min(second, 59)
            index += 3
        } else if index < text.count, text[index] == 0x5206 {
            index += 1
        }
        return (seconds, index)
    }

    private func chineseDate(at start: Int) -> FoundDate? {
        var year = 0
        for offset in 0..<4 {
            guard let digit = chineseDigit(start + offset) else { return nil }
            year = year * 10 + digit
        }
        guard (1949...2100).contains(year), start + 4 < text.count, text[start + 4] == 0x5E74,
            let month = chineseNumber(at: start + 5), month.end < text.count, text[month.end] == 0x6708,
            let day = chineseNumber(at: month.end + 1), day.end < text.count, text[day.end] == 0x65E5,
            let date = Day(year: year, month: month.value, day: day.value)
        else { return nil }
        return FoundDate(day: date, timeOfDay: nil, range: start..<(day.end + 1))
    }

    /// 一 to 三十一.
    private func chineseNumber(at start: Int) -> (value: Int, end: Int)? {
        var value = 0
        var index = start
        while index < text.count, index - start < 4 {
            if text[index] == 0x5341 {
                value = max(value, 1) * 10
            } else if let digit = chineseDigit(index) {
                // 一〇 is positional, 十一 is a sum.
                let isPositional = index > start && text[index - 1] != 0x5341
                value = isPositional ? value * 10 + digit : value + digit
            } else {
                break
            }
            index += 1
        }
        return value > 0 ? (value, index) : nil
    }

    private func chineseDigit(_ index: Int) -> Int? {
        guard index < text.count else { return nil }
        return DateScanner.chineseDigits[text[index]]
    }

    private static let chineseDigits: [UInt32: Int] = Dictionary(
        uniqueKeysWithValues: zip("〇一二三四五六七八九".unicodeScalars.map(\.value), 0...9).map { ($0, $1) }
            + [(0x25CB, 0), (0x96F6, 0), (0x25EF, 0), (0x3007, 0)].filter { $0.0 != 0x3007 })

    private let year年: UInt32 = 0x5E74
    private let month月: UInt32 = 0x6708

    private func separator(at index: Int) -> UInt32? {
        guard index < text.count else { return nil }
        switch text[index] {
        case 0x2D, 0x2F, 0x2E, 0x5E74, 0x6708: return text[index]
        case 0xFF0D, 0x2013, 0x2014, 0x2212: return 0x2D
        case 0xFF0E, 0xB7: return 0x2E
        case 0xFF0F: return 0x2F
        default: return nil
        }
    }

    private func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFF1A || scalar == 0x2236 }

    private func isDigit(_ index: Int) -> Bool {
        index >= 0 && index < text.count && (0x30...0x39).contains(text[index])
    }

    private func isLetter(_ index: Int) -> Bool { (0x61...0x7A).contains(text[index] | 0x20) }

    private func skipSpaces(_ start: Int) -> Int {
        var index = start
        while index < text.count, index - start < 3, text[index] == 0x20 || text[index] == 0xA0 { index += 1 }
        return index
    }

    private func number(at start: Int, digits: Int) -> Int? {
        var value = 0
        for index in start..<(start + digits) {
            guard isDigit(index) else { return nil }
            value = value * 10 + Int(text[index] - 0x30)
        }
        return value
    }

    /// One or two digits, two where the number stays within the limit.
    private func flexibleNumber(at start: Int, limit: Int, minimum: Int = 1) -> (value: Int, digits: Int)? {
        if let two = number(at: start, digits: 2), two <= limit, two >= minimum { return (two, 2) }
        if let one = number(at: start, digits: 1), one >= minimum, one <= limit { return (one, 1) }
        return nil
    }
}
