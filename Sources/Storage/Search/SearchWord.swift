/// A piece of a query as it is written.
enum SearchWord: Hashable, Sendable {
    /// A word, or what stands between quotes.
    case text(String)
    case and, or, not, opening, closing
    /// What follows must stand in the headline.
    case title

    var isOperator: Bool { self == .and || self == .or || self == .not }

    private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "“": "”", "”": "”", "＂": "＂", "「": "」", "『": "』",
    ]
    private static let titles = ["title:", "title：", "Title:", "Title：", "TITLE:", "标题:", "标题：", "標題:", "標題："]

    static func words(of text: String) throws(SearchQueryError) -> [SearchWord] {
        var words: [SearchWord] = []
        var rest = Array(text.unicodeScalars)[...]
        while let first = rest.first {
            if first.properties.isWhitespace {
                rest.removeFirst()
            } else if let closing = quotes[first] {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: closing) else { throw .unclosedQuote(String(first)) }
                words.append(.text(SearchText.string(rest[..<end])))
                rest = rest[(end + 1)...]
            } else if let sign = SearchWord(sign: first) {
                words.append(sign)
                rest.removeFirst()
            } else if first == "-" || first == "－" {
                // A dash before blanks is a dash.
                rest.removeFirst()
                if let follower = rest.first, !follower.properties.isWhitespace { words.append(.not) }
            } else if let title = titles.first(where: { rest.starts(with: $0.unicodeScalars) }) {
                words.append(.title)
                rest = rest.dropFirst(title.unicodeScalars.count)
            } else {
                let word = rest.prefix { !endsWord($0) }
                words.append(SearchWord(plain: SearchText.string(word)))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }

    private init?(sign: Unicode.Scalar) {
        switch sign {
        case "(", "（": self = .opening
        case ")", "）": self = .closing
        case "|", "｜": self = .or
        default: return nil
        }
    }

    private init(plain text: String) {
        switch text {
        case "AND": self = .and
        case "OR": self = .or
        case "NOT": self = .not
        default: self = .text(text)
        }
    }

    private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || quotes[scalar] != nil || SearchWord(sign: scalar) != nil
    }
}
