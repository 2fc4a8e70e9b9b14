/// Why an address looks like one of a generator's that has no end; such addresses are counted, not fetched. They are
/// judged by repetition and size; a date is a reason only in a calendar's address.
package enum AddressTrap: Hashable, Sendable {
    case pathTooLong(bytes: Int, limit: Int)
    case queryTooLong(bytes: Int, limit: Int)
    case tooDeep(segments: Int, limit: Int)
    /// A path that goes round: `/a/b/a/b/a/b`.
    case repeatedSegments(String, times: Int)
    case tooManyParameters(Int, limit: Int)
    case repeatedParameter(String, times: Int)
    /// A calendar's page (`CalendarAddress`) for a day that is far ahead or far back.
    case calendar(Day)

    package static let pathLimitBytes = 1024
    package static let queryLimitBytes = 2048
    /// The field's deepest have 22; generators' grow without end.
    package static let depthLimit = 40
    package static let parameterLimit = 32
    /// So often a segment, or a row of them, may come again.
    package static let repetitionLimit = 3
    /// Pages of calendars are fetched for two years ahead and two years back.
    package static let calendarDaysLimit = 731

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
        } else if let day = CalendarAddress.day(path: path, parameters: parameters),
            abs(day.daysSinceEpoch - today.daysSinceEpoch) > AddressTrap.calendarDaysLimit
        {
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
}

extension AddressTrap {
    /// The reason without its figures, for counting; stable from release to release.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case pathTooLong = "path-too-long"
        case queryTooLong = "query-too-long"
        case tooDeep = "too-deep"
        case repeatedSegments = "repeated-segments"
        case tooManyParameters = "too-many-parameters"
        case repeatedParameter = "repeated-parameter"
        case calendar
    }

    package var kind: Kind {
        switch self {
        case .pathTooLong: .pathTooLong
        case .queryTooLong: .queryTooLong
        case .tooDeep: .tooDeep
        case .repeatedSegments: .repeatedSegments
        case .tooManyParameters: .tooManyParameters
        case .repeatedParameter: .repeatedParameter
        case .calendar: .calendar
        }
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
        case .calendar(let day): "it is a calendar's page for \(day), more than two years from today"
        }
    }
}
