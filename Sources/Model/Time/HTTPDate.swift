extension Timestamp {
    /// Reads the three forms that HTTP dates have.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`; the day's name
    /// is not checked, two digits mean 1970 to 2069.
    /// Source: RFC 9110, section 5.6.7.
    package init?(httpDate text: String) {
        let words = text.utf8.split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") }
            .map { String(Substring($0)) }
        let isAsctime = words.count == 5
        guard isAsctime || (words.count == 6 && words[5] == "GMT"),
            let month = HTTPDate.months.firstIndex(of: words[isAsctime ? 1 : 2]),
            let day = HTTPDate.number(words[isAsctime ? 2 : 1], digits: 1...2),
            let year = HTTPDate.year(words[isAsctime ? 4 : 3]),
            let clock = HTTPDate.clock(words[isAsctime ? 3 : 4]),
            let date = Day(year: year, month: month + 1, day: day)
        else { return nil }
        self.init(date, hour: clock.hour, minute: clock.minute, second: clock.second, offset: 0)
    }
}

extension Day {
    /// `Sun, 06 Nov 1994`, as HTTP, RSS and mail write days.
    package var rfc1123: String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let name = weekdays[weekday - 1]
        return "\(name), \(zeroPadded(day, to: 2)) \(HTTPDate.months[month - 1]) \(zeroPadded(year, to: 4))"
    }
}

private enum HTTPDate {
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    static func year(_ text: String) -> Int? {
        if text.utf8.count == 2 { return number(text, digits: 2...2).map { $0 < 70 ? 2000 + $0 : 1900 + $0 } }
        return number(text, digits: 4...4)
    }

    static func clock(_ text: String) -> (hour: Int, minute: Int, second: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number($0, digits: 2...2) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return (hour, minute, second)
    }
}
