/// Finds what stands on a page beside its own article: other articles, lists of teasers, readers' comments, parts
/// named after page furniture. What they hold is no prose of this article, however well it is written.
struct ForeignParts {
    let tree: PageTree
    let blocks: BlockList
    let hints: [NodeHint]
    let scores: [ProseScorer.Score]
    /// `prose[i]` is the positive part of the scores of all blocks before block i.
    private let prose: [Float]
    /// Blocks that the page shows as its own headline: those its `title` repeats, else those in `h1`.
    private let headlines: [Int]
    private let title: LineSkeleton
    /// Nodes in which an article is likely to be.
    private let containers: [Int]
    /// `linked[i]` is the number of linked headlines before block i.
    private let linked: [Int32]

    /// Shares of the page's prose above which a part is too much to be foreign.
    private static let share = (named: Float(0.5), articles: Float(0.9), teasers: Float(0.9))
    /// What `--explain` calls a part that is an article of its own.
    static let anotherArticle = "another article"
    /// Prose that has to be left outside of what is foreign, in tokens.
    private static let leastLeft: Float = 60

    init(tree: PageTree, blocks: BlockList, hints: [NodeHint], scores: [ProseScorer.Score], title: String) {
        self.tree = tree
        self.blocks = blocks
        self.hints = hints
        self.scores = scores
        var sums: [Float] = [0]
        sums.reserveCapacity(scores.count + 1)
        for score in scores { sums.append(sums[sums.count - 1] + (score.reason.isProse ? max(0, score.value) : 0)) }
        prose = sums
        let title = LineSkeleton(title)
        self.title = title
        let repeated = blocks.blocks.indices.filter {
            (1...4).contains(blocks.blocks[$0].headingLevel) && blocks.blocks[$0].tokens >= 3
                && title.contains(LineSkeleton(blocks.bytes(of: blocks.blocks[$0])).scalars)
        }
        headlines = repeated.isEmpty ? blocks.blocks.indices.filter { blocks.blocks[$0].headingLevel == 1 } : repeated
        containers = hints.indices.filter { hints[$0] == .knownSystem || hints[$0] == .container }
        var linked: [Int32] = [0]
        linked.reserveCapacity(scores.count + 1)
        for block in blocks.blocks {
            let start = String(decoding: blocks.bytes(of: block).prefix(24), as: UTF8.self)
            // Documents that a text lists are no teasers.
            let isNumbered =
                ForeignParts.isLinkedHeadline(block) && !start.hasPrefix("第") && ListNumbers.hasNumber(start)
            linked.append(linked[linked.count - 1] + (ForeignParts.isLinkedHeadline(block) && !isNumbered ? 1 : 0))
        }
        self.linked = linked
    }

    /// The scores with what is foreign taken out.
    func removed() -> [ProseScorer.Score] {
        var remaining = scores
        var left = prose[prose.count - 1]
        // Parts lie in parts: each is looked through, and pages do not nest them deeply.
        var work = ForeignParts.deepestParts * scores.count
        for (range, what, limit) in named() + otherArticles() + appended() + teasers() {
            work -= range.count
            guard work >= 0 else { break }
            let held = range.reduce(Float(0)) { $0 + (remaining[$1].reason.isProse ? max(0, remaining[$1].value) : 0) }
            guard held > 0, held <= limit * left, left - held >= ForeignParts.leastLeft else { continue }
            left -= held
            for index in range where remaining[index].value > 0 {
                remaining[index] = ProseScorer.Score(value: 0, reason: .foreign(what))
            }
        }
        return remaining
    }

    private static let deepestParts = 64

    private typealias Part = (blocks: Range<Int>, what: String, limit: Float)

    private func inside(_ node: Int) -> Range<Int> { blocks.blocks(inside: tree.subtree(of: node)) }

    /// Parts whose class or id is a junk word, and that hold neither a headline nor a known container.
    private func named() -> [Part] {
        var parts: [Part] = []
        var node = 0
        while node < tree.nodes.count {
            defer { node += 1 }
            guard hints[node] == .junk else { continue }
            let end = Int(tree.nodes[node].end)
            let range = inside(node)
            guard prose[range.upperBound] > prose[range.lowerBound], !holdsHeadline(range),
                !containers.holds(anyOf: node + 1..<end)
            else { continue }
            parts.append((range, "class or id names another part", ForeignParts.share.named))
            node = end - 1
        }
        return parts
    }

    private func holdsHeadline(_ part: Range<Int>) -> Bool { headlines.holds(anyOf: part) }

    /// Elements `article` beside or inside the one that has the page's headline.
    /// Source: HTML, section 4.3.2: nested articles are related to the outer one's content, such as comments on it.
    private func otherArticles() -> [Part] {
        let articles = tree.indices.filter { tree.nodes[$0].tag == .article }
        guard articles.count > 1 else { return [] }
        let holders = articles.filter { holdsHeadline(inside($0)) }
        guard let own = holders.first, !holders.contains(where: { !tree.isInside($0, own) }) else { return [] }
        let foreign = Set(articles).subtracting(holders)
        // Posts of a live blog, each below its time, are parts of the article that they are in.
        let posts = foreign.filter { tree.isInside($0, own) && beginsWithTime(inside($0)) }
        let isLiveBlog = posts.count >= ForeignParts.leastPosts && posts.count * 2 >= foreign.count
        return articles.filter { foreign.contains($0) && !(isLiveBlog && posts.contains($0)) }.map {
            (inside($0), ForeignParts.anotherArticle, ForeignParts.share.articles)
        }
    }

