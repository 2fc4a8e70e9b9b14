internal import Model
internal import TOMLKit

/// One value of a configuration file as written; nothing about it is checked yet.
enum ConfigurationNode: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    /// A TOML date, time or date-time, as text.
    case moment(String)
    case array([ConfigurationNode])
    case table([String: ConfigurationNode])

    /// The value for a person who wrote it, shortened: `"half"`, `30 (an integer)`, `a table`.
    var shown: String {
        switch self {
        case .string(let text): "\"\(oneLine(ConfigurationNode.shortened(ConfigurationNode.withoutUser(text))))\""
        case .integer(let value): "\(value) (an integer)"
        case .number(let value): "\(value) (a number)"
        case .boolean(let value): "\(value) (a boolean)"
        case .moment(let text): "\(text) (a date without quotes)"
        case .array(let values): values.isEmpty ? "an empty array" : "an array"
        case .table: "a table"
        }
    }

    /// What it is, where what it says may be a secret that stands in the wrong place.
    var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .moment: "a date without quotes"
        case .array, .table: shown
        }
    }

    /// An address without the name and password that may stand before its host.
    private static func withoutUser(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://"), let end = text.lastIndex(of: "@"), scheme.upperBound <= end
        else { return text }
        return text[..<scheme.upperBound] + "…" + text[end...]
    }

    private static func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }
}

extension ConfigurationNode {
    /// The values of a TOML table, copied out of the library that parsed it.
    init(_ table: TOMLTable) {
        var values: [String: ConfigurationNode] = [:]
        for key in table.keys {
            if let value = table[key] { values[key] = ConfigurationNode(value) }
        }
        self = .table(values)
    }

    private init(_ value: any TOMLValueConvertible) {
        if let text = value.string {
            self = .string(text)
        } else if let whole = value.int {
            self = .integer(whole)
        } else if let real = value.double {
            self = .number(real)
        } else if let truth = value.bool {
            self = .boolean(truth)
        } else if let table = value.table {
            self = ConfigurationNode(table)
        } else if let array = value.array {
            self = .array(array.map { ConfigurationNode($0) })
        } else {
            self = .moment(value.debugDescription)
        }
    }
}
