internal import Model

/// A day of the Gregorian calendar, without a time zone; always a day that exists.
public struct CalendarDay: Hashable, Sendable {
    let day: Day

    /// Nil where the calendar has no such day; years are 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard let day = Day(year: year, month: month, day: day) else { return nil }
        self.day = day
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    public init?(_ text: String) {
        guard let day = Day(text) else { return nil }
        self.day = day
    }

    init(_ day: Day) { self.day = day }

    /// 1 to 9999.
    public var year: Int { day.year }
    /// 1 to 12.
    public var month: Int { day.month }
    /// Day of the month, 1 to 31.
    public var dayOfMonth: Int { day.day }

    /// After which no day is.
    static let last = Day(year: 9999, month: 12, day: 31)!  // the calendar has it
}

extension CalendarDay: Comparable {
    /// Whether the day is before the other.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.day < right.day }
}

extension CalendarDay: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String { day.description }
}
