/// Reads a selector character by character.
struct SelectorParser {
    private let text: [Character]
    private var position = 0
    private var steps = 0

    init(_ text: String) { self.text = Array(text) }

    mutating func alternatives() throws(SelectorError) -> [[Selector.Step]] {
        var alternatives: [[Selector.Step]] = []
        repeat {
            alternatives.append(try wayInwards())
        } while take(",")
        return alternatives
    }

    /// Steps up to the comma or the end.
    private mutating func wayInwards() throws(SelectorError) -> [Selector.Step] {
        var way: [Selector.Step] = []
        var isChild = false
        skipSpace()
        while true {
            let compound = try compound(isFirst: way.isEmpty)
            steps += 1
            guard steps <= Selector.stepsLimit else {
                throw error("a selector has at most \(Selector.stepsLimit) steps")
            }
            way.append(.init(compound: compound, isChild: isChild))
            let hasSpace = skipSpace()
            switch current {
            case nil, ",": return way
            case ">":
                position += 1
                skipSpace()
                isChild = true
            case "+", "~": throw error("neighbours (\"+\", \"~\") are not known here; name the element itself")
            default:
                guard hasSpace else { throw unexpected() }
                isChild = false
            }
        }
    }

    private mutating func compound(isFirst: Bool) throws(SelectorError) -> Selector.Compound {
        var compound = Selector.Compound()
        let start = position
        if !take("*"), current.map(SelectorParser.isNamePart) == true {
            compound.element = try name("an element").lowercased()
        }
        while let character = current {
            switch character {
            case ".":
                position += 1
                compound.conditions.append(
                    .init(attribute: "class", comparison: .hasWord, value: try name("a class behind \".\"")))
            case "#":
                position += 1
                compound.conditions.append(
                    .init(attribute: "id", comparison: .equal, value: try name("an id behind \"#\"")))
            case "[": compound.conditions.append(try condition())
            case ":":
                throw error("pseudo-classes such as \":first-child\" are not known here; use class, id or attribute")
            default:
                guard position > start else { throw unexpected() }
                return compound
            }
        }
        guard position > start else {
            throw error(
                isFirst ? "expected an element, \".class\", \"#id\" or \"[attribute]\"" : "nothing behind \">\"")
        }
        return compound
    }

    /// `[name]`, `[name=value]`, `[name="value"]`.
    private mutating func condition() throws(SelectorError) -> Selector.Condition {
        let opening = position
        position += 1
        skipSpace()
        let attribute = try name("an attribute behind \"[\"").lowercased()
        skipSpace()
        if take("]") { return .init(attribute: attribute, comparison: .present, value: "") }
        let comparison: Selector.Condition.Comparison
        switch current {
        case "=": comparison = .equal
        case "^": comparison = .beginsWith
        case "$": comparison = .endsWith
        case "*": comparison = .contains
        case "~": comparison = .hasWord
        case nil: throw SelectorError(position: opening + 1, reason: "\"[\" without its \"]\"")
        default: throw error("expected \"=\" or \"]\", found \"\(text[position])\"")
        }
        if comparison != .equal { position += 1 }
        guard take("=") else { throw error("expected \"=\"") }
        skipSpace()
        let value = try value(opening: opening)
        skipSpace()
        guard take("]") else {
            throw current == nil
                ? SelectorError(position: opening + 1, reason: "\"[\" without its \"]\"")
                : error("expected \"]\"; a value with such a character stands in quotes")
        }
        return .init(attribute: attribute, comparison: comparison, value: value)
    }

    private mutating func value(opening: Int) throws(SelectorError) -> String {
        guard let quote = current, quote == "\"" || quote == "'" else { return try name("a value behind \"=\"") }
        let start = position
        position += 1
        var value = ""
        while let character = current, character != quote {
            value.append(character)
            position += 1
        }
        guard take(quote) else { throw SelectorError(position: start + 1, reason: "a quote that is not closed") }
        return value
    }

    private mutating func name(_ what: String) throws(SelectorError) -> String {
        var name = ""
        while let character = current {
            if character == "\\", position + 1 < text.count {
                name.append(text[position + 1])
                position += 2
            } else if SelectorParser.isNamePart(character), character != "\\" {
                name.append(character)
                position += 1
            } else {
                break
            }
        }
        guard !name.isEmpty else { throw error("expected \(what)") }
        return name
    }

    private static func isNamePart(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else { return true }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\\"):
            return true
        default: return false
        }
    }

    private var current: Character? { position < text.count ? text[position] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard current == character else { return false }
        position += 1
        return true
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = position
        while current?.isWhitespace == true { position += 1 }
        return position > start
    }

    private func error(_ reason: String) -> SelectorError { SelectorError(position: position + 1, reason: reason) }

    private func unexpected() -> SelectorError {
        error(current.map { "\"\($0)\" does not belong in a selector" } ?? "expected more")
    }
}
