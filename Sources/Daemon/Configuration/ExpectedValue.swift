internal import Model

/// What a key's value must be: the words for the person who got it wrong, and the reading of it.
struct ExpectedValue<Value> {
    /// Completes "expected …".
    let words: String
    /// Nil where the node is something else.
    let read: (ConfigurationNode) -> Value?
    /// What a value that does not read is called, after "found".
    var found: (ConfigurationNode) -> String = \.shown

    /// The same expectation of what nobody else may read: a wrong value is not shown.
    var secret: ExpectedValue {
        var expected = self
        expected.found = { _ in "something else, which is not shown here" }
        return expected
    }

    /// The same expectation of each element of an array.
    var list: ExpectedValue<[Value]> {
        var list = ExpectedValue<[Value]>(words: "an array, each element \(words)") { node in
            guard case .array(let nodes) = node else { return nil }
            let values = nodes.compactMap(read)
            return values.count == nodes.count ? values : nil
        }
        list.found = { node in
            guard case .array(let nodes) = node, let wrong = nodes.first(where: { read($0) == nil }) else {
                return node.shown
            }
            return "\(node.shown) with \(found(wrong))"
        }
        return list
    }

    /// The same expectation, where one value may stand for an array of one.
    var listOrOne: ExpectedValue<[Value]> {
        var either = ExpectedValue<[Value]>(words: "\(words), or an array of such") { node in
            read(node).map { [$0] } ?? list.read(node)
        }
        either.found = list.found
        return either
    }

    /// The expectation of a string that a function can read.
    static func text(_ words: String, _ read: @escaping (String) -> Value?) -> ExpectedValue {
        ExpectedValue(words: words) { node in
            guard case .string(let text) = node else { return nil }
            return read(text)
        }
    }
}

extension ExpectedValue where Value == String {
    /// Also an empty one.
    static var string: ExpectedValue { text("a string") { $0 } }

    static var nonemptyString: ExpectedValue {
        text("a string that is not empty") { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// A name for machines: of a source, a topic, a hook.
    static var identifier: ExpectedValue {
        text("a name of lower-case letters, digits and \"-\" (at most 64)") { text in
            let allowed = text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
            }
            return allowed && (1...64).contains(text.utf8.count) ? text : nil
        }
    }

    static var regularExpression: ExpectedValue {
        text("a regular expression") { pattern in
            (try? Regex(pattern)).map { _ in pattern }  // why it is none does not help more than that it is none
        }
    }
}

extension ExpectedValue where Value == Bool {
    static var boolean: ExpectedValue {
        ExpectedValue(words: "true or false") { node in
            guard case .boolean(let truth) = node else { return nil }
            return truth
        }
    }
}

extension ExpectedValue where Value == Int {
    static func integer(in range: ClosedRange<Int>) -> ExpectedValue {
        ExpectedValue(words: "an integer from \(range.lowerBound) to \(range.upperBound)") { node in
            guard case .integer(let value) = node, range.contains(value) else { return nil }
            return value
        }
    }

    /// Bytes.
    static func size(in range: ClosedRange<Int>) -> ExpectedValue {
        let limits = "from \(ByteSize.text(range.lowerBound)) to \(ByteSize.text(range.upperBound))"
        return text("a size such as \"16MiB\" (B, KiB, MiB, GiB), \(limits)") { text in
            ByteSize.bytes(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ExpectedValue where Value == Duration {
    static func duration(in range: ClosedRange<Duration>) -> ExpectedValue {
        let limits = "from \(TimeSpan.text(range.lowerBound)) to \(TimeSpan.text(range.upperBound))"
        return text("a duration such as \"30s\" (ms, s, m, h, d), \(limits)") { text in
            TimeSpan.duration(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ExpectedValue where Value == Day {
    static var day: ExpectedValue { text("a day as \"YYYY-MM-DD\"") { Day($0) } }
}

extension ExpectedValue where Value == WebAddress {
    static var webAddress: ExpectedValue {
        text("an address that starts with http:// or https://") { text in
            try? WebAddress(parsing: text)  // the expectation says it; the address stands in the message
        }
    }
}

extension ExpectedValue where Value: RawRepresentable, Value.RawValue == String, Value: CaseIterable {
    /// One of an enumeration's words.
    static var choice: ExpectedValue {
        let words = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return text("one of \(words)") { Value(rawValue: $0) }
    }
}
