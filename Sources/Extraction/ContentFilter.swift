internal import Model

/// Goes through the container line by line and keeps the article's.
struct ContentFilter {
    let tree: PageTree
    let blocks: BlockList
    let scores: [ProseScorer.Score]
    let hints: [NodeHint]
    let rules: ChromeRules
    let container: Range<Int>
    let headline: Headline
    /// Blocks of the table at the head of an official document.
    let documentLines: Set<Int>
    /// Blocks of links to interpretations and documents.
    var policyLines: Set<Int> = []
    /// Blocks above the container with which the text begins.
    var leadLines: [Int] = []
    /// What the source's own rules found.
    let ruled: RuledParts

    /// One verdict a block of the page.
    func verdicts() -> [BlockVerdict] {
        var verdicts = [BlockVerdict](repeating: .outside, count: blocks.blocks.count)
        let start = firstBlock()
        let end = endBlock(from: start)
        let heading =
            end < container.upperBound ? String(blocks.string(of: end).prefix(ContentFilter.shownHeading)) : ""
        for index in container {
            if index % 256 == 255, tree.budget.isSpent { break }
            if index < start {
                verdicts[index] = .aboveHeadline
            } else if index >= end {
                verdicts[index] = .behindTail(heading)
            } else {
                verdicts[index] = verdict(on: index)
            }
        }
        if let lines = headline.blocks { for index in lines { verdicts[index] = .headline } }
        dropJunkParts(&verdicts, from: start, to: end)
        if start < end { HiddenParts(filter: self, lines: start..<end).drop(&verdicts) }
        dropRepeats(&verdicts, from: start, to: end)
        dropInfoLines(&verdicts, from: start, to: end)
        if start < end {
            let edges = TextEdges(filter: self, lines: start..<end)
            InsertedBoxes(
                filter: self, lines: start..<end, text: edges.textFrames(verdicts), prose: positive(start..<end)
            ).drop(&verdicts)
            edges.drop(&verdicts)
            dropLinkRuns(&verdicts, from: start, to: end)
            dropTrailingLists(&verdicts, from: start, to: end)
            edges.drop(&verdicts)
        }
        dropBareHeadlines(&verdicts, from: start, to: end)
        for index in leadLines where verdicts[index].isOutside { verdicts[index] = .body }
        if !ruled.findings.isEmpty { applyRules(&verdicts) }
        return verdicts
    }

    /// Characters of a heading that a verdict names.
    private static let shownHeading = 60

    /// The source's own rules have the last word.
    private func applyRules(_ verdicts: inout [BlockVerdict]) {
        let bodies = ruled.blocks(.body, of: blocks, in: tree)
        if !bodies.isEmpty {
            for index in container where verdicts[index].isBody && bodies[index] == nil { verdicts[index] = .outside }
        }
        for index in RuledHeadline(ruled: ruled, tree: tree, blocks: blocks).places() { verdicts[index] = .headline }
        for (index, selector) in ruled.blocks(.keep, of: blocks, in: tree) where !verdicts[index].isKept {
            verdicts[index] = .kept(selector.text)
        }
        for (index, selector) in ruled.blocks(.drop, of: blocks, in: tree) {
            verdicts[index] = .dropped(selector.text)
        }
    }

    /// What stands in the container above the headline is not the article.
    private func firstBlock() -> Int {
        guard let lines = headline.blocks, container.contains(lines.lowerBound) else { return container.lowerBound }
        // A headline far down is the repeated title of a list, not this article's.
        let end = min(lines.upperBound, container.upperBound)
        let above = positive(container.lowerBound..<lines.lowerBound)
        return above < 40 && positive(end..<container.upperBound) >= above ? end : container.lowerBound
    }

    /// The first heading such as 相关阅读 behind which hardly any prose follows.
    private func endBlock(from start: Int) -> Int {
        var remaining = scores[start..<container.upperBound].reduce(0) { $0 + max(0, $1.value) }
        let total = remaining
        for index in start..<container.upperBound {
            if case .tailHeading = scores[index].reason, remaining < total * 0.35, headsLinks(index),
                !isBoxInText(index, from: start)
            {
                return index
            }
            remaining -= max(0, scores[index].value)
        }
        return container.upperBound
    }

    /// Whether there are links among the next lines, or no sentence.
    private func headsLinks(_ index: Int) -> Bool {
        let next = index + 1..<min(index + 5, container.upperBound)
        return next.contains { blocks.blocks[$0].links > 0 || scores[$0].reason.isFurniture }
            || !next.contains { scores[$0].reason.isProse }
    }

