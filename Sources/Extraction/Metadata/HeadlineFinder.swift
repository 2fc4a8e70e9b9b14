/// Finds the headline that readers see.
struct HeadlineFinder {
    let tree: PageTree
    let blocks: BlockList
    let head: HeadMetadata
    let scores: [ProseScorer.Score]
    let founder: FounderProperties
    private let roles = HeadlineRoles.standard
    /// Where the article's prose begins.
    let bodyStart: Int

    init(
        tree: PageTree, blocks: BlockList, head: HeadMetadata, scores: [ProseScorer.Score], founder: FounderProperties,
        bodyStart: Int
    ) {
        self.tree = tree
        self.blocks = blocks
        self.head = head
        self.scores = scores
        self.founder = founder
        self.bodyStart = bodyStart
    }

    struct Candidate: Sendable {
        let block: Int
        let score: Double
    }

    /// The last line that says where in the site the page is; headlines stand behind it.
    private var breadcrumb = -1
    /// What the page calls itself in places that readers do not see, as skeletons.
    private var named: [[UInt32]] = []
    /// The title element, cut at its dividers.
    private var titleParts: [String] = []
    /// The characters of these.
    private var namedScalars: Set<UInt32> = []
    /// Comparisons of characters that are left: a page may have any number of lines that look like its title.
    private var comparisons = 20_000_000
    /// Every candidate, best first.
    private(set) var opinions: [Candidate] = []

    /// - Parameter ruled: where it names the headline, it decides.
    mutating func find(_ ruled: RuledParts = .none) -> Headline {
        let found = bestCandidate()
        guard !ruled.findings.isEmpty else { return found }
        return RuledHeadline(ruled: ruled, tree: tree, blocks: blocks).headline(instead: found)
    }

    private mutating func bestCandidate() -> Headline {
        named = [founder.title, head.first(of: HeadMetadata.articleTitle), head.title].compactMap { $0 }
            .map { LineSkeleton($0.utf8, limit: 200).scalars }.filter { !$0.isEmpty }
        namedScalars = Set(named.joined())
        titleParts = HeadlineFinder.dividers.map { head.title.components($0) }.first { $0.count > 1 } ?? [head.title]
        let limit = min(blocks.blocks.count, bodyStart + 6)
        breadcrumb =
            (0..<limit).last { index in
                if case .furniture(.wording(let rule, _)) = scores[index].reason { return rule.contains("位置") }
                return false
            } ?? -1
        for index in 0..<limit {
            if let score = score(index) { opinions.append(Candidate(block: index, score: score)) }
        }
        opinions.sort { ($0.score, -$0.block) > ($1.score, -$1.block) }
        if let best = opinions.first {
            // Below the text's beginning stand other pages' headlines.
            let above = best.block > bodyStart ? lineAboveInfo(from: 0, isHeading: true) : nil
            return headline(around: above ?? headlineBelow(column: best.block) ?? best.block)
        }
        let titleElement = titleWithoutSite()
        let named = founder.title ?? head.first(of: HeadMetadata.articleTitle)
        if named == nil, let shown = lineAboveInfo(from: 0, isHeading: titleElement != nil || head.title.isEmpty) {
            return self.headline(around: shown)
        }
        if named == nil, titleElement == nil, let heading = lastHeading() { return self.headline(around: heading) }
        var headline = Headline()
        if let title = named ?? titleElement { headline.title = [title] }
        return headline
    }

    /// The headline below a heading that names the column: `工作动态` above the title.
    private func headlineBelow(column block: Int) -> Int? {
        let name = LineSkeleton(blocks.bytes(of: blocks.blocks[block]))
        guard blocks.blocks[block].headingLevel > 0, name.scalars.count <= 8,
            HeadlineFinder.columnsEnd.contains(where: { name.hasSuffix($0) }),
            let below = lineAboveInfo(from: block + 1, isHeading: true), below - block <= 4,
            blocks.blocks[below].headingLevel > 0, blocks.blocks[below].tokens >= 8
        else { return nil }
        return below
    }

    /// The heading right above the text, where the title element names nothing but the site.
    private func lastHeading() -> Int? {
        let near = max(0, min(bodyStart, blocks.blocks.count) - 4)..<min(bodyStart, blocks.blocks.count)
        return near.last { index in
            let block = blocks.blocks[index]
            return block.headingLevel > 0 && (4...60).contains(block.tokens) && block.linkShare < 0.5
                && !scores[index].reason.isFurniture
        }
    }

    private static let nearBody = 40

