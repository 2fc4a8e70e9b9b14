internal import Model

private let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/// IMF-fixdate of midnight in UTC.
///
/// Source: RFC 9110, section 5.6.7.
func httpDate(of day: Day) -> String {
    "\(rfc822Day(day)) 00:00:00 GMT"
}

/// The `pubDate` of an RSS item, Shanghai time; `time` is `HH:mm`.
///
/// Source: RFC 822, section 5, with the four-digit year of RFC 1123.
func feedDate(of day: Day, time: String) -> String {
    "\(rfc822Day(day)) \(time):00 +0800"
}

private func rfc822Day(_ day: Day) -> String {
    "\(weekdays[day.weekday - 1]), \(zeroPadded(day.day, to: 2)) \(months[day.month - 1]) \(zeroPadded(day.year, to: 4))"
}
