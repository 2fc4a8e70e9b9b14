/// Recognises pages of calendars, which have one for every day or month without end: by their words, or by a query that
/// holds a year and a month and no other number. A date in the path of an article makes no calendar.
///
/// | address | day |
/// |---|---|
/// | `/calendar/2031/05/`, `/rili/2031-05-06.html`, `/events/20310506` | what stands behind the word, if nothing else does |
/// | `/calendar?date=2031-05-06`, `/index.php?mod=rili&ym=203105` | what the query says |
/// | `/list?year=2031&month=5` | what the query says |
/// | `/list?year=2031&month=5&id=1234`, `/calendar/2031/05/a.html`, `/zx/203105/1.html` | none |
enum CalendarAddress {
    /// The day, or the first of the month, whose page it is; nil where it is no calendar's page.
    static func day(path: [Substring], parameters: [Substring]) -> Day? {
        let words = path.map { CalendarAddress.words(of: $0) }
        let query = QueryDate(parameters)
        let isNamedByQuery = parameters.contains { CalendarAddress.words(of: $0).contains(where: names.contains) }
        guard let start = words.firstIndex(where: { $0.contains(where: names.contains) }) else {
            return isNamedByQuery ? query.day : query.hasOnlyDate ? query.month : nil
        }
        let rest = words[start...].joined().filter { !names.contains($0) && !besides.contains($0) }
        if rest.isEmpty || isNamedByQuery { return query.day }
        return rest.allSatisfy(isNumber) ? day(ofNumbers: rest) ?? query.day : query.day
    }

    /// What calendars are called.
    private static let names: Set<String> = [
        "calendar", "calendars", "kalender", "calendrier", "rili", "日历", "日曆", "events", "schedule",
    ]
    /// What stands beside the date in a calendar's address.
    private static let besides: Set<String> = [
        "index", "default", "html", "htm", "shtml", "jsp", "php", "asp", "aspx", "do", "day", "week", "month", "year",
    ]

    /// Runs of letters and digits in lower case, percent-encoding resolved.
    private static func words(of text: Substring) -> [String] {
        String(decoding: PercentEncoding.decoded(text.utf8), as: UTF8.self).lowercased()
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    fileprivate static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Of `2031 5 6`, `2031 5`, `20310506`; nil for others, also for six digits, which merely could be a month.
    fileprivate static func day(ofNumbers numbers: [String]) -> Day? {
        guard let first = numbers.first, (1...3).contains(numbers.count) else { return nil }
        if first.utf8.count == 8, numbers.count == 1 {
            return day(first.prefix(4), first.dropFirst(4).prefix(2), first.suffix(2))
        }
        guard first.utf8.count == 4, numbers.count > 1 else { return nil }
        return day(first[...], numbers[1][...], numbers.count > 2 ? numbers[2][...] : "1")
    }

    fileprivate static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> Day? {
        guard month.utf8.count <= 2, day.utf8.count <= 2, let year = Int(year), let month = Int(month),
            let day = Int(day)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}

/// What a query says of dates.
private struct QueryDate {
    /// Of parameters for year and month, and the day where there is one.
    let month: Day?
    /// The same, or else of one parameter that holds a date.
    let day: Day?
    /// Whether no other parameter holds a digit, which could be what tells articles apart.
    let hasOnlyDate: Bool

    private static let partNames = [["year", "y"], ["month", "m", "mon"], ["day", "d"]]
    private static let wholeNames = ["date", "day", "month", "ym", "yearmonth"]

    init(_ parameters: [Substring]) {
        var values: [String: Substring] = [:]
        for parameter in parameters {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0].lowercased()] = parts[1] }
        }
        let parts = QueryDate.partNames.map { names in names.lazy.compactMap { values[$0] }.first }
        if let year = parts[0], let month = parts[1], year.utf8.count == 4 {
            self.month = CalendarAddress.day(year, month, parts[2] ?? "1")
        } else {
            month = nil
        }
        day = month ?? values.sorted { $0.key < $1.key }.lazy.compactMap { QueryDate.day($0.key, $0.value) }.first
        let known = Set(QueryDate.partNames.joined())
        hasOnlyDate = !values.contains { name, value in
            !known.contains(name) && value.contains { $0.isASCII && $0.isNumber }
        }
    }

    /// `date=2031-05-06`, `ym=203105`, `tribe-bar-date=2031-05`.
    private static func day(_ name: String, _ value: Substring) -> Day? {
        let numbers = value.split { $0 == "-" || $0 == "/" || $0 == "." }.map(String.init)
        guard numbers.allSatisfy(CalendarAddress.isNumber) else { return nil }
        if let day = CalendarAddress.day(ofNumbers: numbers) { return day }
        guard wholeNames.contains(name), numbers.count == 1, value.utf8.count == 6 else { return nil }
        return CalendarAddress.day(value.prefix(4), value.suffix(2), "1")
    }
}
