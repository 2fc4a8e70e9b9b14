/// What `--explain` calls the extractor's decisions.
extension BlockVerdict {
    /// One word for machines.
    var word: String {
        switch self {
        case .headline: "headline"
        case .body: "article"
        case .outside: "outside"
        case .info: "info"
        case .furniture: "furniture"
        case .links: "links"
        case .behindTail: "tail"
        case .repeatsHeadline: "repeat"
        case .aboveHeadline: "above"
        case .dropped, .kept: "rule"
        case .recurs: "memory"
        }
    }

    /// The rule that decided, in words.
    ///
    /// - Parameter scored: what the block looks like by itself; it says more about blocks that nobody looked at.
    func reason(scored: ProseScorer.Reason) -> String {
        switch self {
        case .headline: "headline"
        case .body: scored.isProse ? "prose" : "line of the article: \(scored.words)"
        case .outside: "outside the container: \(scored.words)"
        case .info: "date, source and the like"
        case .furniture(let rule): rule
        case .links: "run of links"
        case .behindTail(let heading): "behind the heading \(heading)"
        case .repeatsHeadline: "repeats the headline"
        case .aboveHeadline: "above the headline"
        case .dropped(let selector): "rule drop = \"\(selector)\""
        case .kept(let selector): "rule keep = \"\(selector)\""
        case .recurs(let pages?): "site memory: on \(pages) other pages of the site"
        case .recurs(nil): "site memory: dropped when the page was read before"
        }
    }
}

extension ProseScorer.Reason {
    /// What the block looks like by itself.
    var words: String {
        switch self {
        case .prose: "prose"
        case .shortLine: "short line"
        case .row: "table row"
        case .links: "links"
        case .furniture(let verdict): verdict.description
        case .tailHeading: "heading of a list of links"
        case .junkName: "in a part named after something else"
        case .repeated: "repeats a paragraph"
        case .foreign(let what): what
        case .dropped: "dropped by a rule"
        }
    }
}

extension ContainerChoice.Choice.Opinion {
    /// Whose opinion it is.
    var words: String {
        switch self {
        case .densest: "densest prose"
        case .stretch: "stretch of lines"
        case .known: "known container"
        case .innermost: "innermost with nearly all prose"
        case .rule: "rule"
        case .learnt: "where the site's other articles stand"
        }
    }
}
