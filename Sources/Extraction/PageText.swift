internal import Model

/// A page's tree and lines; mended where it was stored in a wrong charset, and with the text that it keeps as data for
/// its scripts where it shows hardly any.
struct PageText {
    private(set) var tree: PageTree
    private(set) var blocks: BlockList
    /// One score a block.
    private(set) var scores: [ProseScorer.Score]
    /// Text stored in a wrong charset was turned back.
    private(set) var isMojibakeRepaired = false

    /// What the source's own rules find.
    private(set) var ruled: RuledParts

    /// - Parameters:
    ///   - page: valid UTF-8.
    ///   - rules: the source's own.
    ///   - budget: where it is spent, what is read is not whole.
    init(_ page: [UInt8], _ rules: ExtractionRules, _ budget: ReadingBudget) {
        self.init(reading: page, rules, budget)
        var page = page
        if let kind = Mojibake.kind(of: blocks.text), let repaired = Mojibake.repaired(page, kind) {
            page = repaired
            self.init(reading: page, rules, budget)
            isMojibakeRepaired = true
        }
        let shown = scores.reduce(Float(0)) { $0 + ($1.reason.isProse ? max(0, $1.value) : 0) }
        guard shown < ScriptedBody.shownProse,
            let data = ScriptedBody.markup(in: tree, shown: (prose: shown, words: shownWords))
        else { return }
        let isRepaired = isMojibakeRepaired
        self.init(reading: page + data, rules, budget)
        isMojibakeRepaired = isRepaired
    }

    /// Tokens of all lines that may be text: prose, rows, short lines, but no links and no furniture.
    private var shownWords: Float {
        zip(blocks.blocks, scores).reduce(Float(0)) { $0 + ($1.1.value > 0 ? Float($1.0.tokens) : 0) }
    }

    private init(reading page: [UInt8], _ rules: ExtractionRules, _ budget: ReadingBudget) {
        tree = PageTree(parsing: page, keeping: RuledParts.names(of: rules), budget: budget)
        ruled = RuledParts(rules, in: tree)
        blocks = BlockReader.read(tree, without: ruled.droppedInline(in: tree)).withoutGlosses()
        scores = ProseScorer(blocks: blocks, rules: .standard).scores(within: budget)
    }
}
