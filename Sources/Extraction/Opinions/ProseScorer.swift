internal import Model

/// How much each block looks like a paragraph of an article: positive for prose, negative for page furniture.
struct ProseScorer {
    /// Why a block got its score, for `--explain`.
    enum Reason: Sendable {
        case prose, shortLine, row, links
        case furniture(ChromeRules.Verdict)
        case tailHeading, junkName
        /// The same paragraph stood before: desktop and mobile copies of one body.
        case repeated
        /// Part of something else that the page shows beside its article.
        case foreign(String)
        /// The source's own rule drops it.
        case dropped
    }
    struct Score: Sendable {
        let value: Float
        let reason: Reason
    }

    let blocks: BlockList
    let rules: ChromeRules

    /// One score a block; of those that the budget did not reach, none.
    func scores(within budget: ReadingBudget = .unlimited) -> [Score] {
        var seen: Set<LineKey> = []
        let copies = BlobCopies(blocks)
        var isSpent = false
        // 下列文件继续有效：1. …: what a text lists are links, and lines of it.
        var isListed = false
        return blocks.blocks.enumerated().map { index, block in
            if index % 256 == 255 { isSpent = isSpent || budget.isSpent }
            if isSpent { return Score(value: 0, reason: .shortLine) }
            if copies.holdsOthers(block) { return Score(value: 0, reason: .repeated) }
            if block.tokens >= 20, !seen.insert(blocks.key(of: block)).inserted {
                return Score(value: 0, reason: .repeated)
            }
            var score = score(block)
            if case .links = score.reason {
                if isListed, ListNumbers.hasNumber(blocks.string(of: index)) { return Score(value: 0, reason: .links) }
                isListed = false
            } else if block.tokens > 0 {
                isListed = score.value > 0 && Self.introduces(blocks.bytes(of: block))
            }
            if score.value > 0, block.traits.contains(.margin) {
                score = Score(value: score.value * 0.2, reason: .junkName)
            }
            return score
        }
    }

    /// Whether a line ends in a colon.
    private static func introduces(_ line: ArraySlice<UInt8>) -> Bool {
        line.last == UInt8(ascii: ":") || line.suffix(3).elementsEqual("：".utf8)
    }

    /// Whether a number stands before the line's link: `一、<a>…</a>`.
    private func isNumbered(_ block: Block) -> Bool {
        let start = String(decoding: blocks.bytes(of: block).prefix(24), as: UTF8.self)
        return block.linkTokens < block.tokens && !start.hasPrefix("第") && ListNumbers.hasNumber(start)
    }

    /// Whether the line is one of date, source and the like.
    private func tellsSeveral(_ block: Block) -> Bool {
        let bytes = blocks.bytes(of: block)
        guard block.tokens < 40, !block.traits.contains(.endsSentence), InfoLineReader.mayHoldLabels(bytes),
            bytes.contains(where: { (0x30...0x39).contains($0) })
        else { return false }
        let line = InfoLineReader.standard.read(String(decoding: bytes, as: UTF8.self))
        return line.isInfo && !line.hasForeignLabel && line.kinds.count > 1
    }

    private func score(_ block: Block) -> Score {
        let tokens = Float(block.tokens)
        let share = Float(block.linkShare)
        if tokens < 200 {
            let skeleton = LineSkeleton(blocks.bytes(of: block))
            if let verdict = rules.verdict(on: skeleton, isLinked: block.links > 0) {
                // What may be the text's counts for neither.
                let isSure = verdict.place == .anywhere || verdict.place == .aside
                return Score(value: isSure || share > 0.5 ? -4 : -1, reason: .furniture(verdict))
            }
            if rules.isTailHeading(skeleton) { return Score(value: -8, reason: .tailHeading) }
        }
        // Documents that a text lists count for neither.
        if share > 0.5, isNumbered(block) {
            return Score(value: 0, reason: .links)
        }
        if share > 0.5 { return Score(value: -2 - min(tokens * share, 20) * 0.5, reason: .links) }
        if block.traits.contains(.tableRow) { return Score(value: tokens * 0.5, reason: .row) }
        let isProse =
            block.punctuation >= 2 || block.punctuation >= 1 && tokens >= 12 || block.traits.contains(.endsSentence)
        if isProse && tokens >= 4, !tellsSeveral(block) {
            return Score(value: tokens * (1 - share), reason: .prose)
        }
        return Score(value: min(tokens * 0.25, 4) * (1 - share), reason: .shortLine)
    }
}

extension [ProseScorer.Score] {
    /// The same, where these blocks, which are no text of the page, count for nothing.
    func without(_ blocks: Set<Int>) -> [ProseScorer.Score] {
        var scores = self
        for index in blocks { scores[index] = .init(value: 0, reason: .shortLine) }
        return scores
    }

    /// The same, where blocks that a rule drops count for nothing.
    func dropping(_ blocks: [Int: Selector]) -> [ProseScorer.Score] {
        guard !blocks.isEmpty else { return self }
        var scores = self
        for index in blocks.keys { scores[index] = .init(value: 0, reason: .dropped) }
        return scores
    }
}
