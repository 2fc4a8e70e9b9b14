/// What somebody looks for, checked: words and phrases, joined by AND, OR and NOT.
///
/// | written | finds texts |
/// |---|---|
/// | `乡村振兴 产业` or `乡村振兴 AND 产业` | with both, anywhere |
/// | `"乡村振兴战略"` or `“乡村振兴战略”` | with these characters one after the other; a word by itself is the same |
/// | `乡村振兴 OR 百千万工程`, also `\|` | with one of them, or both |
/// | `教育 NOT 培训`, also `教育 -培训` | with the first and without the second |
/// | `title:防汛`, also `标题：防汛` | that have it in the headline |
/// | `(教育 \| 医疗) 改革` | by groups; AND binds closer than OR |
///
/// Marks inside words and phrases part them and mean nothing else. What FTS5 would understand otherwise (`*`, `^`,
/// `NEAR`, columns) is text as any other.
package struct SearchQuery: Hashable, Sendable {
    let root: Node

    /// Unicode scalars of a query at most.
    package static let lengthLimit = 1000

    indirect enum Node: Hashable, Sendable {
        case phrase(SearchPhrase)
        /// At least one has to be there, none of the others may be.
        case all([Node], without: [Node])
        /// At least two.
        case any([Node])
    }

    /// - Throws: what is wrong with the text, and what to write.
    package init(_ text: String, fold: @escaping SearchText.Folding) throws(SearchQueryError) {
        var parser = try SearchQueryParser(text, fold: fold)
        root = try parser.query()
    }

    /// In the language of FTS5.
    var expression: String { SearchQuery.expression(of: root) }

    /// The phrases that a found text may show: not those that it must be without.
    package var phrases: [SearchPhrase] { SearchQuery.phrases(of: root) }

    private static func expression(of node: Node) -> String {
        switch node {
        case .phrase(let phrase): return phrase.expression
        case .any(let nodes): return joined(nodes, by: "OR")
        case .all(let nodes, let without):
            let wanted = joined(nodes, by: "AND")
            return without.isEmpty ? wanted : "(\(wanted) NOT \(joined(without, by: "OR")))"
        }
    }

    private static func joined(_ nodes: [Node], by word: String) -> String {
        "(" + nodes.map { expression(of: $0) }.joined(separator: " \(word) ") + ")"
    }

    private static func phrases(of node: Node) -> [SearchPhrase] {
        switch node {
        case .phrase(let phrase): [phrase]
        case .any(let nodes), .all(let nodes, without: _): nodes.flatMap { phrases(of: $0) }
        }
    }
}

/// Why a text is no query.
package enum SearchQueryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No letter, digit or character to look for.
    case empty
    case tooLong(limit: Int)
    case tooManyPhrases(limit: Int)
    case tooDeep(limit: Int)
    case unclosedQuote(String)
    case unclosedGroup
    case strayClosing
    /// An operator that has nothing on one of its sides.
    case lacking(operator: String)
    /// It says only what is not to be there.
    case onlyNot

    /// One line: what is wrong, and what to write.
    package var description: String {
        switch self {
        case .empty: "nothing to look for: give a word, such as 乡村振兴"
        case .tooLong(let limit): "longer than \(limit) characters: look for less at once"
        case .tooManyPhrases(let limit): "more than \(limit) words and phrases: look for fewer at once"
        case .tooDeep(let limit): "groups inside groups, more than \(limit) deep: write it simpler"
        case .unclosedQuote(let mark):
            "a quotation that begins with \(mark) does not end: close it, or leave the mark out"
        case .unclosedGroup: "a group that begins with ( does not end: add )"
        case .strayClosing: "a ) without its (: add (, or put the words in quotes"
        case .lacking(let word): "\(word) needs words on both sides; to look for the word itself, write \"\(word)\""
        case .onlyNot: "NOT needs something to leave out of: put a word before it, such as 教育 NOT 培训"
        }
    }
}