    /// The line right above the one of date and source: a headline, where it is set as one or the page has no other.
    private func lineAboveInfo(from start: Int, isHeading: Bool) -> Int? {
        let end = min(bodyStart + 1, blocks.blocks.count)
        let first = max(start, end - HeadlineFinder.nearBody) + 1
        for index in first..<max(first, end) {
            let block = blocks.blocks[index - 1]
            guard blocks.blocks[index].tokens < 60, (2...60).contains(block.tokens), block.linkShare < 0.5,
                !block.traits.contains(.endsSentence), !scores[index - 1].reason.isFurniture,
                roles.role(of: block, in: tree) == nil,
                !isHeading || block.headingLevel > 0 || isNamedHeadline(block)
            else { continue }
            let info = InfoLineReader.standard.read(InlineSegments.text(of: index, in: blocks, tree))
            let above = InfoLineReader.standard.read(blocks.string(of: index - 1))
            if info.isInfo, !info.dates.isEmpty, !info.kinds.contains(.clock), !above.isInfo, above.fields.isEmpty {
                return index - 1
            }
        }
        return nil
    }

    /// Nil for a block that cannot be a headline.
    private mutating func score(_ index: Int) -> Double? {
        let block = blocks.blocks[index]
        guard block.tokens >= 2, block.tokens <= 90, block.text.count < 400, !block.traits.contains(.tableRow)
        else { return nil }
        if case .furniture = scores[index].reason { return nil }
        if roles.role(of: block, in: tree) != nil { return nil }
        let skeleton = LineSkeleton(blocks.bytes(of: block)).scalars
        // 公告 is a headline where it stands as one.
        let isShort = skeleton.count == 2 && block.headingLevel > 0 && isFollowedByInfo(index)
        guard skeleton.count >= 3 || isShort else { return nil }
        // How much of the block the page's own title repeats, in characters.
        let shared = Double(longestRunInNames(skeleton))
        let share = shared / Double(skeleton.count)
        let isHeading = block.headingLevel > 0 || isNamedHeadline(block)
        if isSite(skeleton) { return nil }
        guard share >= 0.6 && shared >= 4 || isHeading && share >= 0.3 || block.headingLevel == 1 else { return nil }
        if block.linkShare > 0.5, !isHeading { return nil }
        var score = shared * share
        if isHeading { score = score * 1.5 + 4 }
        if block.headingLevel == 1 { score += 3 }
        if block.linkShare > 0.5 { score *= 0.3 }
        // Near the article's start rather than far above it or in it.
        let distance = bodyStart - index
        if distance < 0 { score *= 0.7 }
        if distance > 30 { score *= 0.6 }
        if index < breadcrumb { score *= 0.3 }
        if isFollowedByInfo(index) { score += 8 }
        return score
    }

    /// Whether a line is the name of the site that the title element ends in, and of nothing else there.
    private func isSite(_ line: [UInt32]) -> Bool {
        guard let last = titleParts.last, titleParts.count > 1 else { return false }
        let isNamed = HeadlineFinder.sitesEnd.contains { LineSkeleton(last).hasSuffix($0) }
        let site = LineSkeleton(last).scalars
        guard isNamed, longestCommonRun(line, site) * 5 >= 4 * max(line.count, site.count) else { return false }
        return !titleParts.dropLast().contains { LineSkeleton.contains(line, in: LineSkeleton($0).scalars) }
    }

    /// Date and source stand under the headline.
    private func isFollowedByInfo(_ index: Int) -> Bool {
        ((index + 1)..<min(index + 4, blocks.blocks.count)).contains {
            blocks.blocks[$0].tokens < 60 && !InfoLineReader.standard.read(blocks.string(of: $0)).dates.isEmpty
        }
    }

    private func isNamedHeadline(_ block: Block) -> Bool {
        var node = Int(block.owner)
        for _ in 0..<2 {
            for name in [tree.attributeBytes(.class, of: node), tree.attributeBytes(.id, of: node)] {
                if let name, name.count < 200, HeadlineFinder.names.contains(where: { contains(name, $0) }) {
                    return true
                }
            }
            node = Int(tree.nodes[node].parent)
            if node < 0 { break }
        }
        return false
    }

    private static let names = ["title", "headline", "biaoti", "tit", "bt"].map { Array($0.utf8) }

    private func contains(_ name: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        let lower = name.map { $0 | 0x20 }
        guard lower.count >= word.count else { return false }
        if word.count <= 3 {
            return lower.split(whereSeparator: { !(0x61...0x7A).contains($0) }).contains { $0.elementsEqual(word) }
        }
        return (0...(lower.count - word.count)).contains { lower[$0..<($0 + word.count)].elementsEqual(word) }
    }

