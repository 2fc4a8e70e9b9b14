/// Finds the element that holds the article.
///
/// Three independent opinions, each cheap: the element whose blocks add up to the highest score, as it holds most of
/// the prose and least of the rest; the stretch of lines that reads like one article, whatever elements it is in; and
/// an element in which a known system keeps its articles. The known one is followed; without one,
/// the innermost element that still holds nearly all of the densest one's prose.
struct ContainerChoice {
    struct Choice: Sendable {
        enum Opinion: String, Sendable {
            case densest, stretch, known, innermost
            /// The source's own rule.
            case rule
            /// Where the site's other articles stand.
            case learnt
        }
        let node: Int
        let opinion: Opinion
        /// Prose inside, in tokens.
        let prose: Float
        /// The blocks that it takes in.
        let lines: Range<Int>
    }

    let tree: PageTree
    let blocks: BlockList
    let hints: [NodeHint]
    let scores: [ProseScorer.Score]
    /// `sums[i]` is the score of all blocks before block i, `prose[i]` the positive part of it.
    private let sums: [Float]
    private let prose: [Float]
    /// The positive part of all scores, for texts without a sentence.
    private let positive: [Float]
    /// By the element: the first and the last block of prose that stands directly in it, or in a `p` of its own.
    private let ownParagraphs: [Int: ClosedRange<Int>]

    /// Shares of the prose.
    private static let share = (knownSystem: Float(0.2), knownName: Float(0.45), innermost: Float(0.85))

    init(tree: PageTree, blocks: BlockList, hints: [NodeHint], scores: [ProseScorer.Score]) {
        self.tree = tree
        self.blocks = blocks
        self.hints = hints
        self.scores = scores
        var sums: [Float] = [0]
        var prose: [Float] = [0]
        var positive: [Float] = [0]
        sums.reserveCapacity(scores.count + 1)
        prose.reserveCapacity(scores.count + 1)
        for score in scores {
            sums.append(sums[sums.count - 1] + score.value)
            positive.append(positive[positive.count - 1] + max(0, score.value))
            prose.append(
                prose[prose.count - 1] + (score.reason.isProse || score.reason.isRow ? max(0, score.value) : 0))
        }
        self.sums = sums
        self.prose = prose
        self.positive = positive
        var own: [Int: ClosedRange<Int>] = [:]
        for index in scores.indices where prose[index + 1] > prose[index] {
            let owner = Int(blocks.blocks[index].owner)
            own[owner] = (own[owner]?.lowerBound ?? index)...index
            let parent = Int(tree.nodes[owner].parent)
            guard tree.nodes[owner].tag == .p, parent >= 0 else { continue }
            own[parent] = (own[parent]?.lowerBound ?? index)...index
        }
        ownParagraphs = own
    }

    /// Every opinion, the one to follow last; none for a page on which nothing scores above zero and no known
    /// system is recognised.
    func opinions() -> [Choice] {
        guard let densest = densest() else { return knownAlone().map { [$0] } ?? [] }
        let innermost = innermost(of: densest)
        let stretch = stretch()
        let known = known(within: densest)
        return [densest, stretch, innermost] + (known.map { [$0] } ?? [])
    }

    /// 0 to 1: how far the independent ones of these opinions agree on the prose, on an average of each two.
    func agreement(of opinions: [Choice]) -> Double {
        let independent = opinions.filter { [.densest, .stretch, .known].contains($0.opinion) }
        guard independent.count > 1 else { return independent.isEmpty ? 0 : 0.5 }
        var pairs: [Float] = []
        for (index, one) in independent.enumerated() {
            pairs += independent[(index + 1)...].map { agreement(one, $0) }
        }
        return Double(pairs.reduce(0, +)) / Double(pairs.count)
    }

    /// Twice the prose that both have, over the prose of either.
    private func agreement(_ one: Choice, _ other: Choice) -> Float {
        let shared = one.lines.clamped(to: other.lines)
        let whole = prose(in: one.lines) + prose(in: other.lines)
        guard whole > 0, !shared.isEmpty else { return 0 }
        return 2 * prose(in: shared) / whole
    }

    private func stretch() -> Choice {
        let lines = LineStretch(blocks: blocks, scores: scores).find()
        var around = 0
        if let first = lines.first, let last = lines.last {
            let end = Int(blocks.blocks[last].firstNode)
            around = tree.ancestors(of: Int(blocks.blocks[first].firstNode)).first { tree.isInside(end, $0) } ?? 0
        }
        return Choice(node: around, opinion: .stretch, prose: prose(in: lines), lines: lines)
    }

    /// The element around all that a rule names; nil where it names nothing.
    func ruled(_ bodies: [Int]) -> Choice? {
        guard let first = bodies.first, let last = bodies.last else { return nil }
        let around = tree.isInside(last, first) ? first : tree.ancestors(of: first).first { tree.isInside(last, $0) }
        let held = bodies.reduce(Float(0)) { $0 + prose(in: $1) }
        return choice(around ?? 0, .rule, prose: held)
    }

    private func inside(_ node: Int) -> Range<Int> { blocks.blocks(inside: tree.subtree(of: node)) }

    func prose(in node: Int) -> Float { prose(in: inside(node)) }

    private func prose(in lines: Range<Int>) -> Float { prose[lines.upperBound] - prose[lines.lowerBound] }

    private func choice(_ node: Int, _ opinion: Choice.Opinion, prose held: Float) -> Choice {
        Choice(node: node, opinion: opinion, prose: held, lines: inside(node))
    }

