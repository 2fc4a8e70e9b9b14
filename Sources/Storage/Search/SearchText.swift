/// A text cut into what the search index knows: pairs of neighbouring characters where the script has no spaces, whole
/// words elsewhere.
///
/// | text | tokens |
/// |---|---|
/// | `发展工作` | `发` `发展` `展工` `工作` `作` |
/// | `AI技术,2023` | `ai` `技` `技术` `术` `2023` |
///
/// The first and the last character of a run stand alone too, so that what begins or ends beside it can be found, such as
/// `2023年`. Two-letter words, most of Chinese, are one token, and so one look into the index; longer ones are phrases of
/// tokens, and exact.
package struct SearchText: Hashable, Sendable {
    /// Folded, one for each of the text's own.
    let scalars: [Unicode.Scalar]
    /// Where the tokens are in `scalars`.
    let tokens: [Range<Int>]

    /// Brings a text into the form in which words are compared (width, script, case), as UTF-8; each scalar becomes
    /// exactly one, so that what is found can be shown in the text itself.
    package typealias Folding = @Sendable (String) -> [UInt8]

    /// The most characters of one word; what is longer is cut into several.
    private static let wordLimit = 64

    package init(_ text: String, fold: Folding) {
        let folded = Array(String(decoding: fold(text), as: UTF8.self).unicodeScalars)
        // What is found is shown by its place in the text: a folding that adds or drops something is of no use.
        let own = Array(text.unicodeScalars)
        scalars = folded.count == own.count ? folded : own
        tokens = SearchText.tokens(of: scalars)
    }

    /// The tokens with blanks between them, behind them the words of some characters: a column of the index.
    func column(signs: Set<Unicode.Scalar> = []) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(tokens.count * 7 + signs.count * 7)
        func add(_ word: some Sequence<Unicode.Scalar>) {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
            for scalar in word { bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
        }
        for token in tokens { add(scalars[token]) }
        // In their order: the same text is the same column.
        for sign in signs.sorted() { add([SearchText.signMark, sign]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// With what follows it, the word of a single character; for private use, and so in no text.
    static let signMark: Unicode.Scalar = "\u{E001}"

    /// The characters of scripts without spaces, each once.
    var signs: Set<Unicode.Scalar> { Set(scalars.filter { Kind($0) == .paired }) }

    func token(_ index: Int) -> String { SearchText.string(scalars[tokens[index]]) }

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func tokens(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var tokens: [Range<Int>] = []
        var start = 0
        while start < scalars.count {
            let kind = Kind(scalars[start])
            var end = start + 1
            while end < scalars.count, Kind(scalars[end]) == kind { end += 1 }
            switch kind {
            case .gap: break
            case .paired:
                if end - start > 1 { tokens.append(start..<(start + 1)) }
                for index in start..<(end - 1) { tokens.append(index..<(index + 2)) }
                tokens.append((end - 1)..<end)
            case .word:
                for index in stride(from: start, to: end, by: wordLimit) {
                    tokens.append(index..<min(end, index + wordLimit))
                }
            }
            start = end
        }
        return tokens
    }

    /// What a character is to the index.
    enum Kind {
        /// Of a script without spaces: Han, kana, hangul.
        case paired
        case word
        case gap

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x4E00...0x9FFF, 0x3400...0x4DBF: self = .paired
            case 0x30...0x39, 0x61...0x7A, 0x41...0x5A: self = .word
            case 0..<0x80, 0x2000...0x206F, 0x3000...0x3004, 0x3008...0x3020, 0xFF00...0xFF0F: self = .gap
            case 0x30FB: self = .gap  // the dot between the parts of a foreign name, as ·
            case 0x3005...0x3007, 0x3021...0x3029, 0x3041...0x30FF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFD:
                self = .paired
            default:
                let properties = scalar.properties
                self = properties.isAlphabetic || properties.numericType != nil ? .word : .gap
            }
        }
    }
}
