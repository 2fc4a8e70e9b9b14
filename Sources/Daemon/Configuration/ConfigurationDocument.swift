internal import Model
internal import TOMLKit

/// A parsed TOML file, with the line on which each key stands.
struct ConfigurationDocument: Sendable {
    /// As the person named it.
    let path: String
    let root: [String: ConfigurationNode]
    private let lines: [String: Int]

    /// - Throws: one problem with the line and what the parser says, where the text is not TOML.
    init(path: String, text: String) throws(ConfigurationError) {
        self.path = path
        guard !text.utf8.contains(0) else {
            throw ConfigurationError(problems: [
                ConfigurationProblem(place: path, line: nil, key: nil, message: "expected TOML text, found NUL bytes")
            ])
        }
        do {
            root = try ConfigurationDocument.table(text)
        } catch let flaw as TOMLFlaw {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    place: path, line: flaw.line, key: nil, message: "this is not TOML: \(flaw.message)")
            ])
        } catch let error as TOMLParseError {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    place: path, line: error.source.begin.line, key: nil,
                    message: "this is not TOML: \(ConfigurationDocument.withoutQuotes(oneLine(error.description)))")
            ])
        } catch {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    place: path, line: nil, key: nil,
                    message: "this is not TOML: \(ConfigurationDocument.withoutQuotes(oneLine("\(error)")))")
            ])
        }
        lines = ConfigurationDocument.linesOfKeys(in: text)
    }

    /// A document's values.
    ///
    /// - Throws: `TOMLParseError` or `TOMLFlaw`, whichever comes first.
    static func table(_ text: String) throws -> [String: ConfigurationNode] {
        let flaw = TOMLFlaw(in: text)
        let sound = flaw.map { String(decoding: text.utf8.prefix($0.start), as: UTF8.self) } ?? text
        guard case .table(let values) = ConfigurationNode(try TOMLTable(string: sound)) else {
            preconditionFailure("a TOML document is a table")
        }
        if let flaw { throw flaw }
        return values
    }

    /// The line of a key such as `source[1].rules.body`, or of the nearest table around it; nil where neither is known.
    func line(of key: String) -> Int? {
        var path = key[...]
        while true {
            if let line = lines[String(path)] { return line }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = path[..<cut]
        }
    }

    /// The library keeps no positions, so headers (`[a]`, `[[a]]`) and `key =` are looked up in the text. What it
    /// cannot place (keys within inline tables) falls back to the line of the key around it.
    private static func linesOfKeys(in text: String) -> [String: Int] {
        var lines: [String: Int] = [:]
        var table = ""
        var counts: [String: Int] = [:]
        var inMultilineString = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " || $0 == "\t" }
            let wasInside = inMultilineString
            let marks = occurrences(of: "\"\"\"", in: content) + occurrences(of: "'''", in: content)
            if marks % 2 == 1 { inMultilineString.toggle() }
            if wasInside || content.isEmpty || content.hasPrefix("#") { continue }
            if content.hasPrefix("[[") {
                let name = bareKey(content.dropFirst(2), until: "]")
                table = "\(name)[\(counts[name, default: 0])]"
                counts[name, default: 0] += 1
                lines[table] = index + 1
            } else if content.hasPrefix("[") {
                table = bareKey(content.dropFirst(), until: "]")
                lines[table] = index + 1
            } else if let equals = content.firstIndex(of: "=") {
                let key = bareKey(content[..<equals], until: "=")
                let path = table.isEmpty ? key : "\(table).\(key)"
                if !key.isEmpty, lines[path] == nil { lines[path] = index + 1 }
            }
        }
        return lines
    }

    /// What the parser says, without what it has read: that may be a secret. `expected 'true', saw '…'`.
    private static func withoutQuotes(_ message: String) -> String {
        guard let end = message.lastIndex(of: "'") else { return message }
        var start = message.startIndex
        while let quote = message[start...].firstIndex(of: "'"), quote < end {
            guard message[..<quote].hasSuffix("expected "),
                let closing = message[message.index(after: quote)...].firstIndex(of: "'"),
                message.distance(from: quote, to: closing) <= 6
            else { return message[...quote] + "…" + message[end...] }
            start = message.index(after: closing)
        }
        return message
    }

    private static func bareKey(_ text: Substring, until end: Character) -> String {
        text.prefix { $0 != end }.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" }
    }

    private static func occurrences(of mark: String, in line: Substring) -> Int {
        var count = 0
        var rest = line
        while let range = rest.firstRange(of: mark) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