    /// The element with the highest sum. A part that is nothing but links takes only so much away from what is
    /// around it: three paragraphs above twenty links are still an article.
    private func densest() -> Choice? {
        var totals = [Float](repeating: 0, count: tree.nodes.count)
        for (index, block) in blocks.blocks.enumerated() { totals[Int(block.owner)] += sums[index + 1] - sums[index] }
        for node in tree.indices.dropFirst().reversed() where totals[node] != 0 {
            let total = totals[node]
            let softened = ContainerChoice.worstPart + (total - ContainerChoice.worstPart) * 0.3
            totals[Int(tree.nodes[node].parent)] += total < ContainerChoice.worstPart ? softened : total
        }
        var best: (node: Int, score: Float)?
        for node in tree.indices where totals[node] > 0 && tree.nodes[node].tag.mayHoldArticle {
            // An inner element with the same blocks is as good, and nearer.
            if totals[node] >= (best?.score ?? 0) { best = (node, totals[node]) }
        }
        return best.map { choice($0.node, .densest, prose: prose(in: $0.node)) }
    }

    /// Real pages wrap an article less often; each step looks all of it over.
    private static let deepestStep = 64
    private static let worstPart: Float = -15

    /// The known container that holds most, where it holds enough; of two nested ones that hold the same, the inner.
    private func known(within densest: Choice) -> Choice? {
        var best: Choice?
        for node in tree.indices {
            let needed: Float
            switch hints[node] {
            case .knownSystem: needed = ContainerChoice.share.knownSystem
            case .container where tree.nodes[node].tag.mayHoldArticle: needed = ContainerChoice.share.knownName
            case .container: continue
            case .none, .junk: continue
            }
            let held = prose(in: node)
            guard held > 0, held >= needed * densest.prose else { continue }
            if let best {
                let isInner = tree.isInside(node, best.node)
                let wanted: Float = isInner ? (hints[node] == .knownSystem ? 0.5 : 0.9) : 1
                if held < best.prose * wanted || isInner && hasOwnParagraphs(best.node, outside: node) { continue }
            }
            best = choice(node, .known, prose: held)
        }
        return pieces(beyond: best, within: densest) ?? best
    }

    /// Where a body is cut into several containers of one class, with advertisements between them: what holds all.
    private func pieces(beyond best: Choice?, within densest: Choice) -> Choice? {
        var pieces: [ArraySlice<UInt8>: [Int]] = [:]
        for node in tree.subtree(of: densest.node)
        where hints[node] == .container && tree.nodes[node].tag.mayHoldArticle {
            guard let name = tree.attributeBytes(.class, of: node), prose(in: node) > 0 else { continue }
            if let last = pieces[name]?.last, tree.isInside(node, last) { continue }
            pieces[name, default: []].append(node)
        }
        let several = pieces.values.filter { $0.count > 1 }.map { nodes in
            (nodes, held: nodes.reduce(Float(0)) { $0 + prose(in: $1) })
        }
        guard let (nodes, held) = several.max(by: { $0.held < $1.held }),
            held >= ContainerChoice.share.knownName * densest.prose, held > (best?.prose ?? 0) * 1.15,
            let whole = tree.ancestors(of: nodes[0]).first(where: { tree.isInside(nodes[nodes.count - 1], $0) }),
            prose(in: whole) <= held * 1.25
        else { return nil }
        return choice(whole, .known, prose: prose(in: whole))
    }

    /// A page whose only prose is too short to outweigh what is around it.
    private func knownAlone() -> Choice? {
        tree.indices.filter { hints[$0] == .knownSystem }.map {
            choice($0, .known, prose: prose(in: $0))
        }
        .max { $0.prose < $1.prose }
    }

    /// Steps inwards as long as one child keeps nearly all of the prose and what is left outside is not its sibling
    /// paragraphs.
    private func innermost(of densest: Choice) -> Choice {
        var current = densest
        for _ in 0..<ContainerChoice.deepestStep {
            guard let inner = innerHolder(of: current, of: densest) else { break }
            current = inner
        }
        return choice(current.node, .innermost, prose: current.prose)
    }

    /// - Parameter whole: what there was to begin with.
    private func innerHolder(of outer: Choice, of densest: Choice) -> Choice? {
        // Without a sentence, any line counts.
        let sums = densest.prose > 0 ? prose : positive
        let whole = sums[densest.lines.upperBound] - sums[densest.lines.lowerBound]
        guard whole > 0 else { return nil }
        var node = outer.node
        while node + 1 < Int(tree.nodes[outer.node].end) {
            node += 1
            guard tree.nodes[node].tag.mayHoldArticle else { continue }
            let lines = inside(node)
            let held = sums[lines.upperBound] - sums[lines.lowerBound]
            guard held >= ContainerChoice.share.innermost * whole else {
                // What is inside holds no more.
                node = Int(tree.nodes[node].end) - 1
                continue
            }
            guard hints[node] != .junk, lines.count >= 3, !hasOwnParagraphs(outer.node, outside: node) else {
                continue
            }
            return choice(node, .innermost, prose: prose(in: node))
        }
        return nil
    }

    /// Whether prose outside the inner element stands directly in the outer one.
    private func hasOwnParagraphs(_ outer: Int, outside inner: Int) -> Bool {
        let within = inside(inner)
        guard let own = ownParagraphs[outer] else { return false }
        return own.lowerBound < within.lowerBound || own.upperBound >= within.upperBound
    }
}

extension Tag {
    /// Elements that hold several paragraphs.
    var mayHoldArticle: Bool {
        switch self {
        case .p, .tr, .tbody, .thead, .li, .a, .b, .strong, .span, .font, .h1, .h2, .h3, .h4, .h5, .h6, .br, .text,
            .comment, .img:
            false
        default: true
        }
    }
}
