internal import Model

/// Everything that is found out about a page before its article is written down; `--explain` prints it.
struct PageReading {
    let decoded: DecodedPage
    let tree: PageTree
    let blocks: BlockList
    let isMojibakeRepaired: Bool
    let hints: [NodeHint]
    /// What the source's own rules found.
    let ruled: RuledParts
    let scores: [ProseScorer.Score]
    let head: HeadMetadata
    let founder: FounderProperties
    let document: DocumentHead
    let policy: PolicyLinks
    let opinions: [ContainerChoice.Choice]
    let choice: ContainerChoice.Choice?
    let container: Range<Int>
    let headline: Headline
    let headlineOpinions: [HeadlineFinder.Candidate]
    let verdicts: [BlockVerdict]
    /// The lines of the article by the bare rules; nil where nobody learns from them.
    let seen: SeenLines?
    /// What the memory of the site did.
    let memoryUse: MemoryUse

    init(
        _ bytes: [UInt8], headerCharset: String?, rules: ExtractionRules = ExtractionRules(),
        knowing knowledge: SiteKnowledge = .nothing, budget: ReadingBudget = .unlimited
    ) throws(ExtractionFailure) {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= Extractor.limitBytes else { throw .tooLarge(limitBytes: Extractor.limitBytes) }
        if let kind = FileKind.recognise(bytes, headerCharset: headerCharset) { throw .binary(kind: kind) }
        decoded = PageDecoder.decode(bytes, headerCharset: headerCharset)
        guard !decoded.isUndecodable else { throw .undecodable }
        if let kind = CodeFile.recognise(decoded.utf8) { throw .binary(kind: kind) }
        try budget.check()
        let text = PageText(decoded.utf8, rules, budget)
        try budget.check()
        tree = text.tree
        blocks = text.blocks
        isMojibakeRepaired = text.isMojibakeRepaired
        ruled = text.ruled
        hints = NodeHints.standard.hints(for: tree)
        head = HeadMetadata(tree)
        let bodies = ruled.nodes(.body)
        document = DocumentHead(blocks, in: tree)
        let scored = text.scores.dropping(ruled.blocks(.drop, of: blocks, in: tree)).without(document.lines)
        // Where a rule names the body, nothing in it is foreign.
        scores =
            bodies.isEmpty
            ? ForeignParts(tree: tree, blocks: blocks, hints: hints, scores: scored, title: head.title).removed()
            : scored
        try budget.check()
        let containers = ContainerChoice(tree: tree, blocks: blocks, hints: hints, scores: scores)
        let recollection = AppliedMemory(knowledge: knowledge, tree: tree, blocks: blocks)
        let own = containers.opinions()
        let ruledChoice = containers.ruled(bodies)
        let learnt =
            ruledChoice == nil ? recollection.container(insteadOf: own.last, prose: containers.prose(in:)) : nil
        opinions = own + [ruledChoice, learnt].compactMap(\.self)
        let choice = opinions.last
        self.choice = choice
        agreement =
            choice?.opinion == .rule
            ? choice?.prose == 0 ? 0 : 1 : (containers.agreement(of: opinions) * 100).rounded() / 100
        var inside = 0..<0
        if let choice { inside = blocks.blocks(inside: tree.subtree(of: choice.node)) }
        if bodies.isEmpty { inside = PictureCaptions.standard.extending(inside, of: blocks, in: tree) }
        self.container = inside
        // A page of pictures has no body: its headline may be anywhere.
        let firstProse =
            scores[inside].firstIndex { $0.reason.isProse } ?? (choice == nil ? blocks.blocks.count : inside.lowerBound)
        try budget.check()
        founder = FounderProperties(tree)
        var finder = HeadlineFinder(
            tree: tree, blocks: blocks, head: head, scores: scores, founder: founder, bodyStart: firstProse)
        headline = finder.find(ruled)
        headlineOpinions = finder.opinions
        policy = PolicyLinks(
            tree: tree, blocks: blocks, title: headline.title.joined(), column: head.first(of: HeadMetadata.column),
            isDocument: !document.lines.isEmpty)
        try budget.check()
        var leadLines: [Int] = []
        if let choice, bodies.isEmpty {
            leadLines = LeadParagraphs(
                tree: tree, blocks: blocks, hints: hints, scores: scores, body: choice.node, lines: inside
            ).found(below: headline.blocks)
        }
        let bare = ContentFilter(
            tree: tree, blocks: blocks, scores: scores, hints: hints, rules: .standard, container: inside,
            headline: headline, documentLines: document.lines, policyLines: policy.lines, leadLines: leadLines,
            ruled: ruled
        ).verdicts()
        try budget.check()
        let recalled = recollection.applied(to: bare, scores: scores, choice: choice, learnt: learnt)
        verdicts = recalled.verdicts
        seen = recalled.seen
        memoryUse = recalled.use
        let evidence = PageEvidence(
            agreement: agreement, tree: tree, blocks: blocks, scores: scores, verdicts: verdicts, headline: headline,
            head: head)
        // A rule of the source's knows better.
        confidence = choice?.opinion == .rule ? agreement : evidence.confidence
        disagrees = choice?.opinion != .rule && evidence.disagrees
    }

    /// What the page teaches about its site; nil where nobody learns from it.
    var lesson: PageObservation? {
        guard let seen, let choice, !blocks.isGlossed else { return nil }
        return PageObservation(self, container: choice.node, lines: seen)
    }

    var hasArticle: Bool { verdicts.contains(where: \.isBody) }

    /// Whether there is more of it than the captions of pictures.
    var hasText: Bool {
        zip(verdicts, blocks.blocks).contains { $0.isBody && !$1.traits.contains(.caption) }
    }

    /// How much prose the text has, in tokens, less what speaks against it.
    var prose: Float { zip(verdicts, scores).reduce(0) { $0 + ($1.0.isBody ? max(0, $1.1.value) : 0) } }

    /// Whether a date stands under the headline.
    var hasDateUnderHeadline: Bool {
        let start = headline.blocks?.upperBound ?? container.lowerBound
        return (start..<min(start + 5, blocks.blocks.count)).contains { index in
            let block = blocks.blocks[index]
            guard block.tokens < 60, block.linkShare < 0.5 else { return false }
            return !InfoLineReader.standard.read(blocks.string(of: index)).dates.isEmpty
        }
    }

    /// Whether other articles, so long that they are whole ones, were left out.
    var showsFurtherArticles: Bool {
        var (lines, tokens) = (0, 0)
        for (block, score) in zip(blocks.blocks, scores) {
            guard case .foreign(ForeignParts.anotherArticle) = score.reason, block.linkShare < 0.5 else { continue }
            lines += 1
            tokens += Int(block.tokens)
        }
        return lines >= 3 && tokens >= PageReading.wholeArticle
    }

    /// Han characters and words.
    private static let wholeArticle = 150

    /// Below this, on a hundred and fifty pages of many sites, two articles of three were not what they should be; at
    /// or above it, three of a hundred.
    static let lowConfidence = 0.7

    /// 0 to 1, in two digits: how far the opinions about the container agree on the prose.
    let agreement: Double
    /// 0 to 1, in two digits: how far the opinions about the container agree on the prose, less what speaks against the
    /// text on the page itself.
    let confidence: Double
    /// The page states another headline or text than the one found.
    let disagrees: Bool
}
