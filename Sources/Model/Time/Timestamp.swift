/// A moment, in whole seconds of Unix time.
package struct Timestamp: Hashable, Sendable {
    /// Seconds after 1970-01-01T00:00:00Z, leap seconds not counted; at most `limit`, either way.
    package let secondsSinceEpoch: Int

    /// What is further away becomes as far as the limit: whoever reads a moment from a file or a database can count with
    /// it.
    package init(secondsSinceEpoch: Int) {
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, -Timestamp.limit), Timestamp.limit)
    }

    /// Far outside the years that a `Day` has, and far inside what an `Int` holds.
    private static let limit = 1 << 52

    /// The moment at which a clock that is `offset` seconds ahead of UTC shows this day and time.
    package init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0, offset: Int) {
        self.init(
            secondsSinceEpoch: day.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset)
    }

    /// Reads RFC 3339 `YYYY-MM-DDThh:mm:ss` with `Z` or `±hh:mm`; a fraction is dropped.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Timestamp.number(bytes[11..<13], below: 24),
            let minute = Timestamp.number(bytes[14..<16], below: 60),
            let second = Timestamp.number(bytes[17..<19], below: 61)
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard let offset = Timestamp.offset(rest) else { return nil }
        self.init(day, hour: hour, minute: minute, second: second, offset: offset)
    }

    /// The day that a clock `offset` seconds ahead of UTC shows.
    package func day(offset: Int) -> Day {
        let seconds = shifted(by: offset)
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        return Day(daysSinceEpoch: min(max(days, -719_162), 2_932_896))!  // clamped to the range that Day holds
    }

    /// RFC 3339 as a clock `offset` seconds ahead of UTC shows it: `2026-11-21T20:57:42+08:00`, `Z` for 0.
    package func formatted(offset: Int) -> String {
        let seconds = (shifted(by: offset) % 86_400 + 86_400) % 86_400
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { zeroPadded($0, to: 2) }
        return "\(day(offset: offset))T\(clock.joined(separator: ":"))" + Timestamp.formattedOffset(offset)
    }

    /// What a clock ahead of UTC shows; at the ends of the range it stands.
    private func shifted(by offset: Int) -> Int {
        let (sum, overflows) = secondsSinceEpoch.addingReportingOverflow(offset)
        return overflows ? (offset < 0 ? .min : .max) : sum
    }

    private static func formattedOffset(_ offset: Int) -> String {
        guard offset != 0 else { return "Z" }
        let minutes = Int(offset.magnitude / 60)
        return (offset < 0 ? "-" : "+") + zeroPadded(minutes / 60, to: 2) + ":" + zeroPadded(minutes % 60, to: 2)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let zone = Array(bytes)
        if zone == [UInt8(ascii: "Z")] || zone == [UInt8(ascii: "z")] { return 0 }
        guard zone.count == 6, zone[3] == UInt8(ascii: ":"),
            let hours = number(zone[1..<3], below: 24), let minutes = number(zone[4..<6], below: 60)
        else { return nil }
        switch zone[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value < limit ? value : nil
    }
}

extension Timestamp: Comparable {
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC.
    package var description: String { formatted(offset: 0) }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let timestamp = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "expected an RFC 3339 time, found \(text)"))
        }
        self = timestamp
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
