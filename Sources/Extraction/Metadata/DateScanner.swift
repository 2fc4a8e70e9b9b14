internal import Model

/// A date as a line of text shows it.
struct FoundDate: Hashable, Sendable {
    let day: Day
    /// Seconds after midnight; nil where the line has no time.
    let timeOfDay: Int?
    /// Where it stands, as offsets of scalars.
    let range: Range<Int>
    /// Seconds that the clock of the time is ahead of UTC, where the text says so: `2024-03-04T23:05:07Z`.
    var zone: Int?

    /// The same moment by a clock that is so many seconds ahead of UTC; unchanged where the text names no zone.
    func moved(to offset: Int) -> FoundDate {
        guard let zone, let timeOfDay else { return self }
        let moment = Timestamp(secondsSinceEpoch: day.daysSinceEpoch * 86_400 + timeOfDay - zone)
        let day = moment.day(offset: offset)
        let time = moment.secondsSinceEpoch + offset - day.daysSinceEpoch * 86_400
        return FoundDate(day: day, timeOfDay: time, range: range)
    }
}

/// Finds dates in Chinese and in numeric writing: `2015年04月08日10:05`, `2005.08.2605:39`, `2023-02-15 12:20`,
/// `二〇二三年六月十六日`, `20230616`, `民國113年3月5日`; and in English.
struct DateScanner {
    private let text: [UInt32]
    private let takesRepublicYears: Bool

