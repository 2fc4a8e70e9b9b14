/// An event as the journal keeps it: with its line of JSON, and the day whose index holds that line.
package struct JournalEntry: Hashable, Sendable {
    package let event: Event
    /// The day of the article that the event is about: the folder of its file.
    package let day: Day
    /// The event as one line of JSON, without the line end; the same bytes wherever the event is shown.
    package let line: String

    package init(event: Event, day: Day, line: String) {
        self.event = event
        self.day = day
        self.line = line
    }
}

/// Writes and reads an event as one line of JSON. `Model` holds no JSON library, so that the floors above share one.
package protocol EventCoder: Sendable {
    /// The event's line, without the line end; equal events give equal lines.
    ///
    /// - Throws: an event that JSON cannot say, such as one whose confidence is not a number.
    func line(of event: Event) throws(EventCodingError) -> String

    /// The event that a line says.
    ///
    /// - Throws: a line that is not JSON, or not an event of version 1.
    func event(of line: String) throws(EventCodingError) -> Event
}

/// Why an event could not be written as a line or read from one.
package struct EventCodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// For people: the field and what was expected of it.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
