/// Where a list in JSON has what: paths as the configuration writes them, checked. What is nil is told by its name.
package struct JSONScheme: Hashable, Sendable {
    /// The items; nil: the longest array of objects with an address and a title.
    package var items: JSONPath?
    /// An item's address, or what it is made of.
    package var link: JSONText?
    package var title: JSONPath?
    package var date: JSONPath?
    /// The address of the page behind, or a template with `{page}` in it.
    package var next: JSONNext?
    /// How many pages there are.
    package var pages: JSONPath?

    package init(
        items: JSONPath? = nil, link: JSONText? = nil, title: JSONPath? = nil, date: JSONPath? = nil,
        next: JSONNext? = nil, pages: JSONPath? = nil
    ) {
        self.items = items
        self.link = link
        self.title = title
        self.date = date
        self.next = next
        self.pages = pages
    }
}

/// A way to values inside JSON: `data.list`, `rows[0].url`, `groups[*].items`, `$` for the whole, `a."b.c"` for keys that
/// hold other characters.
package struct JSONPath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(String)
        /// Counts from 0.
        case index(Int)
        /// Every element of an array.
        case each
    }

    package let steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    /// Nil for what is no path.
    package init?(_ text: String) {
        var rest = text[...]
        var steps: [Step] = []
        if rest.first == "$" { rest.removeFirst() } else if rest.isEmpty || rest.first == "." { return nil }
        var isFirst = rest.count == text.count
        while let first = rest.first {
            if first == "[" {
                guard let end = rest.firstIndex(of: "]") else { return nil }
                let inside = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
                if inside == "*" {
                    steps.append(.each)
                } else {
                    let isNumber = inside.utf8.count <= 6 && inside.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    guard isNumber, let index = Int(inside) else { return nil }
                    steps.append(.index(index))
                }
            } else {
                if !isFirst {
                    guard first == "." else { return nil }
                    rest.removeFirst()
                }
                guard let key = JSONPath.key(&rest) else { return nil }
                steps.append(.key(key))
            }
            isFirst = false
        }
        self.steps = steps
    }

    /// Takes a key, in quotes or not, from the beginning; nil where there is none.
    private static func key(_ rest: inout Substring) -> String? {
        if rest.first == "\"" {
            rest.removeFirst()
            guard let end = rest.firstIndex(of: "\""), end > rest.startIndex else { return nil }
            defer { rest = rest[rest.index(after: end)...] }
            return String(rest[..<end])
        }
        let key = rest.prefix { isPlain($0) }
        rest = rest[key.endIndex...]
        return key.isEmpty ? nil : String(key)
    }

    private static func isPlain(_ character: Character) -> Bool {
        !".[]{}\"$".contains(character) && !character.isWhitespace
    }

    package var description: String {
        if steps.isEmpty { return "$" }
        var text = ""
        for step in steps {
            switch step {
            case .key(let key):
                let written = key.allSatisfy(JSONPath.isPlain) ? key : "\"\(key)\""
                text += text.isEmpty ? written : ".\(written)"
            case .index(let index): text += (text.isEmpty ? "$" : "") + "[\(index)]"
            case .each: text += (text.isEmpty ? "$" : "") + "[*]"
            }
        }
        return text
    }
}

/// A text made of values: one path, or a template such as `/art/{id}.html`.
package struct JSONText: Hashable, Sendable, CustomStringConvertible {
    package enum Piece: Hashable, Sendable {
        case text(String)
        case value(JSONPath)
    }

    package let pieces: [Piece]

    package init(_ path: JSONPath) { pieces = [.value(path)] }

    /// Nil for what is neither a path nor a template with paths between braces.
    package init?(_ text: String) {
        guard text.contains("{") || text.contains("}") else {
            guard let path = JSONPath(text) else { return nil }
            pieces = [.value(path)]
            return
        }
        var pieces: [Piece] = []
        var rest = text[...]
        while !rest.isEmpty {
            let plain = rest.prefix { $0 != "{" }
            guard !plain.contains("}") else { return nil }
            if !plain.isEmpty { pieces.append(.text(String(plain))) }
            rest = rest[plain.endIndex...].dropFirst()
            if plain.endIndex == text.endIndex { break }
            guard let end = rest.firstIndex(of: "}"), let path = JSONPath(String(rest[..<end])) else { return nil }
            pieces.append(.value(path))
            rest = rest[rest.index(after: end)...]
        }
        self.pieces = pieces
    }

    package var description: String {
        if pieces.count == 1, case .value(let path) = pieces[0] { return path.description }
        return pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .value(let path): "{\(path)}"
            }
        }
        .joined()
    }
}

/// How a list in JSON leads to the page behind it.
package enum JSONNext: Hashable, Sendable {
    /// Its address stands in the answer.
    case path(JSONPath)
    case numbered(PageTemplate)
}

/// An address with a page's number in it, such as `https://x.example/api/list?page={page}`.
package struct PageTemplate: Hashable, Sendable {
    private let before: String
    private let after: String

    /// Nil unless it holds one `{page}` and makes an address.
    package init?(_ text: String) {
        let parts = text.split(separator: "{page}", omittingEmptySubsequences: false)
        guard parts.count == 2, !text.replacing("{page}", with: "").contains(where: { "{}".contains($0) }) else {
            return nil
        }
        before = String(parts[0])
        after = String(parts[1])
        guard address(of: 1) != nil else { return nil }
    }

    package func address(of page: Int) -> WebAddress? {
        try? WebAddress(parsing: "\(before)\(page)\(after)")  // nothing but the number differs from what was checked
    }

    /// The page's number; nil for an address that the template does not make.
    package func number(of address: WebAddress) -> Int? {
        // Two pages' addresses differ in the number's digit alone.
        guard let one = self.address(of: 1)?.description.utf8, let two = self.address(of: 2)?.description.utf8 else {
            return nil
        }
        let before = zip(one, two).prefix { $0 == $1 }.count
        let after = one.count - before - 1
        let text = address.description.utf8
        guard after >= 0, text.count > before + after, text.count <= before + after + 9,
            text.prefix(before).elementsEqual(one.prefix(before)), text.suffix(after).elementsEqual(one.suffix(after)),
            let number = Int(String(decoding: text.dropFirst(before).dropLast(after), as: UTF8.self)),
            self.address(of: number) == address
        else { return nil }
        return number
    }
}
