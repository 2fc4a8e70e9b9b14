/// The words of `Captions`.
struct CaptionWords: Sendable {
    static let standard = CaptionWords(lines: RuleText.lines(PackageResources.caption_words_txt))

    private let beginnings: [String]
    private let ends: [String]
    private let inside: [String]
    private let others: [String]
    private let pictures: Set<String>
    private let texts: Set<String>
    private let elementNames: Set<String>

    init(lines: [String]) {
        let words = RuleWords(lines, kinds: ["begin", "end", "inside", "other", "name", "picture", "text"])
        (beginnings, ends, inside, others) = (words["begin"], words["end"], words["inside"], words["other"])
        elementNames = Set(words["name"])
        (pictures, texts) = (Set(words["picture"]), Set(words["text"]))
    }

    /// Whether a line begins as those do that tell of the whole article.
    func denies(_ line: String) -> Bool {
        let text = line.drop { ["(", "（", " ", "[", "【"].contains($0) }
        return others.contains { text.hasPrefix($0) }
    }

    /// Whether a line begins or ends as captions do, or has words of theirs inside.
    func marks(_ line: String) -> Bool {
        var text = line[...]
        while let last = text.last, [")", "）", "。", ".", " ", "]", "】"].contains(last) { text.removeLast() }
        if ends.contains(where: { text.hasSuffix($0) }) { return true }
        while let first = text.first, ["(", "（", " ", "[", "【"].contains(first) { text.removeFirst() }
        return beginnings.contains { text.hasPrefix($0) } || inside.contains { text.contains($0) }
    }

    /// Whether an element's class or id has a word for pictures and one for what is said of them: `img-desc`.
    func namesTextOfPicture(_ node: Int, in tree: PageTree) -> Bool {
        [AttributeName.class, .id].contains { name in
            guard let value = tree.attributeBytes(name, of: node) else { return false }
            let words = Set(NameWords(value))
            return !words.isDisjoint(with: pictures) && !words.isDisjoint(with: texts)
        }
    }

    /// Whether an element's class or id has one of the words.
    func names(_ node: Int, in tree: PageTree) -> Bool {
        [AttributeName.class, .id].contains { name in
            tree.attributeBytes(name, of: node).map { NameWords($0).contains { elementNames.contains($0) } } ?? false
        }
    }
}
