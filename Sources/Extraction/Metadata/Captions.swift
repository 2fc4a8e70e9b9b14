/// Ties pictures to the lines that tell what they show.
///
/// | a line is the caption of the picture right above it | where |
/// |---|---|
/// | it stands in the picture's own box, or one named after captions | it is short |
/// | it begins or ends as captions do: 图为…, …摄 | it is short |
/// | it is centred, and so is not most of the article | it is short, not bold, no heading |
/// | as for nearly all pictures of the article, and hardly anywhere else | the same |
struct Captions {
    private let page: PageReading
    private let words: CaptionWords
    /// The body's lines.
    private let lines: [Int]
    private let mostAreCentred: Bool

    init(page: PageReading, words: CaptionWords = .standard) {
        self.page = page
        self.words = words
        lines = page.verdicts.indices.filter { page.verdicts[$0].isBody }
        let centred = lines.count { Captions.isCentred(Int(page.blocks.blocks[$0].owner), page.tree) }
        mostAreCentred = centred * 5 > lines.count * 2
    }

    /// Han characters and words of a caption, at most.
    private static let longest = 90
    private static let longestPlain = 45
    /// So many pictures make a habit.
    private static let fewest = 3

    /// The caption of each picture that has one.
    ///
    /// - Parameter images: nodes, in document order.
    func captions(of images: [Int]) -> [Int: String] {
        var captions: [Int: Int] = [:]
        var plain: [Int: Int] = [:]
        for (place, image) in images.enumerated() {
            let next = place + 1 < images.count ? images[place + 1] : Int.max
            guard let line = line(below: image, before: next) else { continue }
            if isCaption(line, of: image) {
                captions[image] = line
            } else if mayBeCaption(line), isAlone(image) {
                plain[image] = line
            }
        }
        if isHabit(plain, beside: captions.count, of: images.count) { captions.merge(plain) { own, _ in own } }
        return captions.mapValues { page.blocks.string(of: $0) }
    }

    /// The first line of the body behind a picture.
    private func line(below image: Int, before next: Int) -> Int? {
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(page.blocks.blocks[lines[middle]].firstNode) < image { low = middle + 1 } else { high = middle }
        }
        guard low < lines.count, Int(page.blocks.blocks[lines[low]].firstNode) < next else { return nil }
        return lines[low]
    }

    private func isCaption(_ line: Int, of image: Int) -> Bool {
        let block = page.blocks.blocks[line]
        guard block.tokens >= 1, block.tokens <= Captions.longest, !block.traits.contains(.tableRow) else {
            return false
        }
        if block.traits.contains(.caption) { return true }
        let text = page.blocks.string(of: line)
        if words.marks(text) { return true }
        let tree = page.tree
        let above = tree.ancestors(of: Int(block.firstNode)).prefix(4)
        if above.contains(where: { words.names($0, in: tree) }) { return true }
        guard mayBeCaption(line) else { return false }
        if let box = box(around: image), tree.isInside(Int(block.firstNode), box) {
            return hasNothingElse(box, but: line)
        }
        return !mostAreCentred && isAlone(image) && Captions.isCentred(Int(block.owner), tree)
            && Int(block.owner) > image
    }

    /// Whether a line's shape allows it: short, not bold, no heading, no entry of a list.
    private func mayBeCaption(_ line: Int) -> Bool {
        let block = page.blocks.blocks[line]
        return block.tokens >= 2 && block.tokens <= Captions.longestPlain && block.headingLevel == 0
            && !block.traits.contains(.bold) && !block.traits.contains(.tableRow) && block.linkShare < 0.5
            && !ListNumbers.hasNumber(page.blocks.string(of: line))
    }

    /// Whether lines so short stand below nearly all pictures, and either hardly anywhere else, or far shorter than the
    /// rest of the article's are.
    private func isHabit(_ plain: [Int: Int], beside sure: Int, of images: Int) -> Bool {
        let count = plain.count + sure
        guard count >= Captions.fewest, count * 4 >= images * 3, !plain.isEmpty else { return false }
        let below = Set(plain.values)
        let lengths = lines.filter { !below.contains($0) }.map { page.blocks.blocks[$0].tokens }.sorted()
        let captions = below.map { page.blocks.blocks[$0].tokens }.sorted()
        if count > Captions.fewest, !lengths.isEmpty, captions[captions.count / 2] * 2 <= lengths[lengths.count / 2] {
            return true
        }
        let others = lines.count { mayBeCaption($0) && !below.contains($0) }
        return others <= count
    }

    /// The smallest element of a block around a node: a paragraph, a box.
    private func box(around node: Int) -> Int? {
        page.tree.ancestors(of: node).prefix(8).first {
            page.tree.nodes[$0].tag.isBlock && page.tree.nodes[$0].tag != .body
        }
    }

    /// Whether a box's text is one line.
    private func hasNothingElse(_ box: Int, but line: Int) -> Bool {
        let inside = page.blocks.blocks(inside: page.tree.subtree(of: box))
        return inside == line..<(line + 1)
    }

    /// Whether no text stands on a picture's own line.
    private func isAlone(_ image: Int) -> Bool {
        guard let box = box(around: image) else { return false }
        let before = (max(box + 1, image - Captions.nearestNodes)..<image).reversed()
        let behind = image + 1..<max(image + 1, min(Int(page.tree.nodes[box].end), image + Captions.nearestNodes))
        return !hasText(before, in: box) && !hasText(behind, in: box)
    }

    private static let nearestNodes = 40

    /// Whether the nodes, up to the first that ends the line, have text of their own.
    private func hasText(_ nodes: some Sequence<Int>, in box: Int) -> Bool {
        for node in nodes {
            let tag = page.tree.nodes[node].tag
            if tag.isBlock { return false }
            guard tag == .text, !WhiteSpace.collapse(page.tree.text(of: node)).isEmpty else { continue }
            return self.box(around: node) == box
        }
        return false
    }

    private static func isCentred(_ owner: Int, _ tree: PageTree) -> Bool {
        if tree.nodes[owner].tag == .center { return true }
        if let align = tree.attribute(.align, of: owner)?.lowercased() { return align == "center" }
        guard let style = tree.attribute(.style, of: owner)?.lowercased(), style.utf8.count < 1000 else {
            return tree.ancestors(of: owner).prefix(1).contains { tree.nodes[$0].tag == .center }
        }
        return style.filter { !$0.isWhitespace }.contains("text-align:center")
    }
}
