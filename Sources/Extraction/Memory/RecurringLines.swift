/// Tells the lines that a site puts under its articles from the lines that recur because articles say them.
///
/// | a line | is dropped when |
/// |---|---|
/// | stands between paragraphs of the article, or where articles have text | never |
/// | is a formula, a signature, dated, numbered, a table row, a caption | never |
/// | stands apart, above or below the article | it was there on the last page before, and on most of them |
/// | stands among the paragraphs, in an element like theirs or without a name | the same, on at least 4 pages and four of five |
/// | is a paragraph itself | only below the article, on at least 3 pages and four of five; a lead stays |
///
/// A page whose every line was seen before is an article told again, and keeps them all.
struct RecurringLines {
    let layout: LayoutMemory
    let lines: [SeenLine]
    /// The first and the last line that only this page has; nil where it has none.
    let own: ClosedRange<Int>?

    /// Pages that decide; more make the memory no surer.
    private static let pagesThatCount = 8
    private static let prose = (pages: 3, share: 0.8)
    private static let sibling = (pages: 4, share: 0.8)
    private static let share = 0.6
    /// A line that was not there on so many pages has gone from the template.
    private static let absence = 4
    /// Of the article's words: more than this is dropped only where that was seen on several pages.
    private static let doubtfulShare = 0.3

    init(_ layout: LayoutMemory, _ lines: [SeenLine]) {
        self.layout = layout
        self.lines = lines
        let new = lines.indices.filter { layout.lines[lines[$0].mark] == nil && lines[$0].tokens >= 2 }
        let prose = new.filter { lines[$0].isProse }
        let anchors = prose.isEmpty ? new : prose
        own = anchors.first.flatMap { first in anchors.last.map { first...$0 } }
    }

    /// Where this page's article has text.
    var articlePlaces: Set<UInt64> {
        guard let own else { return [] }
        return Set(lines[own].map(\.place))
    }

    /// Whether the page tells something that the memory does not know: else it is a reprint, or the same page again.
    var isNews: Bool {
        guard let own else { return false }
        let new = lines[own].filter { layout.lines[$0.mark] == nil }.reduce(0) { $0 + $1.tokens }
        let known = lines.filter { ($0.isProse) && layout.lines[$0.mark].map { $0.pages < 2 } == true }
            .reduce(0) { $0 + $1.tokens }
        return new > known
    }

    /// Indices of the lines to drop, with the pages that had them.
    func chrome() -> [(line: Int, sighting: LayoutMemory.Sighting)] {
        guard let own, !layout.isUnruly, isNews else { return [] }
        let places = layout.settledPlaces.union(articlePlaces)
        let prose = own.filter { lines[$0].isProse }.map { lines[$0] }
        let siblings = Siblings(parents: Set(prose.flatMap { [$0.parent, $0.owner] }), tags: Set(prose.map(\.tag)))
        var found: [(line: Int, sighting: LayoutMemory.Sighting)] = []
        for index in lines.indices where !own.contains(index) {
            guard let sighting = layout.lines[lines[index].mark], !places.contains(lines[index].place),
                isChrome(lines[index], sighting, isBelow: index > own.upperBound, siblings)
            else { continue }
            found.append((index, sighting))
        }
        if hasLead(own) { found.removeAll { $0.line < own.lowerBound } }
        let all = lines.reduce(0) { $0 + $1.tokens }
        let dropped = found.reduce(0) { $0 + lines[$1.line].tokens }
        if layout.pages < RecurringLines.prose.pages, Double(dropped) > Double(all) * RecurringLines.doubtfulShare {
            return []
        }
        return found
    }

    private func isChrome(
        _ line: SeenLine, _ sighting: LayoutMemory.Sighting, isBelow: Bool, _ siblings: Siblings
    ) -> Bool {
        guard !line.isProtected, layout.pages - sighting.last < RecurringLines.absence else { return false }
        let needed = Double(min(layout.pages, RecurringLines.pagesThatCount)) * RecurringLines.share
        let share = Double(sighting.pages) / Double(layout.pages - sighting.first + 1)
        guard Double(sighting.pages) >= needed, share >= RecurringLines.share else { return false }
        if line.isProse {
            guard isBelow, sighting.pages >= RecurringLines.prose.pages, share >= RecurringLines.prose.share else {
                return false
            }
        }
        if siblings.contains(line) {
            return sighting.pages >= RecurringLines.sibling.pages && share >= RecurringLines.sibling.share
        }
        return true
    }

    /// The lines that stand as this page's own paragraphs do.
    private struct Siblings {
        let parents: Set<Int32>
        let tags: Set<Tag>

        func contains(_ line: SeenLine) -> Bool {
            parents.contains(line.owner)
                || parents.contains(line.parent) && (!line.isNamed || tags.contains(line.tag))
        }
    }

    /// A column that opens with the same words every week: they and the label above them are its own.
    private func hasLead(_ own: ClosedRange<Int>) -> Bool {
        lines[..<own.lowerBound].contains { $0.isProse && layout.lines[$0.mark] != nil }
    }
}
