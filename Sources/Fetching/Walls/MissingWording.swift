/// Recognises the sentences by which sites say that there is no such page.
///
/// A short line says so if it is made of nothing but the words of the list, a decisive one (marked `+`) among them, or if
/// it begins like an excuse (marked `^`) and holds a decisive word. A headline about missing pages does neither.
struct MissingWording: Sendable {
    private let words: Set<[UInt32]>
    private let decisive: [WordingSkeleton]
    private let openings: [WordingSkeleton]
    private let longestWord: Int
    private static let longestLine = 60

    /// - Parameter lines: a word each.
    init(_ lines: [String]) {
        let skeletons = lines.map { WordingSkeleton($0) }
        words = Set(skeletons.map(\.scalars))
        decisive = zip(lines, skeletons).filter { $0.0.hasPrefix("+") }.map(\.1)
        openings = zip(lines, skeletons).filter { $0.0.hasPrefix("^") }.map(\.1)
        longestWord = skeletons.map(\.scalars.count).max() ?? 0
    }

    func says(_ line: WordingSkeleton) -> Bool {
        let scalars = line.scalars
        guard (2...MissingWording.longestLine).contains(scalars.count), decisive.contains(where: line.contains) else {
            return false
        }
        return openings.contains { scalars.starts(with: $0.scalars) } || isMadeOfWords(scalars)
    }

    private func isMadeOfWords(_ scalars: [UInt32]) -> Bool {
        var reached = [Bool](repeating: false, count: scalars.count + 1)
        reached[0] = true
        for start in scalars.indices where reached[start] {
            for length in 1...min(longestWord, scalars.count - start)
            where words.contains(Array(scalars[start..<(start + length)])) {
                reached[start + length] = true
            }
        }
        return reached[scalars.count]
    }
}
