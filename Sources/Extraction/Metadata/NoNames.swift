/// Words that stand where the name of a source or of a person would, and are none.
struct NoNames: Sendable {
    static let standard = NoNames(lines: RuleText.lines(PackageResources.no_names_txt))

    private var sources: [String] = []
    private var counts: [String] = []
    private var persons: Set<String> = []

    init(lines: [String]) {
        for line in lines {
            let parts = line.split(separator: " ").map(String.init)
            switch (parts.first, parts.count) {
            case ("source", 2): sources.append(parts[1])
            case ("count", 2): counts.append(parts[1])
            case ("person", 2): persons.insert(parts[1])
            default: preconditionFailure("a word that cannot be read: \(line)")  // the lists are part of the program
            }
        }
    }

    /// Whether a piece of a line, which has no label, is not who published the article.
    func isNoSource(_ piece: String) -> Bool {
        let counted = piece.drop { $0.isASCII && $0.isNumber }
        let isCount = counted.count < piece.count && counts.contains { counted.hasPrefix($0) }
        return isCount || sources.contains { piece.hasPrefix($0) }
    }

    func isNoPerson(_ name: String) -> Bool { persons.contains(name) }

    func removed(from names: [String]) -> [String] { names.filter { !persons.contains($0) } }
}
