internal import Model
internal import Storage

/// Where a list of articles goes on: what the piece before gave as `next`.
enum ArticleCursor: Sendable {
    /// `2023-06-16.42`: in a list by day.
    case place(ArticlePlace)
    /// `f326…`: in a list of what a query finds.
    case found(SearchPlace)

    var place: ArticlePlace? { if case .place(let place) = self { place } else { nil } }

    var found: SearchPlace? { if case .found(let place) = self { place } else { nil } }

    var text: String {
        switch self {
        case .place(let place): "\(place.day).\(place.sequence)"
        case .found(let place): "f\(place.number)"
        }
    }

    /// Nil where the text is no cursor.
    init?(_ text: String) {
        func number(_ digits: Substring) -> Int? {
            let isNumber = (1...18).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
            return isNumber ? Int(digits) : nil
        }
        if text.hasPrefix("f") {
            guard let number = number(text.dropFirst()) else { return nil }
            self = .found(SearchPlace(number))
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(String(parts[0])), parts[1].utf8.count <= 15,
            let sequence = number(parts[1])
        else { return nil }
        self = .place(ArticlePlace(day: day, sequence: sequence))
    }

    static let foreign = Problem(
        400, "bad-parameter", "after: this is the next of another list; give the same q as when you got it.")
}

extension Parameter where Value == ArticlePlace {
    /// A place in a list of articles by day.
    static func place(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "the next of a piece before, such as 2023-06-16.42",
            schema: ["type": "string", "pattern": .string("^\(Day.pattern)\\.\\d{1,15}$")]
        ) { ArticleCursor($0)?.place }
    }
}

extension Parameter where Value == ArticleCursor {
    /// A place in a list of articles.
    static func cursor(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "the next of a piece before, such as 2023-06-16.42",
            schema: ["type": "string", "pattern": .string("^(\(Day.pattern)\\.\\d{1,15}|f\\d{1,18})$")]
        ) { ArticleCursor($0) }
    }
}