    /// Whether the heading stands in a box of its own between paragraphs of one element.
    private func isBoxInText(_ index: Int, from start: Int) -> Bool {
        let isParagraph = { (other: Int) in scores[other].reason.isProse && blocks.blocks[other].tokens >= 20 }
        guard let before = (start..<index).last(where: isParagraph) else { return false }
        let text = frame(of: before)
        guard frame(of: index) != text, !tree.isInside(Int(text), Int(frame(of: index))) else { return false }
        return (index + 1..<container.upperBound).contains { isParagraph($0) && frame(of: $0) == text }
    }

    private func verdict(on index: Int) -> BlockVerdict {
        if documentLines.contains(index) { return .info }
        if policyLines.contains(index) { return .links }
        let block = blocks.blocks[index]
        switch scores[index].reason {
        case .furniture(let verdict):
            let isPlain = block.headingLevel == 0 && !block.traits.contains(.bold)
            switch verdict.place {
            // Rows and lines of one of these are looked at with their neighbours.
            case _ where block.traits.contains(.tableRow): break
            case .anywhere: return .furniture(verdict.description)
            case .aside: if isPlain { return .furniture(verdict.description) }
            case .edge, .foot: break
            }
        case .tailHeading where index + 1 >= container.upperBound || isLinkLine(index + 1):
            return .furniture("heading of a list of links")
        case .foreign(let what): return .furniture(what)
        default: break
        }
        if block.tokens == 0, !block.traits.contains(.tableRow) { return .furniture("no words") }
        let bytes = blocks.bytes(of: block)
        if bytes.contains(UInt8(ascii: "{")), blocks.string(of: index).contains("{{") { return .furniture("template") }
        if block.tokens < 40, InfoLineReader.mayHoldLabels(bytes),
            InfoLineReader.standard.read(InlineSegments.text(of: index, in: blocks, tree)).isService
        {
            return .furniture("label of a service")
        }
        return .body
    }

    /// Parts that are named after something other than the article, unless they hold much of the prose.
    private func dropJunkParts(_ verdicts: inout [BlockVerdict], from start: Int, to end: Int) {
        guard start < end else { return }
        let total = positive(start..<end)
        let last = Int(blocks.blocks[end - 1].firstNode)
        var sums: [Float] = [0]
        for index in start..<end { sums.append(sums[sums.count - 1] + max(0, scores[index].value)) }
        var node = Int(blocks.blocks[start].firstNode)
        while node <= last {
            defer { node += 1 }
            guard hints[node] == .junk else { continue }
            let inside = blocks.blocks(inside: tree.subtree(of: node)).clamped(to: start..<end)
            let prose = sums[inside.upperBound - start] - sums[inside.lowerBound - start]
            // What readers say below an article is often longer than it.
            if inside.isEmpty { continue }
            let isReplies =
                prose > total * 0.3 && sums[inside.lowerBound - start] >= ContentFilter.wholeText
                && inside.upperBound == end && PartNames.standard.isReplies(node, in: tree)
            if prose > total * 0.3 && !isReplies { continue }
            for index in inside where verdicts[index].isBody {
                verdicts[index] = .furniture("class or id names another part")
            }
            node = Int(tree.nodes[node].end) - 1  // what is inside has been dropped with it
        }
    }

    /// In tokens.
    private static let wholeText: Float = 150

    private func positive(_ range: Range<Int>) -> Float { scores[range].reduce(0) { $0 + max(0, $1.value) } }

    /// Desktop and mobile copies of one body: paragraphs that stood before, and with them the copy's short lines.
    private func dropRepeats(_ verdicts: inout [BlockVerdict], from start: Int, to end: Int) {
        var first: [LineKey: Int] = [:]
        var repeated: [Int] = []
        for index in start..<end where verdicts[index].isBody {
            let line = blocks.key(of: blocks.blocks[index])
            if first[line] == nil { first[line] = index } else { repeated.append(index) }
        }
        let paragraphs = repeated.filter { blocks.blocks[$0].tokens >= 20 }
        guard let copyStart = paragraphs.first else { return }
        let copied = Float(paragraphs.reduce(0) { $0 + Int(blocks.blocks[$1].tokens) })
        let dropped = repeated.filter { $0 >= copyStart - 4 }
        // Authors repeat a paragraph too; a copy repeats nearly all that there is, or line after line of it.
        let copyLines = (dropped[0]...dropped[dropped.count - 1]).count { verdicts[$0].isBody }
        let isElsewhere = paragraphs.allSatisfy { copy in
            first[blocks.key(of: blocks.blocks[copy])].map { holder(of: $0) != holder(of: copy) } ?? false
        }
        let isLineForLine = paragraphs.count >= 6 && dropped.count * 5 >= copyLines * 4
        guard isElsewhere, copied > positive(start..<end) * 0.6 || isLineForLine else { return }
        for index in dropped { verdicts[index] = .furniture("repeats a paragraph") }
    }

