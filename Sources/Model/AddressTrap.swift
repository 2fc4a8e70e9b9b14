/// Why an address looks like one of a generator's that has no end; such addresses are counted, not fetched.
package enum AddressTrap: Hashable, Sendable {
    case pathTooLong(bytes: Int, limit: Int)
    case queryTooLong(bytes: Int, limit: Int)
    case tooDeep(segments: Int, limit: Int)
    /// A path that goes round: `/a/b/a/b/a/b`.
    case repeatedSegments(String, times: Int)
    case tooManyParameters(Int, limit: Int)
    case repeatedParameter(String, times: Int)
    /// A calendar's page for a day that is far ahead or far back.
    case calendar(Day)

    package static let pathLimitBytes = 1024
    package static let queryLimitBytes = 2048
    package static let depthLimit = 20
    package static let parameterLimit = 32
    /// So often a segment, or a row of them, may come again.
    package static let repetitionLimit = 3
    /// Articles are dated by the day; the rest is for sites whose clock is ahead and for announced events.
    package static let daysAheadLimit = 62
    /// Calendars' pages are of use for this long.
    package static let calendarDaysBackLimit = 400

    /// Nil for an address that may be fetched.
    package init?(_ address: WebAddress, today: Day) {
        let path = address.path.split(separator: "/")
        let parameters = CanonicalAddress.parameters(address.query)
        let queryBytes = address.query?.utf8.count ?? 0
        if address.path.utf8.count > AddressTrap.pathLimitBytes {
            self = .pathTooLong(bytes: address.path.utf8.count, limit: AddressTrap.pathLimitBytes)
        } else if queryBytes > AddressTrap.queryLimitBytes {
            self = .queryTooLong(bytes: queryBytes, limit: AddressTrap.queryLimitBytes)
        } else if path.count > AddressTrap.depthLimit {
            self = .tooDeep(segments: path.count, limit: AddressTrap.depthLimit)
        } else if parameters.count > AddressTrap.parameterLimit {
            self = .tooManyParameters(parameters.count, limit: AddressTrap.parameterLimit)
        } else if let (row, times) = AddressTrap.repetition(in: path) {
            self = .repeatedSegments(row, times: times)
        } else if let (name, times) = AddressTrap.mostFrequent(parameters.map { $0.prefix { $0 != "=" } }) {
            self = .repeatedParameter(name, times: times)
        } else if let day = AddressTrap.remoteDay(path, parameters, today: today) {
            self = .calendar(day)
        } else {
            return nil
        }
    }

    /// A row of one to three segments that follows itself, or a segment that comes again anywhere; numbers, which dates
    /// are made of, count only in rows.
    private static func repetition(in path: [Substring]) -> (String, Int)? {
        for length in 1...3 where path.count >= length * (repetitionLimit + 1) {
            for start in 0...(path.count - length * (repetitionLimit + 1)) {
                let row = path[start..<(start + length)]
                let times = stride(from: start, through: path.count - length, by: length)
                    .prefix { path[$0..<($0 + length)].elementsEqual(row) }.count
                if times > repetitionLimit { return (row.joined(separator: "/"), times) }
            }
        }
        return mostFrequent(path.filter { !$0.allSatisfy { $0.isASCII && $0.isNumber } })
    }

    private static func mostFrequent(_ words: [Substring]) -> (String, Int)? {
        var counts: [Substring: Int] = [:]
        for word in words { counts[word, default: 0] += 1 }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value > repetitionLimit
        else {
            return nil
        }
        return (String(most.key), most.value)
    }

    /// The day that the address names, where nobody needs its page.
    private static func remoteDay(_ path: [Substring], _ parameters: [Substring], today: Day) -> Day? {
        guard let day = day(inPath: path) ?? day(inParameters: parameters) else { return nil }
        let distance = day.daysSinceEpoch - today.daysSinceEpoch
        if distance > daysAheadLimit { return day }
        let words = path + parameters.map { $0.prefix { $0 != "=" } }
        let isCalendar = words.contains { word in
            ["calendar", "rili", "events", "schedule"].contains(String(word.prefix { $0 != "." }).lowercased())
        }
        return isCalendar && -distance > calendarDaysBackLimit ? day : nil
    }

    /// `/2026/11/21/`, `/2026-11/21/`, `/202611/21/`, `/2026-11-21`, `/20261121/`, and the same without a day.
    private static func day(inPath path: [Substring]) -> Day? {
        for (index, segment) in path.enumerated() {
            let numbers = ([segment] + path.dropFirst(index + 1).prefix(2))
                .prefix { $0.allSatisfy { ($0.isASCII && $0.isNumber) || $0 == "-" } }
            if let day = day(of: numbers.joined(separator: "-")) { return day }
        }
        return nil
    }

    private static func day(inParameters parameters: [Substring]) -> Day? {
        var values: [String: Substring] = [:]
        for parameter in parameters {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0].lowercased()] = parts[1] }
        }
        if let year = values["year"] ?? values["y"] {
            return day(of: "\(year)-\(values["month"] ?? values["m"] ?? "1")-\(values["day"] ?? values["d"] ?? "1")")
        }
        return ["date", "day", "month", "ym", "paperdate"].lazy.compactMap { values[$0] }.compactMap {
            day(of: String($0))
        }
        .first
    }

    /// Of `2026-11-21`, `2026-11`, `20261121`, `202611`, `202611-21`; nil for other numbers and for years that none is
    /// written for.
    private static func day(of text: String) -> Day? {
        let parts = text.split(separator: "-").prefix(3).map(String.init)
        guard let first = parts.first, parts.allSatisfy({ Int($0) != nil }) else { return nil }
        let digits: [String]
        switch first.count {
        case 4: digits = parts
        case 6: digits = [String(first.prefix(4)), String(first.suffix(2))] + parts.dropFirst()
        case 8: digits = [String(first.prefix(4)), String(first.dropFirst(4).prefix(2)), String(first.suffix(2))]
        default: return nil
        }
        guard digits.count >= 2, let year = Int(digits[0]), (1900...2999).contains(year), let month = Int(digits[1])
        else {
            return nil
        }
        let day = digits.count > 2 && digits[2].count <= 2 ? Int(digits[2]) ?? 1 : 1
        return Day(year: year, month: month, day: day)
    }
}

extension AddressTrap: CustomStringConvertible {
    package var description: String {
        switch self {
        case .pathTooLong(let bytes, let limit): "its path has \(bytes) bytes, more than \(limit)"
        case .queryTooLong(let bytes, let limit): "its query has \(bytes) bytes, more than \(limit)"
        case .tooDeep(let segments, let limit): "its path has \(segments) levels, more than \(limit)"
        case .repeatedSegments(let row, let times): "its path has \(row) \(times) times"
        case .tooManyParameters(let count, let limit): "it has \(count) parameters, more than \(limit)"
        case .repeatedParameter(let name, let times): "it has the parameter \(name) \(times) times"
        case .calendar(let day): "it is a page for \(day), which nobody has written about yet or needs any more"
        }
    }
}
