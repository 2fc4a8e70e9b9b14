internal import Foundation
internal import Model

extension JSONPath {
    /// What lies at the path; nothing where it leads nowhere. A text that holds JSON itself is opened on the way.
    func values(in value: Any) -> [Any] {
        var found = [value]
        for step in steps {
            found = found.flatMap { JSONPath.values(at: step, of: JSONPath.opened($0)) }
            if found.isEmpty { return [] }
        }
        return found.map { steps.isEmpty ? $0 : JSONPath.opened($0) }
    }

    /// The first value as text; nil where there is none.
    func text(in value: Any) -> String? { values(in: value).lazy.compactMap { JSONPath.text(of: $0) }.first }

    /// A string or a number; nil for anything else.
    static func text(of value: Any) -> String? {
        switch value {
        case let text as String: text.trimmingCharacters(in: .whitespacesAndNewlines)
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// For a person: how far the path leads, and what is there instead.
    func whereItEnds(in value: Any) -> String {
        for end in stride(from: steps.count - 1, through: 0, by: -1) {
            let reached = JSONPath(Array(steps.prefix(end)))
            guard let found = reached.values(in: value).first else { continue }
            let there: String =
                switch found {
                case let fields as [String: Any]:
                    fields.isEmpty ? "nothing" : fields.keys.sorted().joined(separator: ", ")
                case let items as [Any]: "an array of \(items.count)"
                default: "no object"
                }
            return "at \(reached) there is: \(oneLine(there.prefix(200)))"
        }
        return "the answer is empty"
    }

    private static func values(at step: Step, of value: Any) -> [Any] {
        switch step {
        case .key(let key): (value as? [String: Any])?[key].map { [$0] } ?? []
        case .index(let index): (value as? [Any]).flatMap { $0.indices.contains(index) ? [$0[index]] : nil } ?? []
        case .each: value as? [Any] ?? []
        }
    }

    /// JSON that stands in a string, as some systems wrap their answers.
    private static func opened(_ value: Any) -> Any {
        guard let text = value as? String, text.hasPrefix("{") || text.hasPrefix("["),
            let inner = try? JSONSerialization.jsonObject(with: Data(text.utf8))  // else it is a text with a brace
        else { return value }
        return inner
    }
}

extension JSONText {
    /// Nil where one of the values is missing.
    func text(in value: Any) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let path):
                guard let found = path.text(in: value), !found.isEmpty else { return nil }
                text += found
            }
        }
        return text
    }
}