    /// The element whose paragraphs the block is one of.
    func holder(of index: Int) -> Int32 {
        let owner = blocks.blocks[index].owner
        return tree.nodes[Int(owner)].tag.mayHoldArticle ? owner : tree.nodes[Int(owner)].parent
    }

    /// The element that the line is one of several in: the text's lines have one, and what stands apart has another.
    func frame(of index: Int) -> Int32 {
        let owner = blocks.blocks[index].owner
        let isAlone =
            !tree.nodes[Int(owner)].tag.mayHoldArticle || blocks.blocks(inside: tree.subtree(of: Int(owner))).count == 1
        return isAlone ? max(0, tree.nodes[Int(owner)].parent) : owner
    }

    /// A run of bare headlines below the prose, as aggregators append them: many lines, none of which is a sentence,
    /// a numbered point or a label.
    private func dropBareHeadlines(_ verdicts: inout [BlockVerdict], from start: Int, to end: Int) {
        let kept = (start..<end).filter { verdicts[$0].isBody }
        let run = kept.reversed().prefix { isBareHeadline($0) || isLabelled($0) || isDated($0) }
        let bare = run.count { isBareHeadline($0) }
        guard bare >= ContentFilter.bareHeadlines, bare * 5 >= run.count * 4, let first = run.last,
            positive(start..<first) > 0, !isAnnounced(first, kept),
            run.reduce(0, { $0 + Int(blocks.blocks[$1].tokens) }) >= run.count * ContentFilter.headlineTokens
        else { return }
        for index in run { verdicts[index] = .furniture("one of a run of headlines") }
    }

    private static let bareHeadlines = 8
    /// Of an average headline; names of persons, places and offices have fewer.
    private static let headlineTokens = 13

    /// Whether the line above ends in a colon: what follows is the text's list.
    private func isAnnounced(_ first: Int, _ kept: [Int]) -> Bool {
        guard let before = kept.last(where: { $0 < first }) else { return false }
        return scalars(of: blocks.string(of: before)).last.map(Width.half) == 0x3A
    }

    private func isBareHeadline(_ index: Int) -> Bool {
        let block = blocks.blocks[index]
        guard (5...50).contains(block.tokens), !block.traits.contains(.endsSentence), block.han * 2 > block.tokens,
            !block.traits.contains(.tableRow), !block.traits.contains(.caption)
        else { return false }
        let line = scalars(of: blocks.string(of: index)).map(Width.half)
        if let last = line.last, [0x3B, 0x3A, 0x2C, 0x3001].contains(last) { return false }
        // Numbered points and labels belong to a text.
        if line.first == 0x28 || isDated(index)
            || line.prefix(5).contains(where: { [0x3001, 0x29, 0x3A].contains($0) })
        {
            return false
        }
        return true
    }

    /// `1994年，…` and `2003.05—2008.12 …` are lines of a life more often than headlines.
    private func isDated(_ index: Int) -> Bool {
        let bytes = blocks.bytes(of: blocks.blocks[index])
        return bytes.prefix(4).count { (0x30...0x39).contains($0) } == 4
            && !blocks.blocks[index].traits.contains(.endsSentence) && !blocks.blocks[index].traits.contains(.tableRow)
    }

    /// `某乡:…` may be a headline too, where most lines around it are.
    private func isLabelled(_ index: Int) -> Bool {
        let line = scalars(of: blocks.string(of: index)).map(Width.half)
        return line.count <= 50 && !blocks.blocks[index].traits.contains(.endsSentence)
            && line.prefix(5).contains(0x3A) && line.count >= 14
    }

