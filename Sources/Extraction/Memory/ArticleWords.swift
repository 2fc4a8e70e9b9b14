/// Recognises lines that belong to an article although every article of a site may have them.
struct ArticleWords: Sendable {
    static let standard = ArticleWords(rules: RuleText.lines(PackageResources.article_words_txt))

    private var whole: Set<[UInt32]> = []
    private var ends: Set<[UInt32]> = []
    private var longestEnd = 0
    /// Signatures are no longer, in characters.
    private static let longestSignature = 40
    private static let numerals = Set(scalars(of: "一二三四五六七八九十百0123456789"))

    init(rules: [String]) {
        for rule in rules {
            let parts = rule.split(separator: " ")
            precondition(parts.count == 2, "a rule that cannot be read: \(rule)")  // the list is part of the program
            let word = LineSkeleton(String(parts[1])).scalars
            switch parts[0] {
            case "whole": whole.insert(word)
            case "end": ends.insert(word)
            default: preconditionFailure("a rule that cannot be read: \(rule)")
            }
        }
        longestEnd = ends.map(\.count).max() ?? 0
    }

    /// - Parameter skeleton: of the line.
    func protects(_ line: String, skeleton: LineSkeleton) -> Bool {
        whole.contains(skeleton.scalars) || isSignature(line, skeleton) || isNumbered(line)
            || skeleton.scalars.count <= ArticleWords.longestSignature
                && !DateScanner(scalars(of: line).map(Width.half)).dates().isEmpty
    }

    private func isSignature(_ line: String, _ skeleton: LineSkeleton) -> Bool {
        guard (2...ArticleWords.longestSignature).contains(skeleton.scalars.count), skeleton.firstColon == nil,
            !line.contains(where: { "。！？!?；;|".contains($0) })
        else { return false }
        return (1...max(1, longestEnd)).contains { ends.contains(Array(skeleton.scalars.suffix($0))) }
    }

    /// `一、`, `（一）`, `1.`, `第一章`.
    private func isNumbered(_ line: String) -> Bool {
        var rest = scalars(of: line).prefix(8).map(Width.half)[...]
        let isChapter = rest.first == 0x7B2C
        if isChapter || rest.first == 0x28 { rest.removeFirst() }
        let digits = rest.prefix { ArticleWords.numerals.contains($0) }
        guard !digits.isEmpty, let next = rest.dropFirst(digits.count).first else { return false }
        let ends: Set<UInt32> = isChapter ? [0x7AE0, 0x8282, 0x6761, 0x90E8] : [0x3001, 0x2E, 0x29, 0xFF0E]
        return ends.contains(next)
    }
}
