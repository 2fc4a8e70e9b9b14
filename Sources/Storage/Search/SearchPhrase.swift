/// Characters that somebody looks for, one after the other.
package struct SearchPhrase: Hashable, Sendable {
    /// In the order in which they follow each other; at least one.
    let tokens: [String]
    /// The last token is one character, and any may follow it.
    let isOpen: Bool
    /// It must stand in the headline.
    let isInTitle: Bool

    /// Nil where the text has nothing that the index knows, such as marks alone.
    init?(_ text: String, isInTitle: Bool, fold: SearchText.Folding) {
        let text = SearchText(text, fold: fold)
        guard let last = text.tokens.last else { return nil }
        var tokens = text.tokens.indices.map { text.token($0) }
        var isOpen = false
        if SearchText.Kind(text.scalars[last.lowerBound]) == .paired {
            // The text goes on behind the phrase, or does not: its last character pairs with another, or stands alone.
            let isAlone = text.tokens.count == 1 || text.tokens[text.tokens.count - 2].upperBound != last.upperBound
            if isAlone { isOpen = true } else { tokens.removeLast() }
        }
        self.tokens = tokens
        self.isOpen = isOpen
        self.isInTitle = isInTitle
    }

    /// In the language of FTS5. Tokens hold letters, digits and characters of scripts alone: no text gets out of the
    /// quotes.
    var expression: String {
        (isInTitle ? "title : " : "") + "\"" + tokens.joined(separator: " ") + "\"" + (isOpen ? " *" : "")
    }

    /// Where the phrase stands in a text, as scalars; none overlap.
    func places(in text: SearchText) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var index = 0
        while index + tokens.count <= text.tokens.count {
            if stands(in: text, at: index) {
                let last = text.tokens[index + tokens.count - 1]
                let end = isOpen ? last.lowerBound + 1 : last.upperBound
                places.append(text.tokens[index].lowerBound..<end)
                while index < text.tokens.count, text.tokens[index].lowerBound < end { index += 1 }
            } else {
                index += 1
            }
        }
        return places
    }

    private func stands(in text: SearchText, at start: Int) -> Bool {
        for (offset, token) in tokens.enumerated() {
            let found = text.scalars[text.tokens[start + offset]]
            let isSame =
                isOpen && offset == tokens.count - 1
                ? found.starts(with: token.unicodeScalars) : found.elementsEqual(token.unicodeScalars)
            if !isSame { return false }
        }
        return true
    }
}
