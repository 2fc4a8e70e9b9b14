/// Ties pictures to the lines that tell what they show.
///
/// | a line is the caption of the picture right above it | where |
/// |---|---|
/// | it stands in the picture's own box, or one named after captions | it is short |
/// | it begins or ends as captions do: 图为…, …摄 | it is short |
/// | the picture's own `alt` or `title` says the same | it is not the article's headline |
/// | it is centred, and so is not most of the article | it is short, not bold, no heading |
/// | it is set smaller, in grey or in another face, as hardly any other line is | the same |
/// | as for nearly all pictures of the article, and hardly anywhere else | the same |
///
/// Pictures in a row have the cells of the row below them, or as many captions below the last of them.
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
        var cells: [Int: String] = [:]
        var row: [Int] = []
        for (place, image) in images.enumerated() {
            let next = place + 1 < images.count ? images[place + 1] : Int.max
            row.append(image)
            guard let line = line(below: image, before: next) else { continue }
            let pictures = row
            row = []
            if let shown = rowCaptions(line, of: pictures, among: images) {
                cells.merge(shown) { _, new in new }
                continue
            }
            if let shared = sharedCaptions(from: line, of: pictures, before: next) {
                captions.merge(shared) { _, new in new }
                continue
            }
            if isCaption(line, of: image) {
                captions[image] = line
            } else if mayBeCaption(line), isAlone(image) {
                plain[image] = line
            }
        }
        if isHabit(plain, beside: captions.count, of: images.count) { captions.merge(plain) { own, _ in own } }
        return captions.mapValues { page.blocks.string(of: $0) }.merging(cells) { _, cell in cell }
    }

    /// The cells of a table's row that has pictures in it or right above it, one for each.
    private func rowCaptions(_ line: Int, of pictures: [Int], among images: [Int]) -> [Int: String]? {
        let block = page.blocks.blocks[line]
        guard block.traits.contains(.tableRow) else { return nil }
        let inside = images.filter { page.tree.isInside($0, Int(block.owner)) }
        let shown = inside.isEmpty ? pictures : inside
        let cells = page.blocks.string(of: line).split(separator: "\t").map(String.init)
        guard shown.count >= 2, cells.count == shown.count,
            cells.allSatisfy({ (2...Captions.longestPlain).contains($0.unicodeScalars.count) })
        else { return nil }
        return Dictionary(zip(shown, cells)) { first, _ in first }
    }

    /// As many lines below several pictures, all worded as captions, as there are pictures.
    private func sharedCaptions(from line: Int, of pictures: [Int], before next: Int) -> [Int: Int]? {
        guard pictures.count >= 2, let first = lines.firstIndex(of: line) else { return nil }
        let below = lines[first..<min(first + pictures.count, lines.count)]
        guard below.count == pictures.count,
            below.allSatisfy({ line in
                let block = page.blocks.blocks[line]
                return Int(block.firstNode) < next && block.tokens <= Captions.longest
                    && words.marks(page.blocks.string(of: line)) && !words.denies(page.blocks.string(of: line))
            })
        else { return nil }
        return Dictionary(zip(pictures, below)) { first, _ in first }
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
        if words.denies(text) { return false }
        if words.marks(text) { return true }
        let tree = page.tree
        let above = tree.ancestors(of: Int(block.firstNode)).prefix(4)
        if above.contains(where: { words.names($0, in: tree) }) { return true }
        if above.contains(where: { words.namesTextOfPicture($0, in: tree) && hasNothingElse($0, but: line) }) {
            return true
        }
        if isSaid(text, by: image) { return true }
        guard mayBeCaption(line) else { return false }
        if isAlone(image), isSetApart(line) { return true }
        if let box = box(around: image), tree.isInside(Int(block.firstNode), box) {
            return hasNothingElse(box, but: line)
        }
        return !mostAreCentred && isAlone(image) && Captions.isCentred(Int(block.owner), tree)
            && Int(block.owner) > image
    }

    /// Whether the picture's own words are the line, and not the headline that many systems write there.
    private func isSaid(_ text: String, by image: Int) -> Bool {
        let line = LineSkeleton(text).scalars
        guard line.count >= 4, line != LineSkeleton(page.headline.title.joined()).scalars else { return false }
        return [AttributeName.alt, .title].contains { name in
            page.tree.attribute(name, of: image).map { LineSkeleton($0).scalars == line } ?? false
        }
    }

    /// Whether a line is set as captions are, and hardly any other of the article is set so.
    private func isSetApart(_ line: Int) -> Bool {
        guard let look = CaptionLook(of: page.blocks.blocks[line], in: page.tree) else { return false }
        let text = page.blocks.string(of: line)
        guard text.count(where: { $0 == "。" }) <= 1, text.last != ":", text.last != "：" else { return false }
        let alike = lines.count { CaptionLook(of: page.blocks.blocks[$0], in: page.tree) == look }
        return alike * 3 <= lines.count
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
        if let name = tree.attributeBytes(.class, of: owner), NameWords(name).contains("center") { return true }
        guard let style = tree.attribute(.style, of: owner)?.lowercased(), style.utf8.count < 1000 else {
            return tree.ancestors(of: owner).prefix(1).contains { tree.nodes[$0].tag == .center }
        }
        return style.filter { !$0.isWhitespace }.contains("text-align:center")
    }
}
