internal import Model

/// Something that a client may say in the query or in the path, with the value it becomes.
struct Parameter<Value: Sendable>: Sendable {
    let declaration: ParameterDeclaration
    /// Nil where the text is none.
    let read: @Sendable (String) -> Value?

    /// - Parameters:
    ///   - help: what it does, in a line.
    ///   - words: what is accepted, as it reads after "expected".
    ///   - isRepeated: several make a list.
    ///   - isRequired: nothing is answered without it; what stands in the path is there anyway.
    init(
        _ name: String, _ help: String, in place: ParameterDeclaration.Place = .query, words: String,
        schema: [String: JSONValue], isRepeated: Bool = false, isRequired: Bool = false,
        read: @escaping @Sendable (String) -> Value?
    ) {
        self.read = read
        declaration = ParameterDeclaration(
            name: name, help: help, place: place, words: words, schema: schema, isRepeated: isRepeated,
            isRequired: isRequired || place == .path, accepts: { read($0) != nil })
    }
}

/// A parameter without its type: what the router, the check and the description need.
struct ParameterDeclaration: Sendable {
    enum Place: String, Sendable { case query, path }

    let name: String
    let help: String
    let place: Place
    let words: String
    /// JSON Schema of one value.
    let schema: [String: JSONValue]
    let isRepeated: Bool
    let isRequired: Bool
    let accepts: @Sendable (String) -> Bool
}

extension Parameter where Value == Int {
    /// A whole number within a range.
    static func integer(_ name: String, _ help: String, in range: ClosedRange<Int>, standard: Int? = nil) -> Self {
        var schema: [String: JSONValue] = [
            "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
        ]
        if let standard { schema["default"] = .integer(standard) }
        return Self(
            name, help, words: "a whole number from \(range.lowerBound) to \(range.upperBound)", schema: schema
        ) { text in
            // Int reads "+1" too.
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }) else { return nil }
            return Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Parameter where Value == String {
    /// The id of a source, topic or the like; may be given several times.
    static func identifiers(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "an id of 1 to 100 characters",
            schema: ["type": "string", "minLength": 1, "maxLength": 100], isRepeated: true
        ) { (1...100).contains($0.unicodeScalars.count) ? $0 : nil }
    }

    /// One of some words; may be given several times.
    static func choices(_ name: String, _ help: String, of words: [String]) -> Self {
        Self(
            name, help, words: "one of \(words.joined(separator: ", "))",
            schema: ["type": "string", "enum": .array(words.map { .string($0) })], isRepeated: true
        ) { words.contains($0) ? $0 : nil }
    }
}

extension Parameter where Value == ArticleID {
    /// An article's id in the path.
    static var articleID: Self {
        Self(
            "id", "The article's id.", in: .path, words: "an id of 16 hex digits",
            schema: ["type": "string", "pattern": "^[0-9a-f]{16}$"]
        ) { ArticleID($0) }
    }
}

extension Day {
    /// A regular expression for its text; the 31st of a short month passes it, and is refused all the same.
    static let pattern = #"(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"#
}

extension Parameter where Value == Day {
    static func day(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "a day as YYYY-MM-DD", schema: ["type": "string", "format": "date"]
        ) { Day($0) }
    }
}
