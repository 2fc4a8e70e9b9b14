internal import Model

/// IMF-fixdate of midnight in UTC.
///
/// Source: RFC 9110, section 5.6.7.
func httpDate(of day: Day) -> String {
    "\(day.rfc1123) 00:00:00 GMT"
}

/// The `pubDate` of an RSS item, Shanghai time; `time` is `HH:mm`.
///
/// Source: RFC 822, section 5, with the four-digit year of RFC 1123.
func feedDate(of day: Day, time: String) -> String {
    "\(day.rfc1123) \(time):00 +0800"
}