    /// The lines of date and source stand first, above the text; each thing that they tell is told once.
    private func dropInfoLines(_ verdicts: inout [BlockVerdict], from start: Int, to end: Int) {
        let title = LineSkeleton(headline.title.joined()).scalars
        var told = InfoLines(filter: self, start: start, end: end)
        var (seen, passed) = (0, 0)
        for index in start..<end where verdicts[index].isKept {
            guard seen < 8, passed <= 3 else { return }
            if case .headline = verdicts[index] { continue }
            let block = blocks.blocks[index]
            seen += 1
            let line = InlineSegments.text(of: index, in: blocks, tree)
            if !title.isEmpty, LineSkeleton(line).scalars == title {
                verdicts[index] = .repeatsHeadline
            } else if block.tokens < 80, told.takes(line, at: index, isBelowText: passed > 0) {
                verdicts[index] = .info
            } else if block.headingLevel > 0, Byline.isCredits(line) {
                verdicts[index] = .info
            } else if scores[index].reason.isProse || scores[index].reason.isRow || block.tokens >= 30 {
                // The text has begun: a date behind it is the signature's.
                return
            } else if !scores[index].reason.isFurniture {
                // Names and captions may stand above them.
                passed += 1
            }
        }
    }

    /// Runs of links, and single ones that stand at the end.
    private func dropLinkRuns(_ verdicts: inout [BlockVerdict], from start: Int, to end: Int) {
        var index = start
        let lastKept = (start..<end).last { verdicts[$0].isKept } ?? start
        var isBelowProse = false
        while index < end {
            guard isLinkLine(index) else {
                isBelowProse = isBelowProse || scores[index].value > 0
                index += 1
                continue
            }
            var runEnd = index
            while runEnd < end, isLinkLine(runEnd) { runEnd += 1 }
            let isLast = lastKept < runEnd
            let isText =
                !isLast && isBelowProse && isEnumerated(index..<runEnd)
                || isListed(index..<runEnd, verdicts, start..<end)
            if !isText, runEnd - index >= 2 || isLast {
                for line in index..<runEnd where verdicts[line].isKept { verdicts[line] = .links }
            }
            index = runEnd
        }
    }

    /// Whether the text itself lists these links: numbered ones among its lines, or rows of its table.
    private func isListed(_ run: Range<Int>, _ verdicts: [BlockVerdict], _ lines: Range<Int>) -> Bool {
        isEnumerated(run) && isAmongText(run, verdicts, lines)
            || run.allSatisfy { TextEdges(filter: self, lines: lines).isOfATable($0, verdicts) }
    }

    /// Whether a neighbour is one of the text, in the same element.
    private func isAmongText(_ run: Range<Int>, _ verdicts: [BlockVerdict], _ lines: Range<Int>) -> Bool {
        let before = (lines.lowerBound..<run.lowerBound).last { verdicts[$0].isBody }
        let behind = (run.upperBound..<lines.upperBound).first { verdicts[$0].isBody }
        return [before, behind].contains { $0.map { frame(of: $0) == frame(of: run.lowerBound) } ?? false }
    }

    /// Whether all lines are numbered, as documents listed in a text are.
    private func isEnumerated(_ lines: Range<Int>) -> Bool {
        lines.allSatisfy { ListNumbers.hasNumber(blocks.string(of: $0)) }
    }

    /// Lists of links at the end go with their headings.
    private func dropTrailingLists(_ verdicts: inout [BlockVerdict], from start: Int, to end: Int) {
        for index in (start..<end).reversed() where verdicts[index].isKept {
            guard case .body = verdicts[index],
                isLinkLine(index) && !isListed(index..<index + 1, verdicts, start..<end)
                    || headsLinks(index, verdicts, before: end)
            else { return }
            verdicts[index] = .links
        }
    }

    /// A few words, no sentence, and nothing but links below.
    private func headsLinks(_ index: Int, _ verdicts: [BlockVerdict], before end: Int) -> Bool {
        let block = blocks.blocks[index]
        guard block.tokens <= 8, block.punctuation == 0, index + 2 < end else { return false }
        return (index + 1...index + 2).allSatisfy { isLinkLine($0) && !verdicts[$0].isKept }
    }

    private func isLinkLine(_ index: Int) -> Bool {
        let block = blocks.blocks[index]
        guard block.linkShare > 0.8 else { return false }
        return !holdsAttachment(index)
    }

    private func holdsAttachment(_ index: Int) -> Bool {
        let first = Int(blocks.blocks[index].firstNode)
        let references = FileReferences(tree: tree)
        return tree.ancestors(of: first).prefix(4).contains {
            tree.nodes[$0].tag == .a && references.reference(of: $0) != nil
        }
    }
}

extension ProseScorer.Reason {
    var isFurniture: Bool {
        if case .furniture = self { return true }
        return false
    }

    var isProse: Bool {
        if case .prose = self { return true }
        return false
    }

    var isRow: Bool {
        if case .row = self { return true }
        return false
    }
}