    /// - Parameters:
    ///   - text: scalars of a line, half width.
    ///   - takesRepublicYears: years of three digits are the Republic's (民國, 113 is 2024) also where it is not named.
    init(_ text: [UInt32], takesRepublicYears: Bool = false) {
        self.text = text
        self.takesRepublicYears = takesRepublicYears
    }

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
        if let date = republicDate(at: start) { return date }
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
        let index = skipSpaces(start + 4)
        guard index < text.count else { return nil }
        guard separator(at: index) != nil else { return compactDate(at: start, year: year) }
        return dayOfYear(year, at: index, start: start)
    }

    /// `民國113年3月5日`, `中華民國 113 年 3 月 5 日`; without the name, where it is asked for, `113-03-05`.
    private func republicDate(at start: Int) -> FoundDate? {
        var index = start
        let name = DateScanner.republic.first { text[start...].starts(with: $0) }
        let isNamed = name != nil
        if let name {
            index = skipSpaces(start + name.count)
        } else if !takesRepublicYears || !isDigit(start) || isDigit(start - 1) {
            return nil
        }
        if isNamed, let year = chineseYear(at: index) {
            return chineseDay(1911 + year.value, at: year.end, start: start)
        }
        var digits = 0
        while digits < 4, isDigit(index + digits) { digits += 1 }
        guard digits == 3 || isNamed && digits == 2, let count = number(at: index, digits: digits),
            (38...189).contains(count)
        else { return nil }
        let year = skipSpaces(index + digits)
        return separator(at: year) == nil ? nil : dayOfYear(1911 + count, at: year, start: start)
    }

    /// - Parameter separatorAt: where the mark between year and month stands.
    private func dayOfYear(_ year: Int, at separatorAt: Int, start: Int) -> FoundDate? {
        guard let separator = separator(at: separatorAt) else { return nil }
        var index = skipSpaces(separatorAt + 1)
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
        var index = skipGap(end)
        let isJoined = index > end && text[end] | 0x20 == 0x74
        index = skipGap(skipWeekday(index))
        let half = halfOfDay(at: index)
        if let half { index = skipGap(half.end) }
        guard let time = time(at: index) else { return FoundDate(day: day, timeOfDay: nil, range: start..<end) }
        let behind = half == nil ? halfOfDay(at: skipSpaces(time.end)) : nil
        var seconds = time.seconds
        if (half ?? behind)?.isLate == true, seconds < 12 * 3600 { seconds += 12 * 3600 }
        // 上午12:05 and 12:05 AM are the first hour.
        if (half ?? behind)?.isLate == false, seconds >= 12 * 3600, seconds < 13 * 3600 { seconds -= 12 * 3600 }
        let zone = zone(at: time.end, isJoined: isJoined)
        return FoundDate(
            day: day, timeOfDay: seconds, range: start..<(zone?.end ?? behind?.end ?? time.end), zone: zone?.seconds)
    }

    /// Up to three of what stands between a day and its time.
    private func skipGap(_ start: Int) -> Int {
        var index = start
        while index < text.count, index - start < 4, [0x20, 0x54, 0x74, 0x2C, 0xA0, 0x3000].contains(text[index]) {
            index += 1
        }
        return index
    }

    /// `星期五`, `周五`, `週五`, `禮拜五`, also in brackets.
    private func skipWeekday(_ start: Int) -> Int {
        var index = start
        let isBracketed = index < text.count && text[index] == 0x28
        if isBracketed { index += 1 }
        guard let word = DateScanner.weeks.first(where: { text[index...].starts(with: $0) }),
            index + word.count < text.count, DateScanner.weekdays.contains(text[index + word.count])
        else { return start }
        index += word.count + 1
        if isBracketed, index < text.count, text[index] == 0x29 { index += 1 }
        return index
    }

    /// `上午`, `下午`, `晚上`, `PM`: whether hours from one to eleven are those after noon.
    private func halfOfDay(at start: Int) -> (isLate: Bool, end: Int)? {
        guard start < text.count else { return nil }
        let word = DateScanner.halves.first { word, _ in text[start...].starts(with: word) }
        return word.map { ($0.isLate, start + $0.word.count) }
    }

    /// `Z`, `UTC`, `GMT` behind a time; `+08:00` and `+0800` where a T joins it to its day.
    private func zone(at start: Int, isJoined: Bool) -> (seconds: Int, end: Int)? {
        let index = skipSpaces(start)
        for word in DateScanner.universal where index < text.count && text[index...].starts(with: word) {
            let end = index + word.count
            return end < text.count && isLetter(end) ? nil : (0, end)
        }
        guard isJoined, start < text.count, text[start] == 0x2B || text[start] == 0x2D,
            let hours = number(at: start + 1, digits: 2), hours <= 14
        else { return nil }
        let minutesAt = start + 3 < text.count && isColon(text[start + 3]) ? start + 4 : start + 3
        guard let minutes = number(at: minutesAt, digits: 2), minutes < 60 else { return nil }
        return ((hours * 60 + minutes) * (text[start] == 0x2B ? 60 : -60), minutesAt + 2)
    }

    private static let republic = ["中華民國", "中华民国", "民國", "民国"].map { scalars(of: $0) }
    private static let weeks = ["星期", "礼拜", "禮拜", "周", "週"].map { scalars(of: $0) }
    private static let weekdays = Set(scalars(of: "一二三四五六日天"))
    private static let universal = ["Z", "UTC", "GMT"].map { scalars(of: $0) }
    private static let halves = [
        ("上午", false), ("早上", false), ("早晨", false), ("凌晨", false), ("中午", true), ("下午", true), ("午后", true),
        ("傍晚", true), ("晚上", true), ("AM", false), ("am", false), ("PM", true), ("pm", true),
    ].map { (word: scalars(of: $0.0), isLate: $0.1) }

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
        guard (1949...2100).contains(year) else { return nil }
        return chineseDay(year, at: start + 4, start: start)
    }

    /// 一一三, 一百一十三: two or three digits of a year of the Republic.
    private func chineseYear(at start: Int) -> (value: Int, end: Int)? {
        var (value, index) = (0, start)
        var hundreds = 0
        if let digit = chineseDigit(start), start + 1 < text.count, text[start + 1] == 0x767E {
            (hundreds, index) = (digit * 100, start + 2)
            if index < text.count, text[index] == 0x5E74 { return (hundreds, index) }
            if chineseDigit(index) == 0 { index += 1 }
        } else if let first = chineseDigit(start), let second = chineseDigit(start + 1),
            let third = chineseDigit(start + 2)
        {
            value = first * 100 + second * 10 + third
            return (38...189).contains(value) ? (value, start + 3) : nil
        }
        guard let rest = chineseNumber(at: index) else { return nil }
        value = hundreds + rest.value
        return (38...189).contains(value) ? (value, rest.end) : nil
    }

    /// - Parameter yearEnd: where 年 stands.
    private func chineseDay(_ year: Int, at yearEnd: Int, start: Int) -> FoundDate? {
        guard yearEnd < text.count, text[yearEnd] == 0x5E74,
            let month = chineseNumber(at: yearEnd + 1), month.end < text.count, text[month.end] == 0x6708,
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
            } else if index == start, text[index] == 0x5EFF || text[index] == 0x5345 {
                // 廿 and 卅: 20 and 30.
                value = text[index] == 0x5EFF ? 20 : 30
            } else if let digit = chineseDigit(index) {
                // 一〇 is positional, 十一 is a sum.
                let isPositional = index > start && ![0x5341, 0x5EFF, 0x5345].contains(text[index - 1])
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
            // What is typed for 〇: circles, 零, the letter O in three alphabets, the digit.
            + [0x25CB, 0x96F6, 0x25EF, 0x4F, 0x6F, 0x39F, 0x41E, 0x30].map { ($0, 0) })

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
