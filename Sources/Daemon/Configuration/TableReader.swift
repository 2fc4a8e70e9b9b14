/// Reads one table of a configuration, key by key, and keeps every problem instead of stopping at the first.
///
/// A key that was never asked for is unknown: `finish()` says so and names the nearest key that was.
struct TableReader {
    private let entries: [String: ConfigurationNode]
    /// `""` for the root, else `fetch`, `source[0].rules`.
    private let path: String
    private let document: ConfigurationDocument
    /// What stands before the path of every table here: `source.` where a document is a piece of a source.
    private let scope: String
    /// Variables that may overrule this table's keys, by name.
    private let environment: [String: String]
    private var known: [String] = []
    private(set) var problems: [ConfigurationProblem] = []

    init(_ document: ConfigurationDocument, environment: [String: String] = [:], scope: String = "") {
        self.init(document.root, at: "", of: document, environment: environment, scope: scope)
    }

    private init(
        _ entries: [String: ConfigurationNode], at path: String, of document: ConfigurationDocument,
        environment: [String: String], scope: String
    ) {
        self.scope = scope
        self.entries = entries
        self.path = path
        self.document = document
        self.environment = environment
    }

    /// The key's value; nil where the key is absent or wrong.
    mutating func optional<Value>(_ key: ConfigurationKey, _ expected: ExpectedValue<Value>) -> Value? {
        assert(key.table == table, "\(key.rawValue) is read in the table \(table)")
        known.append(key.name)
        let expected = key.isSecret ? expected.secret : expected
        if let variable = variable(for: key.name), let text = environment[variable] {
            return overriding(text, of: variable, expected)
        }
        guard let node = entries[key.name] else { return nil }
        guard let value = expected.read(node) else {
            report(key, "expected \(expected.words), found \(expected.found(node))")
            return nil
        }
        return value
    }

    /// The key's value, or the default where it is absent (or wrong: then nothing is taken over anyway).
    mutating func value<Value>(_ key: ConfigurationKey, _ expected: ExpectedValue<Value>, default standard: Value)
        -> Value
    {
        optional(key, expected) ?? standard
    }

    /// This table's path without numbers: `source.rules`.
    private var table: String {
        scope + path.split(separator: ".").map { $0.prefix { $0 != "[" } }.joined(separator: ".")
    }

    /// The key's value; its absence is a problem.
    mutating func required<Value>(_ key: ConfigurationKey, _ expected: ExpectedValue<Value>) -> Value? {
        if entries[key.name] == nil { report(key, "is missing: expected \(expected.words)") }
        return optional(key, expected)
    }

    /// A sub-table, an empty one where the key is absent.
    mutating func table<Value>(_ key: String, _ read: (inout TableReader) -> Value) -> Value {
        known.append(key)
        var inner: [String: ConfigurationNode] = [:]
        switch entries[key] {
        case .table(let entries): inner = entries
        case .some(let node): report(key, "expected a table ([\(place(key))]), found \(node.kind)")
        case nil: break
        }
        return descend(inner, to: place(key), environment: environment, read)
    }

    /// An array of tables, in order; those that read as nil are left out.
    mutating func tables<Value>(_ key: String, _ read: (inout TableReader) -> Value?) -> [Value] {
        known.append(key)
        guard let node = entries[key] else { return [] }
        guard case .array(let nodes) = node else {
            report(key, "expected tables ([[\(place(key))]]), found \(node.kind)")
            return []
        }
        var values: [Value] = []
        for (index, node) in nodes.enumerated() {
            guard case .table(let entries) = node else {
                report("\(key)[\(index)]", "expected a table, found \(node.kind)")
                continue
            }
            if let value = descend(entries, to: "\(place(key))[\(index)]", environment: [:], read) {
                values.append(value)
            }
        }
        return values
    }

    /// Whether the key is written here.
    func has(_ key: ConfigurationKey) -> Bool { has(key.name) }

    /// Whether a table is written here.
    func has(_ key: String) -> Bool { entries[key] != nil }

    /// What stands at the key, unchecked: for keys that may be of two kinds.
    func isArrayOfTables(_ key: ConfigurationKey) -> Bool {
        guard case .array(let nodes) = entries[key.name], case .table = nodes.first else { return false }
        return true
    }

    /// Line of the table itself; nil where it is not known.
    var line: Int? { document.line(of: path) }

    /// Adds a problem with a key of this table.
    mutating func report(_ key: ConfigurationKey, _ message: String) { report(key.name, message) }

    /// Adds a problem with what stands at that place of this table.
    mutating func report(_ key: String, _ message: String) {
        problems.append(
            ConfigurationProblem(
                place: document.path, line: document.line(of: place(key)), key: place(key), message: message))
    }

    /// Reports a name that several tables of an array have.
    mutating func reportRepeated(_ names: [String], in tables: String, as key: String) {
        var known: Set<String> = []
        for (index, name) in names.enumerated() where !known.insert(name).inserted {
            report("\(tables)[\(index)].\(key)", "expected another in each [[\(tables)]], found \"\(name)\" again")
        }
    }

    private mutating func descend<Value>(
        _ entries: [String: ConfigurationNode], to path: String, environment: [String: String],
        _ read: (inout TableReader) -> Value
    ) -> Value {
        var reader = TableReader(entries, at: path, of: document, environment: environment, scope: scope)
        let value = read(&reader)
        reader.finish()
        problems += reader.problems
        return value
    }

    /// Reports the keys that nobody asked for.
    mutating func finish() {
        for key in entries.keys.sorted() where !known.contains(key) {
            report(key, "unknown key\(suggestion(for: key, among: known))")
        }
        guard !path.isEmpty else { return }
        let prefix = TableReader.variablePrefix + path.uppercased() + "_"
        let variables = known.compactMap { variable(for: $0) }
        for name in environment.keys.sorted() where name.hasPrefix(prefix) && !variables.contains(name) {
            problems.append(
                ConfigurationProblem(
                    place: "environment", line: nil, key: name,
                    message: "unknown variable\(suggestion(for: name, among: variables))"))
        }
    }

    private func suggestion(for word: String, among words: [String]) -> String {
        nearestKey(to: word, among: words).map { "; did you mean \($0)?" }
            ?? (words.isEmpty ? "" : "; known here: \(words.sorted().joined(separator: ", "))")
    }

    private func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static let variablePrefix = "DIBAO_"

    /// `DIBAO_FETCH_USER_AGENT` for `fetch.user_agent`; nil for the root's keys and those within arrays.
    private func variable(for key: String) -> String? {
        path.isEmpty || path.contains(where: { $0 == "[" || $0 == "." })
            ? nil : "\(TableReader.variablePrefix)\(path.uppercased())_\(key.uppercased())"
    }

    /// A variable holds TOML (`true`, `8`, `["1h", "1d"]`) or a bare string.
    private mutating func overriding<Value>(
        _ text: String, of variable: String, _ expected: ExpectedValue<Value>
    ) -> Value? {
        if let entries = try? ConfigurationDocument.table("value = \(text)"), entries.count == 1,  // else a bare string
            let node = entries["value"], let value = expected.read(node)
        {
            return value
        }
        if let value = expected.read(.string(text)) { return value }
        problems.append(
            ConfigurationProblem(
                place: "environment", line: nil, key: variable,
                message: "expected \(expected.words), found \(expected.found(.string(text)))"))
        return nil
    }
}
