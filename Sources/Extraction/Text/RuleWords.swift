/// A list of words by what they are: a kind, a space and a word on each line.
struct RuleWords: Sendable {
    private var words: [String: [String]] = [:]

    /// - Parameters:
    ///   - lines: without comments.
    ///   - kinds: that a line may have; the lists are part of the program, and any other is a mistake in them.
    init(_ lines: [String], kinds: Set<String>) {
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, kinds.contains(parts[0]) else {
                preconditionFailure("a word that cannot be read: \(line)")
            }
            words[parts[0], default: []].append(parts[1])
        }
    }

    /// The words of a kind, in their order.
    subscript(_ kind: String) -> [String] { words[kind] ?? [] }
}