    private static let leastPosts = 3

    /// Whether one of the first two lines is a time of day: `10:42`, `10时42分`, `10.42am GMT`, with hardly more.
    private func beginsWithTime(_ part: Range<Int>) -> Bool {
        part.prefix(2).contains { index in
            guard blocks.blocks[index].tokens <= 8 else { return false }
            return blocks.string(of: index).contains(ForeignParts.timeOfDay)
        }
    }

    private static var timeOfDay: Regex<Substring> { /[0-9]{1,2}(?:[:：.][0-9]{2}|时[0-9]{1,2}分)/ }

    /// Whole articles behind the page's own, as endless pages append them: a headline that is not the page's, with a
    /// line of its own date and source below it, and prose.
    private func appended() -> [Part] {
        guard let own = blocks.blocks.indices.first(where: { isOwnHeadline($0) }) else { return [] }
        let count = blocks.blocks.count
        for index in (own + 1)..<max(own + 1, count) where mayHead(index, like: own) {
            guard prose[index] - prose[own] >= ForeignParts.leastLeft else { continue }
            let below = index + 1..<min(index + 4, count)
            guard let info = below.first(where: { isDateAndSource($0) }),
                (info + 1..<min(info + 4, count)).contains(where: { scores[$0].reason.isProse })
            else { continue }
            return [(index..<count, ForeignParts.anotherArticle, 1)]
        }
        return []
    }

    private func isOwnHeadline(_ index: Int) -> Bool {
        let block = blocks.blocks[index]
        guard block.tokens >= 4, block.tokens <= 60, block.linkShare < 0.5, !block.traits.contains(.tableRow) else {
            return false
        }
        let line = LineSkeleton(blocks.bytes(of: block)).scalars
        return line.count * 2 >= title.scalars.count && title.contains(line)
    }

    /// A heading, or a line in an element of the kind that the page's own headline has.
    private func mayHead(_ index: Int, like own: Int) -> Bool {
        let block = blocks.blocks[index]
        guard (5...60).contains(block.tokens), !block.traits.contains(.endsSentence), !block.traits.contains(.tableRow)
        else { return false }
        let owners = [block.owner, blocks.blocks[own].owner].map(Int.init)
        let isAlike =
            tree.nodes[owners[0]].tag == tree.nodes[owners[1]].tag
            && tree.attributeBytes(.class, of: owners[0]).map { name in
                !name.isEmpty && tree.attributeBytes(.class, of: owners[1])?.elementsEqual(name) == true
            } ?? false
        return (block.headingLevel > 0 || isAlike) && !isOwnHeadline(index)
    }

    private func isDateAndSource(_ index: Int) -> Bool {
        guard blocks.blocks[index].tokens < 40 else { return false }
        let line = InfoLineReader.standard.read(blocks.string(of: index))
        let told = line.kinds.intersection([.date, .updated, .source, .author, .editor, .views])
        return line.isInfo && !line.dates.isEmpty && (told.count > 1 || line.labelledDate != nil)
    }

    /// Siblings of one kind that each show the headline of another page as a link, and at the most a few lines of it.
    private func teasers() -> [Part] {
        var cards = [Int32](repeating: 0, count: tree.nodes.count)
        var lastCard = [Int32](repeating: -1, count: tree.nodes.count)
        var lists: [Int] = []
        for index in blocks.blocks.indices where ForeignParts.isLinkedHeadline(blocks.blocks[index]) {
            var card = blocks.blocks[index].firstNode
            for _ in 0..<ForeignParts.deepestCard {
                let list = tree.nodes[Int(card)].parent
                guard list > 0 else { break }
                if lastCard[Int(list)] != card, tree.nodes[Int(card)].tag.isBlock {
                    lastCard[Int(list)] = card
                    cards[Int(list)] += 1
                    if cards[Int(list)] == ForeignParts.leastCards { lists.append(Int(list)) }
                }
                card = list
            }
        }
        return lists.filter(isTeaserList).map {
            (inside($0), "teasers of other articles", ForeignParts.share.teasers)
        }
    }

    private static let deepestCard = 8
    private static let leastCards: Int32 = 3
    private static let longestTeaser: Float = 120

    private static func isLinkedHeadline(_ block: Block) -> Bool {
        block.linkShare > 0.8 && (4...40).contains(block.tokens)
    }

    /// Whether the children are cards: most hold a linked headline, all hold little prose, and some hold any.
    private func isTeaserList(_ list: Int) -> Bool {
        let range = inside(list)
        guard prose[range.upperBound] > prose[range.lowerBound], !holdsHeadline(range) else { return false }
        var (children, cards, told) = (0, 0, 0)
        var child = list + 1
        let end = Int(tree.nodes[list].end)
        while child < end {
            let next = Int(tree.nodes[child].end)
            defer { child = next }
            guard tree.nodes[child].tag.isBlock else { continue }
            let lines = inside(child)
            guard !lines.isEmpty else { continue }
            guard hints[child] != .container, hints[child] != .knownSystem else { return false }
            let held = prose[lines.upperBound] - prose[lines.lowerBound]
            guard held <= ForeignParts.longestTeaser else { return false }
            children += 1
            if linked[lines.upperBound] > linked[lines.lowerBound] {
                cards += 1
                if held > 0 { told += 1 }
            } else if held > 0 {
                return false
            }
        }
        return cards >= 3 && cards * 4 >= children * 3 && told >= 2
    }
}

extension [Int] {
    /// Whether any of these rising numbers lies in the range.
    fileprivate func holds(anyOf range: Range<Int>) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] < range.upperBound
    }
}
