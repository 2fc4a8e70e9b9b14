/// Reads a query, bounded in length, number of phrases and depth before anything is built of it.
///
///     query: group of all
///     any:   all ((OR | "|") all)*
///     all:   item ((AND)? item)*        at least one item without NOT
///     item:  (NOT | "-") item | ("title:" | "标题:") item | "(" any ")" | phrase | word
struct SearchQueryParser {
    static let phraseLimit = 32
    static let depthLimit = 8

    private let words: [SearchWord]
    private var next = 0
    private var phraseCount = 0
    private let fold: SearchText.Folding

    init(_ text: String, fold: @escaping SearchText.Folding) throws(SearchQueryError) {
        // Bytes first: counting the characters of a text of 10 MB takes a while.
        guard text.utf8.count <= SearchQuery.lengthLimit * 4,
            text.unicodeScalars.count <= SearchQuery.lengthLimit
        else { throw .tooLong(limit: SearchQuery.lengthLimit) }
        words = try SearchWord.words(of: text)
        self.fold = fold
    }

    mutating func query() throws(SearchQueryError) -> SearchQuery.Node {
        let node = try any(depth: 0, isInTitle: false)
        if next < words.count { throw .strayClosing }
        guard let node else { throw .empty }
        return node
    }

    /// Nil where there is nothing but marks.
    private mutating func any(depth: Int, isInTitle: Bool) throws(SearchQueryError) -> SearchQuery.Node? {
        guard depth <= SearchQueryParser.depthLimit else { throw .tooDeep(limit: SearchQueryParser.depthLimit) }
        var nodes: [SearchQuery.Node] = []
        if let node = try all(depth: depth, isInTitle: isInTitle) { nodes.append(node) }
        while take(.or) {
            if nodes.isEmpty || isAtEnd { throw .lacking(operator: "OR") }
            guard let node = try all(depth: depth, isInTitle: isInTitle) else { throw .lacking(operator: "OR") }
            nodes.append(node)
        }
        return nodes.count > 1 ? .any(nodes) : nodes.first
    }

    private mutating func all(depth: Int, isInTitle: Bool) throws(SearchQueryError) -> SearchQuery.Node? {
        var wanted: [SearchQuery.Node] = []
        var without: [SearchQuery.Node] = []
        var isJoined = false
        while !isAtEnd {
            if take(.and) {
                if isJoined || wanted.isEmpty && without.isEmpty || isAtEnd { throw .lacking(operator: "AND") }
                isJoined = true
                continue
            }
            isJoined = false
            let isNot = take(.not)
            if isNot, isAtEnd || words[next].isOperator { throw .lacking(operator: "NOT") }
            guard let node = try item(depth: depth, isInTitle: isInTitle) else { continue }
            if isNot { without.append(node) } else { wanted.append(node) }
        }
        if wanted.isEmpty, !without.isEmpty { throw .onlyNot }
        return wanted.count > 1 || !without.isEmpty ? .all(wanted, without: without) : wanted.first
    }

    /// What no item follows: the end of the query or of a group, or OR.
    private var isAtEnd: Bool {
        guard next < words.count else { return true }
        return words[next] == .closing || words[next] == .or
    }

    private mutating func item(depth: Int, isInTitle: Bool) throws(SearchQueryError) -> SearchQuery.Node? {
        var isInTitle = isInTitle
        while take(.title) { isInTitle = true }
        guard next < words.count, words[next] != .closing else { return nil }
        defer { next += 1 }
        switch words[next] {
        case .text(let text):
            guard let phrase = SearchPhrase(text, isInTitle: isInTitle, fold: fold) else { return nil }
            phraseCount += 1
            if phraseCount > SearchQueryParser.phraseLimit {
                throw .tooManyPhrases(limit: SearchQueryParser.phraseLimit)
            }
            return .phrase(phrase)
        case .opening:
            next += 1
            let node = try any(depth: depth + 1, isInTitle: isInTitle)
            guard next < words.count, words[next] == .closing else { throw .unclosedGroup }
            return node
        case .title, .closing: preconditionFailure("taken above, or left to the caller")
        case .and: throw .lacking(operator: "AND")
        case .or: throw .lacking(operator: "OR")
        case .not: throw .lacking(operator: "NOT")
        }
    }

    private mutating func take(_ word: SearchWord) -> Bool {
        guard next < words.count, words[next] == word else { return false }
        next += 1
        return true
    }
}
