internal import Model

/// The day of a feed's date, in whatever way it was written, on the site's own clock.
///
/// | form | example |
/// |---|---|
/// | RFC 3339, and dates as Chinese pages have them | `2024-03-05T17:00:00Z`, `2024年3月8日 12:00` |
/// | RFC 822, its names in English or Chinese | `Sat,16 Mar 2024 23:30:00 GMT`, `周二, 05 三月 2024` |
/// | C's and Java's | `Tue Mar 12 09:00:00 CST 2024` |
/// | Unix time in seconds or milliseconds, `YYYYMMDD` | `1709946000` |
///
/// A time without a zone, or with one that is not known, is the site's own; so is `CST` where the site is in China.
enum FeedDate {
    /// Longer texts are no dates.
    private static let limit = 100

    /// - Parameter utcOffset: seconds that the site's clock is ahead of UTC.
    static func day(_ text: String, utcOffset: Int) -> Day? {
        let line = text.unicodeScalars.prefix(limit).map { Width.half($0.value) }
        let trimmed = line.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
        if !trimmed.isEmpty, trimmed.allSatisfy({ (0x30...0x39).contains($0) }) {
            return number(string(of: trimmed), utcOffset: utcOffset)
        }
        if let found = DateScanner(line).dates().first {
            let zone = found.zone ?? zone(behind: found.range.upperBound, in: line)
            return shifted(found.day, found.timeOfDay, zone: zone, utcOffset)
        }
        return named(line, utcOffset: utcOffset)
    }

    private static func number(_ digits: String, utcOffset: Int) -> Day? {
        guard let value = Int(digits) else { return nil }
        switch digits.utf8.count {
        case 8: return Day(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        case 9...10: return Timestamp(secondsSinceEpoch: value).day(offset: utcOffset)
        case 12...14 where digits.hasPrefix("20") || digits.hasPrefix("19"):
            let day = Int(digits.prefix(8)) ?? 0
            if let found = Day(year: day / 10_000, month: day / 100 % 100, day: day % 100) { return found }
            return digits.utf8.count == 13 ? Timestamp(secondsSinceEpoch: value / 1000).day(offset: utcOffset) : nil
        case 13: return Timestamp(secondsSinceEpoch: value / 1000).day(offset: utcOffset)
        default: return nil
        }
    }

    /// A date with a month by name, its parts in any of the usual orders.
    private static func named(_ line: [UInt32], utcOffset: Int) -> Day? {
        var words: [(text: [UInt32], end: Int)] = []
        for (index, scalar) in line.enumerated() where isWordPart(scalar) {
            if index > 0, isWordPart(line[index - 1]), !words.isEmpty {
                words[words.count - 1].text.append(scalar | (isLetter(scalar) ? 0x20 : 0))
                words[words.count - 1].end = index + 1
            } else {
                words.append(([scalar | (isLetter(scalar) ? 0x20 : 0)], index + 1))
            }
        }
        guard let place = words.firstIndex(where: { month($0.text) != nil }), let month = month(words[place].text)
        else { return nil }
        let isDay = { (word: [UInt32]) in word.count <= 2 && value(word).map { (1...31).contains($0) } == true }
        var dayPlace = place - 1
        if place == 0 || !isDay(words[place - 1].text) { dayPlace = place + 1 }
        guard words.indices.contains(dayPlace), isDay(words[dayPlace].text), let day = value(words[dayPlace].text)
        else { return nil }
        let behind = words[(max(place, dayPlace) + 1)...]
        let whole = behind.first { $0.text.count == 4 && value($0.text).map { $0 >= 1949 } == true }
        let year = whole ?? behind.first { value($0.text) != nil && $0.text.count == 2 }
        guard let year, var number = value(year.text) else { return nil }
        if number < 100 { number += number < 50 ? 2000 : 1900 }
        guard let found = Day(year: number, month: month, day: day) else { return nil }
        guard let time = time(in: line) else { return found }
        return shifted(found, time.seconds, zone: zone(behind: time.end, in: line), utcOffset)
    }

    /// `mar`, `march`, `3月`, `三月`.
    private static func month(_ word: [UInt32]) -> Int? {
        if word.last == 0x6708 {
            let number = word.dropLast()
            if let value = value(Array(number)) { return (1...12).contains(value) ? value : nil }
            return hanMonths.firstIndex { $0.elementsEqual(number) }.map { $0 + 1 }
        }
        guard word.count >= 3 else { return nil }
        return months.firstIndex { $0.starts(with: word) || word.count == 4 && word.starts(with: $0.prefix(3)) }
            .map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { scalars(of: $0) }
    private static let hanMonths = "一 二 三 四 五 六 七 八 九 十 十一 十二".split(separator: " ").map { scalars(of: $0) }

    private static func time(in line: [UInt32]) -> (seconds: Int, end: Int)? {
        guard let colon = line.firstIndex(of: 0x3A) else { return nil }
        let hourDigits = line[..<colon].suffix(2).filter { (0x30...0x39).contains($0) }
        let minuteDigits = Array(line[(colon + 1)...].prefix(2))
        guard let hour = value(Array(hourDigits)), hour < 24, minuteDigits.count == 2, let minute = value(minuteDigits),
            minute < 60
        else { return nil }
        return (hour * 3600 + minute * 60, colon + 3)
    }

    /// The zone that stands behind a time, in seconds ahead of UTC; nil where none is known there.
    private static func zone(behind start: Int, in line: [UInt32]) -> Int? {
        var index = min(start, line.count)
        while index < line.count {
            let scalar = line[index]
            if scalar == 0x2B || scalar == 0x2D || scalar == 0x2212 {
                return offset(line[(index + 1)...].prefix(6)).map { scalar == 0x2B ? $0 : -$0 }
            }
            guard isLetter(scalar) else {
                index += 1
                continue
            }
            let word = line[index...].prefix { isLetter($0) }.map { $0 | 0x20 }
            index += word.count
            switch string(of: word) {
            case "z": return 0
            case "gmt", "utc", "ut":
                let sign = index < line.count ? line[index] : 0
                guard sign == 0x2B || sign == 0x2D else { return 0 }
                return offset(line[(index + 1)...].prefix(6)).map { sign == 0x2B ? $0 : -$0 } ?? 0
            case "hkt", "sgt": return 8 * 3600
            case "jst", "kst": return 9 * 3600
            case "est", "cdt": return -5 * 3600
            case "edt": return -4 * 3600
            case "mst", "pdt": return -7 * 3600
            case "mdt": return -6 * 3600
            case "pst": return -8 * 3600
            default: continue
            }
        }
        return nil
    }

    /// `0800`, `08:00`, `8`.
    private static func offset(_ text: ArraySlice<UInt32>) -> Int? {
        let digits = text.prefix { (0x30...0x39).contains($0) || $0 == 0x3A }.filter { $0 != 0x3A }
        guard let number = value(digits), digits.count <= 4 else { return nil }
        let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
        return hours <= 14 && minutes < 60 ? hours * 3600 + minutes * 60 : nil
    }

    private static func shifted(_ day: Day, _ timeOfDay: Int?, zone: Int?, _ utcOffset: Int) -> Day? {
        guard let timeOfDay, let zone else { return day }
        let seconds = timeOfDay - zone + utcOffset
        return day.adding(days: seconds < 0 ? -1 : seconds / 86_400)
    }

    /// Of up to nine digits.
    private static func value(_ digits: [UInt32]) -> Int? {
        guard !digits.isEmpty, digits.count < 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar | 0x20) }

    private static func isWordPart(_ scalar: UInt32) -> Bool { scalar.isASCIILetterOrDigit || scalar.isHan }
}
