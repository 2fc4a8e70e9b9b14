internal import FoundationEssentials
internal import GRDB
internal import Model

/// Columns of a row, each read as what the schema says.
///
/// A damaged page can hold anything, also where the tables are STRICT, and GRDB's own subscripts end the process where a
/// value has another type: rows are read through these alone.
extension Row {
    /// - Throws: `UnreadableRow` where the column is missing or holds something else.
    func text(_ column: String) throws -> String { try value(column) }

    /// Nil for NULL.
    func optionalText(_ column: String) throws -> String? { try value(column) }

    func text(at index: Int) throws -> String { try value(at: index) }

    /// A number that can be counted with: two of them can be added.
    func number(_ column: String) throws -> Int { try Row.checked(value(column), column) }

    /// Nil for NULL.
    func optionalNumber(_ column: String) throws -> Int? {
        try (value(column) as Int?).map { try Row.checked($0, column) }
    }

    func number(at index: Int) throws -> Int { try Row.checked(value(at: index), "\(index)") }

    func bytes(_ column: String) throws -> [UInt8]? { try (value(column) as Data?).map { Array($0) } }

    /// A column of seconds of Unix time.
    func moment(_ column: String) throws -> Timestamp { Timestamp(secondsSinceEpoch: try number(column)) }

    /// Nil for NULL.
    func optionalMoment(_ column: String) throws -> Timestamp? {
        try optionalNumber(column).map { Timestamp(secondsSinceEpoch: $0) }
    }

    /// A column of a day, `YYYY-MM-DD`.
    func day(_ column: String) throws -> Day { try Row.day(text(column)) }

    /// Nil for NULL, and for what is no day.
    func optionalDay(_ column: String) throws -> Day? { try optionalText(column).flatMap { Day($0) } }

    func day(at index: Int) throws -> Day { try Row.day(text(at: index)) }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw UnreadableRow("a row has the day \(text.debugDescription)") }
        return day
    }

    private func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        do { return try decode(Value.self, forColumn: column) } catch { throw Row.unreadable(column, Value.self) }
    }

    private func value<Value: DatabaseValueConvertible>(at index: Int) throws -> Value {
        guard index < count else { throw UnreadableRow("a row has no column \(index)") }
        do { return try decode(Value.self, atIndex: index) } catch { throw Row.unreadable("\(index)", Value.self) }
    }

    private static func checked(_ number: Int, _ column: String) throws -> Int {
        guard (-Event.sequenceLimit...Event.sequenceLimit).contains(number) else {
            throw UnreadableRow("a row has \(number) in its column \(column)")
        }
        return number
    }

    private static func unreadable(_ column: String, _ expected: Any.Type) -> UnreadableRow {
        UnreadableRow("a row has no \(expected) in its column \(column)")
    }
}

/// A row that this dibao did not write: nothing that was released holds such a value.
struct UnreadableRow: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
