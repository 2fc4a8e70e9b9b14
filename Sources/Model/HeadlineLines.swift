/// How many lines at the top of a kept text are its headline: 引题, title and 副题 as the record has them, each of which
/// may stand on several lines. Whoever shows a headline beside a text leaves these lines out.
package struct HeadlineLines: Hashable, Sendable {
    package let count: Int

    /// - Parameter lines: of the whole file, the first ones at least.
    package init(of lines: some Sequence<some StringProtocol>, _ metadata: ArticleMetadata) {
        let fields = [metadata.introtitle, metadata.title, metadata.subtitle].compactMap { $0 }
        var parts = fields.map { HeadlineLines.letters($0)[...] }.filter { !$0.isEmpty }[...]
        var whole = 0
        var read = 0
        for line in lines {
            let letters = HeadlineLines.letters(line)
            guard var part = parts.first, !letters.isEmpty, part.starts(with: letters) else { break }
            part = part.dropFirst(letters.count)
            parts[parts.startIndex] = part
            read += 1
            guard part.isEmpty else { continue }
            parts.removeFirst()
            whole = read
        }
        count = whole
    }

    /// What is left when lines are joined in whatever way.
    private static func letters(_ text: some StringProtocol) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }
    }
}
