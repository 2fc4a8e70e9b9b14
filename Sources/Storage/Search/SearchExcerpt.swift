/// A piece of a text with what was found in it.
package struct SearchExcerpt: Hashable, Sendable {
    /// One line.
    package let text: String
    /// Where the words that were looked for are, as Unicode scalars of `text`; in order, none overlap.
    package let marks: [Range<Int>]

    /// The most places of one line that are weighed against each other.
    private static let placeLimit = 100

    /// The whole text, marked.
    package init(marking text: String, _ query: SearchQuery, fold: SearchText.Folding) {
        self.text = text
        marks = SearchExcerpt.marks(in: SearchText(text, fold: fold), query.phrases)
    }

    /// The piece of a text's lines that shows the most of a query: different words first, then many.
    ///
    /// - Parameter length: Unicode scalars at most, `…` where something is left out not counted.
    package init(of lines: [String], _ query: SearchQuery, length: Int, fold: SearchText.Folding) {
        var best: (score: Int, line: Int, window: Range<Int>, marks: [Range<Int>])?
        for (number, line) in lines.enumerated() {
            let text = SearchText(line, fold: fold)
            let places = query.phrases.map { $0.places(in: text).prefix(SearchExcerpt.placeLimit) }
            let marks = SearchExcerpt.merged(places.flatMap(\.self))
            for mark in marks {
                // Some of what comes before, most of what comes after.
                let start = max(0, min(mark.lowerBound - length / 4, text.scalars.count - length))
                let window = start..<min(text.scalars.count, start + length)
                let inside = marks.filter { window.contains($0.lowerBound) && $0.upperBound <= window.upperBound }
                let kinds = places.count { $0.contains { window.contains($0.lowerBound) } }
                let score = kinds * 1000 + inside.count
                if score > best?.score ?? 0 { best = (score, number, window, inside) }
            }
        }
        guard let best else {
            (text, marks) = (SearchExcerpt.beginning(of: lines.first ?? "", length: length), [])
            return
        }
        let scalars = Array(lines[best.line].unicodeScalars)
        let before = best.window.lowerBound > 0 ? "…" : ""
        let after = best.window.upperBound < scalars.count ? "…" : ""
        text = before + SearchText.string(scalars[best.window]) + after
        let shift = before.unicodeScalars.count - best.window.lowerBound
        marks = best.marks.map { ($0.lowerBound + shift)..<($0.upperBound + shift) }
    }

    /// The text with something put around what was found.
    package func marked(_ opening: String, _ closing: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var end = 0
        for mark in marks {
            result += SearchText.string(scalars[end..<mark.lowerBound]) + opening
            result += SearchText.string(scalars[mark]) + closing
            end = mark.upperBound
        }
        return result + SearchText.string(scalars[end...])
    }

    private static func beginning(of line: String, length: Int) -> String {
        let scalars = Array(line.unicodeScalars.prefix(length + 1))
        return scalars.count > length ? SearchText.string(scalars[..<length]) + "…" : line
    }

    private static func marks(in text: SearchText, _ phrases: [SearchPhrase]) -> [Range<Int>] {
        merged(phrases.flatMap { $0.places(in: text) })
    }

    /// In order, those that touch or overlap as one.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
