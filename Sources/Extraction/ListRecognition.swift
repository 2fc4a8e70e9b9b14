/// Tells pages that list articles, and front pages, from pages that show one.
struct ListRecognition {
    let page: PageReading

    /// Lines of links that a list has beside its text, at the least.
    private static let links = 20
    /// Tokens: of a text that is hardly one, of a short one, of a teaser at the most, of a name of a column.
    private static let bounds = (hardly: Float(20), short: Float(60), teaser: Float(80), column: Int32(5))

    var isList: Bool {
        if page.choice?.opinion == .rule { return false }
        let links = page.scores.count { score in
            if case .links = score.reason { return score.value <= -4 }
            return false
        }
        guard links >= ListRecognition.links else { return false }
        let text = page.verdicts.indices.filter { page.verdicts[$0].isBody }
        let sum = page.prose
        let longest = text.map { page.scores[$0].value }.max() ?? 0
        let headline = page.headline.blocks?.reduce(Int32(0)) { $0 + page.blocks.blocks[$1].tokens }
        let isNamed = headline.map { $0 > ListRecognition.bounds.column } ?? false
        let hasDate = page.hasDateUnderHeadline
        if isNamed, hasDate { return false }
        if sum < ListRecognition.bounds.hardly { return true }
        // Nothing on the page says what it is about, or when it was published.
        if headline == nil, !hasDate { return longest < ListRecognition.bounds.teaser }
        return !isNamed && !hasDate && sum < ListRecognition.bounds.short
    }
}
