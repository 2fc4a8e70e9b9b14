/// Characters that somebody looks for, one after the other.
package struct SearchPhrase: Hashable, Sendable {
    /// In the order in which they follow each other; at least one.
    let tokens: [String]
    /// One character of a script without spaces, wherever it stands: nearly any of its neighbours may pair with it, so it
    /// has a word of its own in the index.
    let sign: Unicode.Scalar?
    /// It must stand in the headline.
    let isInTitle: Bool

    /// Nil where the text has nothing that the index knows, such as marks alone.
    init?(_ text: String, isInTitle: Bool, fold: SearchText.Folding) {
        let text = SearchText(text, fold: fold)
        guard let first = text.tokens.first, let last = text.tokens.last else { return nil }
        var tokens = text.tokens.indices.map { text.token($0) }
        sign =
            text.tokens.count == 1 && SearchText.Kind(text.scalars[first.lowerBound]) == .paired
            ? text.scalars[first.lowerBound] : nil
        // The text may go on before the phrase and behind it: what is at a run's end there need not be at one here. A
        // character between other words is a run of its own in both.
        if text.tokens.count > 1, text.tokens[text.tokens.count - 2].upperBound == last.upperBound {
            tokens.removeLast()
        }
        if tokens.count > 1, text.tokens[1].lowerBound == first.lowerBound { tokens.removeFirst() }
        self.tokens = tokens
        self.isInTitle = isInTitle
    }

    /// In the language of FTS5. Tokens hold letters, digits and characters of scripts alone: no text gets out of the
    /// quotes.
    var expression: String {
        let column = isInTitle ? "title : " : ""
        // The body has the words of the headline's characters too.
        if let sign { return (isInTitle ? column : "body : ") + "\"\(SearchText.signMark)\(sign)\"" }
        return column + "\"" + tokens.joined(separator: " ") + "\""
    }

    /// Where the phrase stands in a text, as scalars; none overlap.
    func places(in text: SearchText) -> [Range<Int>] {
        if let sign { return text.scalars.indices.filter { text.scalars[$0] == sign }.map { $0..<($0 + 1) } }
        var places: [Range<Int>] = []
        var index = 0
        while index + tokens.count <= text.tokens.count {
            if stands(in: text, at: index) {
                let end = text.tokens[index + tokens.count - 1].upperBound
                places.append(text.tokens[index].lowerBound..<end)
                while index < text.tokens.count, text.tokens[index].lowerBound < end { index += 1 }
            } else {
                index += 1
            }
        }
        return places
    }

    private func stands(in text: SearchText, at start: Int) -> Bool {
        tokens.indices.allSatisfy { offset in
            text.scalars[text.tokens[start + offset]].elementsEqual(tokens[offset].unicodeScalars)
        }
    }
}