    /// Lines of one heading, divided by `br`, are one title; lines above and below it have their own elements.
    private func headline(around block: Int) -> Headline {
        let owner = blocks.blocks[block].owner
        var first = block
        var last = block
        if blocks.blocks[block].headingLevel > 0 || isNamedHeadline(blocks.blocks[block]) {
            while first > 0, block - first < 3, isSameHeading(first - 1, owner) { first -= 1 }
            while last + 1 < blocks.blocks.count, last - block < 3, isSameHeading(last + 1, owner) { last += 1 }
        }
        if first == last {
            while first > 0, block - first < 3, isOneRun(first - 1...last) { first -= 1 }
            while last + 1 < blocks.blocks.count, last - block < 3, isOneRun(first...last + 1) { last += 1 }
        }
        var headline = Headline()
        headline.title = (first...last).map { withoutInfo(blocks.string(of: $0)) }
        var intro = first
        while intro > 0, first - intro < 2, isPart(intro - 1, .intro, of: block) { intro -= 1 }
        var sub = last
        while sub + 1 < blocks.blocks.count, sub - last < 3, isPart(sub + 1, .sub, of: block) { sub += 1 }
        headline.introtitle = (intro..<first).map { blocks.string(of: $0) }
        headline.subtitle = ((last + 1)..<(sub + 1)).map { blocks.string(of: $0) }
        headline.blocks = intro..<(sub + 1)
        if let whole = WholeTitle(blocks: blocks, head: head).completing(headline.title, below: sub) {
            headline.title = [whole]
        }
        return headline
    }

    /// Whether the block is a 引题 or 副题 of the title: by its name, by the system's record, or as a heading that
    /// stands beside the title's own.
    private func isPart(_ index: Int, _ role: HeadlineRole, of title: Int) -> Bool {
        let block = blocks.blocks[index]
        guard block.tokens >= 2, block.tokens <= 90, block.linkShare < 0.5, !block.traits.contains(.tableRow) else {
            return false
        }
        let line = blocks.string(of: index)
        if let recorded = role == .intro ? founder.introtitle : founder.subtitle,
            LineSkeleton(recorded).contains(LineSkeleton(line).scalars)
        {
            return true
        }
        if case .furniture = scores[index].reason { return false }
        if roles.role(of: block, in: tree) == role { return true }
        guard !InfoLineReader.standard.read(line).isInfo, !Byline.isCredits(line) else { return false }
        if block.headingLevel > 0, blocks.blocks[title].headingLevel > 0, block.headingLevel <= 4,
            tree.nodes[Int(block.owner)].parent == tree.nodes[Int(blocks.blocks[title].owner)].parent
        {
            return true
        }
        return role == .intro && index + 1 == title && isRowAbove(block, line, blocks.blocks[title])
    }

    /// Whether a plain line is the 引题 of the heading below it: a sentence's length, in an element beside the heading's,
    /// and neither a site's or column's name nor an office's.
    private func isRowAbove(_ block: Block, _ line: String, _ title: Block) -> Bool {
        guard block.tokens >= 8, block.tokens <= 40, block.links == 0, block.han * 2 >= block.tokens,
            !block.traits.contains(.endsSentence), !block.traits.contains(.margin), !block.traits.contains(.listItem)
        else { return false }
        let skeleton = LineSkeleton(line)
        let isName =
            HeadlineFinder.namesEnd.contains { skeleton.hasSuffix($0) } || skeleton.firstColon != nil
            || line.contains { ">|»›/＞".contains($0) }
        let isInTitle = LineSkeleton(head.title).contains(skeleton.scalars)
        guard !isName, !isInTitle, namesPage(title) else { return false }
        return isBeside(Int(block.owner), Int(title.owner))
    }

    /// Whether the page calls itself by this heading.
    private func namesPage(_ title: Block) -> Bool {
        let skeleton = LineSkeleton(blocks.bytes(of: title)).scalars
        return skeleton.count >= 4 && named.contains { LineSkeleton.contains(skeleton, in: $0) }
    }

    /// Whether an element stands beside a heading: as its sibling, or in a row of a table beside its row.
    private func isBeside(_ first: Int, _ heading: Int) -> Bool {
        let parent = Int(tree.nodes[heading].parent)
        let isInHeading = parent >= 0 && tree.nodes[parent].tag.headingLevel > 0
        let rows = (row(first), row(isInHeading ? parent : heading))
        return tree.nodes[rows.0].parent == tree.nodes[rows.1].parent
    }

    /// The row of a cell; any other element itself.
    private func row(_ node: Int) -> Int {
        let parent = Int(tree.nodes[node].parent)
        return parent >= 0 && tree.nodes[parent].tag == .tr ? parent : node
    }

