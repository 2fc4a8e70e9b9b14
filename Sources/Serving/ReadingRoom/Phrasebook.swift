/// What explanations say, in another language: `Assets/explanations-zh.txt` has the phrases and how they are written.
struct Phrasebook: Sendable {
    static let chinese = Phrasebook(String(decoding: PackageResources.explanations_zh_txt, as: UTF8.self))

    /// A piece of a phrase.
    private enum Piece: Hashable, Sendable {
        case words(String)
        /// Carried over as it is.
        case anything
        /// A phrase of this book.
        case phrase
    }

    private let entries: [(phrase: [Piece], translation: [Piece])]

    init(_ text: String) {
        entries = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let sides = line.split(separator: "\t", maxSplits: 1).map { Phrasebook.pieces(of: $0) }
            precondition(sides.count == 2, "a phrase without its translation: \(line)")
            return (sides[0], sides[1])
        }
    }

    /// The text in the other language; nil where the book has no phrase for it.
    func translation(of text: String) -> String? {
        for entry in entries {
            guard let found = fillings(of: text[...], entry.phrase[...]) else { continue }
            var rest = found[...]
            return entry.translation.map { piece in
                guard case .words(let words) = piece else { return rest.popFirst() ?? "" }
                return words
            }.joined()
        }
        return nil
    }

    /// What stands in the holes of a phrase, in their order, phrases translated; nil where the text is another phrase.
    private func fillings(of text: Substring, _ phrase: ArraySlice<Piece>) -> [String]? {
        guard let piece = phrase.first else { return text.isEmpty ? [] : nil }
        let others = phrase.dropFirst()
        if case .words(let words) = piece {
            return text.hasPrefix(words) ? fillings(of: text.dropFirst(words.count), others) : nil
        }
        // A hole ends where the next words begin, or with the text.
        var end = text.endIndex
        if case .words(let next)? = others.first {
            guard let range = text.firstRange(of: next) else { return nil }
            end = range.lowerBound
        }
        let hole = String(text[..<end])
        guard let filling = piece == .phrase ? translation(of: hole) : hole,
            let rest = fillings(of: text[end...], others)
        else { return nil }
        return [filling] + rest
    }

    private static func pieces(of text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            if start > rest.startIndex { pieces.append(.words(String(rest[..<start]))) }
            pieces.append(rest[start...end] == "{reason}" ? .phrase : .anything)
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return pieces
    }
}
