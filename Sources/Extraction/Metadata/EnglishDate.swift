internal import Model

/// A date in English writing: `November 20, 2019`, `Nov. 20 2019`, `20 November 2019`, with `15:23` or `9:24 pm` behind;
/// or in Portuguese, which Macau's government writes as well: `5 de Março de 2024`.
struct EnglishDate {
    let day: Day
    /// Seconds after midnight; nil where no time follows.
    let timeOfDay: Int?
    /// One past its last scalar.
    let end: Int

    /// - Parameters:
    ///   - text: scalars of a line.
    ///   - start: where a word or number begins.
    init?(in text: [UInt32], at start: Int) {
        var cursor = Cursor(text: text, index: start)
        let month: Int
        let dayOfMonth: Int
        if let number = cursor.number(upTo: 2) {
            dayOfMonth = number
            cursor.skip { $0 == 0x20 }
            guard let named = cursor.portugueseMonth() ?? cursor.month() else { return nil }
            month = named
        } else {
            guard let named = cursor.month() else { return nil }
            month = named
            cursor.skip { $0 == 0x20 }
            guard let number = cursor.number(upTo: 2) else { return nil }
            dayOfMonth = number
        }
        cursor.skip { $0 == 0x20 || $0 == 0x2C }
        guard let year = cursor.number(upTo: 4), (1949...2100).contains(year),
            let day = Day(year: year, month: month, day: dayOfMonth)
        else { return nil }
        self.day = day
        let (time, end) = EnglishDate.time(behind: cursor)
        timeOfDay = time
        self.end = end
    }

    /// The time of day behind a date, `at` and marks between them, and where both end.
    private static func time(behind date: Cursor) -> (Int?, end: Int) {
        var cursor = date
        cursor.skip { [0x20, 0x2C, 0x7C, 0x61, 0x74, 0x2D, 0x40].contains($0) }
        guard var hour = cursor.number(upTo: 2), hour < 24, cursor.take(0x3A), let minute = cursor.number(upTo: 2),
            minute < 60
        else { return (nil, date.index) }
        let end = cursor.index
        cursor.skip { $0 == 0x20 }
        if let half = cursor.halfOfDay() {
            guard (1...12).contains(hour) else { return (nil, date.index) }
            hour = hour % 12 + (half == 0x70 ? 12 : 0)
            return (hour * 3600 + minute * 60, cursor.index)
        }
        return (hour * 3600 + minute * 60, end)
    }

    private struct Cursor {
        let text: [UInt32]
        var index: Int

        private var next: UInt32? { index < text.count ? text[index] : nil }

        mutating func take(_ scalar: UInt32) -> Bool {
            guard next == scalar else { return false }
            index += 1
            return true
        }

        /// Over eight scalars at the most.
        mutating func skip(while matches: (UInt32) -> Bool) {
            let limit = index + 8
            while let next, index < limit, matches(next) { index += 1 }
        }

        /// A number of that many digits at the most, with no further digit behind it.
        mutating func number(upTo digits: Int) -> Int? {
            var value = 0
            let start = index
            while let next, (0x30...0x39).contains(next) {
                guard index - start < digits else { return nil }
                value = value * 10 + Int(next - 0x30)
                index += 1
            }
            return index > start ? value : nil
        }

        /// The month's name or its first three letters, in any case, with a full stop or without.
        mutating func month() -> Int? {
            let word = text[index...].prefix(10).prefix { isLetter($0) }.map { $0 | 0x20 }
            guard word.count >= 3, let month = EnglishDate.months.firstIndex(where: { $0.starts(with: word) }),
                word.count == 3 || word.count == EnglishDate.months[month].count || word == EnglishDate.sept
            else { return nil }
            index += word.count
            _ = take(0x2E)
            return month + 1
        }

        /// `de Março de`, in any case.
        mutating func portugueseMonth() -> Int? {
            var ahead = self
            guard ahead.takeOf() else { return nil }
            let word = text[ahead.index...].prefix(10).prefix { isLetter($0) || $0 | 0x20 == 0xE7 }.map { $0 | 0x20 }
            guard let month = EnglishDate.portugueseMonths.firstIndex(of: word) else { return nil }
            ahead.index += word.count
            ahead.skip { $0 == 0x20 }
            guard ahead.takeOf() else { return nil }
            self = ahead
            return month + 1
        }

        /// `de` and the spaces behind it.
        private mutating func takeOf() -> Bool {
            guard text[index...].prefix(3).map({ $0 | 0x20 }) == [0x64, 0x65, 0x20] else { return false }
            index += 2
            skip { $0 == 0x20 }
            return true
        }

        /// `a` or `p` of am, pm, a.m. and p.m.
        mutating func halfOfDay() -> UInt32? {
            guard let first = next.map({ $0 | 0x20 }), first == 0x61 || first == 0x70 else { return nil }
            var ahead = self
            ahead.index += 1
            _ = ahead.take(0x2E)
            guard let second = ahead.next, second | 0x20 == 0x6D else { return nil }
            ahead.index += 1
            _ = ahead.take(0x2E)
            if let behind = ahead.next, isLetter(behind) { return nil }
            self = ahead
            return first
        }

        private func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar | 0x20) }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { scalars(of: $0) }
    private static let portugueseMonths = [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
        "dezembro",
    ].map { scalars(of: $0) }
    private static let sept = scalars(of: "sept")
}