    private static let columnsEnd = ["动态", "新闻", "要闻", "资讯", "公开", "专栏", "专题", "频道", "栏目", "中心", "信息"].map {
        scalars(of: $0)
    }
    private static let papersEnd = ["日报", "晚报", "早报", "晨报", "时报", "商报"]
    private static let sitesEnd = ["网", "网站", "政府", "报", "刊", "平台", "中心"].map { scalars(of: $0) }
    private static let namesEnd = [
        "网", "网站", "局", "厅", "委", "委员会", "办公室", "政府", "报", "中心", "专栏", "专题", "频道", "栏目", "文件", "号", "公开", "动态", "平台",
        "系统", "法院", "检察院",
        "大学", "学院", "公司", "集团", "出版社",
    ].map { scalars(of: $0) }

    /// The line without the date and source that some pages put into the heading behind the title.
    private func withoutInfo(_ line: String) -> String {
        let text = scalars(of: line)
        let info = InfoLineReader.standard.read(line)
        guard let start = info.start, start >= 4, info.restBehind < 4 else { return line }
        // A title may end in a date of its own; the head's title then says so.
        if head.title.contains(string(of: text[start...].prefix(8))) { return line }
        var kept = text[..<start]
        while let last = kept.last, [0x20, 0x28, 0xFF08, 0x5B, 0x7C].contains(last) { kept.removeLast() }
        return string(of: kept)
    }

    private func isSameHeading(_ index: Int, _ owner: Int32) -> Bool {
        let block = blocks.blocks[index]
        return block.owner == owner && block.tokens >= 2 && block.tokens <= 60 && block.linkShare < 0.5
            && !InfoLineReader.standard.read(blocks.string(of: index)).isInfo
    }

    /// Whether the page names itself with these lines, one behind the other: a long title set in several.
    private func isOneRun(_ lines: ClosedRange<Int>) -> Bool {
        let parts = lines.map { LineSkeleton(blocks.bytes(of: blocks.blocks[$0])).scalars }
        guard parts.allSatisfy({ $0.count >= 4 }) else { return false }
        let run = Array(parts.joined())
        return named.contains { longestCommonRun(run, $0) == run.count }
    }

    /// `<title>` without the site's name behind or before a divider; nil where it is nothing else.
    private func titleWithoutSite() -> String? {
        let title = head.title
        guard !title.isEmpty else { return nil }
        for divider in HeadlineFinder.dividers {
            let parts = title.components(divider)
            let least = divider == "-" || divider == "—" ? 6 : 4
            guard parts.count > 1, let first = parts.first else { continue }
            if HeadlineFinder.namesSite(first), let other = parts.first(where: { !HeadlineFinder.namesSite($0) }) {
                return other
            }
            if first.unicodeScalars.count >= least { return first }
        }
        return HeadlineFinder.namesSite(title) ? nil : title
    }

    private static let dividers = ["_", "|", " - ", "--", "－", "—", "-"]

    /// Whether a text is nothing but a site's or a newspaper's name: `某县人民政府`, `某某网`, `某某日报`.
    private static func namesSite(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        return count <= 20 && (BreadcrumbWords.standard.isSite(text) || text.hasSuffix("人民政府"))
            || (3...8).contains(count) && papersEnd.contains { text.hasSuffix($0) }
    }

    /// The length of the longest run of characters that the page's names for itself have too; 0 where too few of them
    /// are in any for the run to matter.
    private mutating func longestRunInNames(_ skeleton: [UInt32]) -> Int {
        let work = named.reduce(0) { $0 + $1.count } * skeleton.count
        guard skeleton.count(where: namedScalars.contains) * 10 >= skeleton.count * 3, comparisons >= work else {
            return 0
        }
        comparisons -= work
        return named.map { longestCommonRun(skeleton, $0) }.max() ?? 0
    }

    /// The length of the longest run of characters that both have.
    private func longestCommonRun(_ left: [UInt32], _ right: [UInt32]) -> Int {
        var lengths = [Int](repeating: 0, count: right.count + 1)
        var longest = 0
        for character in left {
            var diagonal = 0
            for (index, other) in right.enumerated() {
                let above = lengths[index + 1]
                lengths[index + 1] = character == other ? diagonal + 1 : 0
                longest = max(longest, lengths[index + 1])
                diagonal = above
            }
        }
        return longest
    }
}

extension String {
    /// The parts between the dividers, trimmed; empty ones left out.
    func components(_ divider: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: divider) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts.map { String($0.drop { $0 == " " }) }.map { part in
            var part = Substring(part)
            while part.last == " " { part.removeLast() }
            return String(part)
        }.filter { !$0.isEmpty }
    }
}
