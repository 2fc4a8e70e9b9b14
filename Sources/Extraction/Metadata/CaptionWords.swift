/// The words of `Captions`.
struct CaptionWords: Sendable {
    static let standard = CaptionWords(lines: RuleText.lines(PackageResources.caption_words_txt))

    private let beginnings: [String]
    private let ends: [String]
    private let elementNames: Set<String>

    init(lines: [String]) {
        let words = RuleWords(lines, kinds: ["begin", "end", "name"])
        (beginnings, ends, elementNames) = (words["begin"], words["end"], Set(words["name"]))
    }

    /// Whether a line begins or ends as captions do.
    func marks(_ line: String) -> Bool {
        var text = line[...]
        while let last = text.last, [")", "）", "。", ".", " ", "]", "】"].contains(last) { text.removeLast() }
        if ends.contains(where: { text.hasSuffix($0) }) { return true }
        while let first = text.first, ["(", "（", " ", "[", "【"].contains(first) { text.removeFirst() }
        return beginnings.contains { text.hasPrefix($0) }
    }

    /// Whether an element's class or id has one of the words.
    func names(_ node: Int, in tree: PageTree) -> Bool {
        [AttributeName.class, .id].contains { name in
            tree.attributeBytes(name, of: node).map { NameWords($0).contains { elementNames.contains($0) } } ?? false
        }
    }
}
