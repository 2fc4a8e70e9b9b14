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
            guard case .table(let root) = ConfigurationNode(try TOMLTable(string: text)) else {
                preconditionFailure("a TOML document is a table")
            }
            self.root = root
        } catch let error as TOMLParseError {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    place: path, line: error.source.begin.line, key: nil,
                    message: "this is not TOML: \(oneLine(error.description))")
            ])
        } catch {
            throw ConfigurationError(problems: [
                ConfigurationProblem(place: path, line: nil, key: nil, message: "this is not TOML: \(error)")
            ])
        }
        lines = ConfigurationDocument.linesOfKeys(in: text)
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
