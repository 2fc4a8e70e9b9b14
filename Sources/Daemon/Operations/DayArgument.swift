internal import Model

/// What keeps a text from being a day, for the person who wrote it; nil where it is one.
package func problemOfDay(_ text: String) -> String? {
    Day(text) == nil ? "expected a day such as 2024-01-31, found \(oneLine(text))" : nil
}

/// The day that somebody wrote on the command line.
///
/// - Throws: `.usage`.
func wantedDay(_ text: String) throws(CommandFailure) -> Day {
    guard let day = Day(text) else { throw CommandFailure(.usage, problemOfDay(text) ?? "") }
    return day
}
