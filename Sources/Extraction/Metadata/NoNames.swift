/// Words that stand where the name of a source or of a person would, and are none.
struct NoNames: Sendable {
    static let standard = NoNames(lines: RuleText.lines(PackageResources.no_names_txt))

    private let sources: [String]
    private let alone: Set<String>
    private let counts: [String]
    private let persons: Set<String>

    init(lines: [String]) {
        let words = RuleWords(lines, kinds: ["source", "alone", "count", "person"])
        alone = Set(words["alone"])
        (sources, counts, persons) = (words["source"], words["count"], Set(words["person"]))
    }

    /// Whether a piece of a line, which has no label, is not who published the article.
    func isNoSource(_ piece: String) -> Bool {
        let counted = piece.drop { $0.isASCII && $0.isNumber }
        let isCount = counted.count < piece.count && counts.contains { counted.hasPrefix($0) }
        return isCount || alone.contains(piece) || sources.contains { piece.hasPrefix($0) }
    }

    func isNoPerson(_ name: String) -> Bool { persons.contains(name) }

    func removed(from names: [String]) -> [String] { names.filter { !persons.contains($0) } }
}
